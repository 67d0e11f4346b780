import { describe, expect, it } from '@jest/globals';
import { NaturalBatches } from './natural-batches.js';

interface Sent {
  readonly items: readonly string[];
  readonly answer: (replies?: readonly string[]) => void;
  readonly fail: (reason: Error) => void;
}

/** A far end that answers when the test says so. */
class FarEnd {
  readonly sent: Sent[] = [];
  readonly batches: NaturalBatches<string, string>;

  constructor(most = 3) {
    const order = (one: string, other: string): number => one.charCodeAt(0) - other.charCodeAt(0);
    this.batches = new NaturalBatches((items) => this.take(items), { most, order });
  }

  /** The batches so far, items in the order sent. */
  get calls(): readonly string[] {
    return this.sent.map(({ items }) => items.join(' '));
  }

  private take(items: readonly string[]): Promise<readonly string[]> {
    return new Promise((resolve, fail) => {
      const answer: Sent['answer'] = (replies = items.map((item) => `${item} done`)) => resolve(replies);
      this.sent.push({ items, answer, fail });
    });
  }
}

describe('natural batches', () => {
  it('send an item at once when nothing is under way', async () => {
    const far = new FarEnd();
    const reply = far.batches.add('a');
    expect(far.calls).toEqual(['a']);
    far.sent[0]?.answer();
    expect(await reply).toBe('a done');
  });

  it('gather what comes in meanwhile, and send it together, in order, when the one under way returns', async () => {
    const far = new FarEnd();
    const first = far.batches.add('x');
    const later = Promise.all(['c', 'a', 'b'].map((item) => far.batches.add(item)));
    expect(far.calls).toEqual(['x']);
    far.sent[0]?.answer();
    await first;
    expect(far.calls).toEqual(['x', 'a b c']);
    far.sent[1]?.answer();
    expect(await later).toEqual(['c done', 'a done', 'b done']);
  });

  it('keep those that came first first where the order holds them equal', async () => {
    const far = new FarEnd();
    const first = far.batches.add('x');
    for (const item of ['b1', 'a', 'b2']) void far.batches.add(item);
    far.sent[0]?.answer();
    await first;
    expect(far.calls).toEqual(['x', 'a b1 b2']);
  });

  it('are no larger than allowed; the rest goes next', async () => {
    const far = new FarEnd(2);
    const first = far.batches.add('x');
    const later = ['a', 'b', 'c'].map((item) => far.batches.add(item));
    far.sent[0]?.answer();
    await first;
    far.sent[1]?.answer();
    await later[0];
    expect(far.calls).toEqual(['x', 'a b', 'c']);
  });

  it('fail together when the sending fails, and go on with what waited', async () => {
    const far = new FarEnd();
    const failing = far.batches.add('x');
    const waiting = far.batches.add('a');
    far.sent[0]?.fail(new Error('The line is dead.'));
    await expect(failing).rejects.toThrow('The line is dead.');
    far.sent[1]?.answer();
    expect(await waiting).toBe('a done');
  });

  it('fail when the number of replies is not that of the items: none may get the reply of another', async () => {
    const far = new FarEnd();
    const reply = far.batches.add('a');
    far.sent[0]?.answer([]);
    await expect(reply).rejects.toThrow('another number of replies');
  });
});
