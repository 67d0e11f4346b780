import { describe, expect, it } from '@jest/globals';
import type { KeptChanges, NewWaiting, Waiting } from './kept-changes.js';
import type { Answer, Change } from './protocol.js';
import { Queue, type Connection } from './queue.js';

/** The phone's memory, which outlives a page: two queues on it are the page before and after a reload. */
class Phone implements KeptChanges {
  readonly lasts = true;
  private readonly changes = new Map<number, Waiting>();
  private last = 0;
  all(seat: string): Promise<readonly Waiting[]> {
    const all = [...this.changes.values()].sort((a, b) => a.id - b.id);
    return Promise.resolve(all.filter((one) => one.seat === seat));
  }
  add(change: NewWaiting): Promise<Waiting> {
    this.last += 1;
    const added = { ...change, id: this.last };
    this.changes.set(added.id, added);
    return Promise.resolve(added);
  }
  put(change: Waiting): Promise<void> {
    this.changes.set(change.id, change);
    return Promise.resolve();
  }
  remove(id: number): Promise<void> {
    this.changes.delete(id);
    return Promise.resolve();
  }
}

/** One answer with a revision for each slot, as the room keeps it; each key counts once. */
class Server {
  away = false;
  /** It has the change, and its answer never arrives. */
  losesReplies = false;
  hasSeat = true;
  readonly made: string[] = [];
  private readonly receipts = new Map<string, Answer>();
  private readonly revisions = new Map<string, number>();

  readonly send = (change: Change): Promise<Answer> => {
    if (this.away) return Promise.resolve({ status: 'later' });
    if (!this.hasSeat) return Promise.resolve({ status: 'lost-seat' });
    const answer = this.receipts.get(change.key) ?? this.take(change);
    return Promise.resolve(this.losesReplies ? { status: 'later' } : answer);
  };

  /** Somebody else writes it. */
  outrun(kind: string): void {
    this.revisions.set(kind, (this.revisions.get(kind) ?? 0) + 1);
  }

  private take({ key, kind, fields }: Change): Answer {
    const text = String(fields['text']);
    if (text === 'wrong') return { status: 'refused', message: 'No.', faults: [] };
    const stands = this.revisions.get(kind) ?? 0;
    const fieldsNow = { revision: String(stands) };
    if (Number(fields['revision']) !== stands)
      return { status: 'conflict', message: 'Changed.', yours: text, theirs: 'theirs', fields: fieldsNow };
    this.made.push(`${kind}: ${text}`);
    this.revisions.set(kind, stands + 1);
    const done: Answer = { status: 'done', message: 'Saved', fields: { revision: String(stands + 1) } };
    this.receipts.set(key, done);
    return done;
  }
}

class Page {
  readonly later: (() => void)[] = [];
  readonly shown: Connection[] = [];
  private keys = 0;
  readonly queue: Queue;
  constructor(
    readonly phone: Phone,
    server: Server,
    readonly name = 'page',
    seat = 'asha',
  ) {
    this.queue = new Queue({
      seat,
      kept: phone,
      send: server.send,
      shown: (_, connection) => this.shown.push(connection),
      later: (run) => this.later.push(run),
      newKey: () => this.key(),
    });
  }
  key(): string {
    this.keys += 1;
    return `${this.name}-${this.keys}`;
  }
  type(kind: string, text: string, revision = '0') {
    const form = { slot: kind, page: `/workshop/${kind}`, title: kind };
    return this.queue.add({ key: this.key(), kind, fields: { text, revision }, ...form });
  }
  async retry(): Promise<void> {
    for (const run of this.later.splice(0)) run();
    // What was under way when the connection came back ends first, and is then tried anew.
    for (let round = 0; round < 3; round += 1) await this.queue.drain();
  }
  texts = async (): Promise<readonly string[]> =>
    (await this.queue.waiting()).map(({ fields }) => String(fields['text']));
}

describe('changes typed on a phone', () => {
  it('are made at once while there is a connection', async () => {
    const server = new Server();
    const page = new Page(new Phone(), server);
    expect(await page.type('GOV1', 'two')).toMatchObject({ status: 'done', message: 'Saved' });
    expect([server.made, await page.texts(), page.shown.at(-1)]).toEqual([['GOV1: two'], [], 'online']);
  });

  it('wait while it is away, survive the page, and arrive once and in order', async () => {
    const server = new Server();
    server.away = true;
    const phone = new Phone();
    const before = new Page(phone, server, 'before');
    for (const text of ['one', 'two', 'three']) expect(await before.type('GOV1', text)).toEqual({ status: 'kept' });
    expect((await before.type('GOV2', 'other')).status).toBe('kept');
    const after = new Page(phone, server, 'after');
    expect(await after.texts()).toEqual(['one', 'two', 'three', 'other']);
    server.away = false;
    await after.retry();
    // Each names the revision that the one before it made.
    expect(server.made).toEqual(['GOV1: one', 'GOV1: two', 'GOV1: three', 'GOV2: other']);
    expect(await after.texts()).toEqual([]);
  });

  it('that arrived while the answer was lost are not made again', async () => {
    const server = new Server();
    server.losesReplies = true;
    const page = new Page(new Phone(), server);
    await page.type('GOV1', 'one');
    await page.type('GOV1', 'two');
    server.losesReplies = false;
    await page.retry();
    expect(server.made).toEqual(['GOV1: one', 'GOV1: two']);
  });

  it('that somebody outran wait for a choice, with what was built on them, and hold up nothing else', async () => {
    const server = new Server();
    server.away = true;
    const page = new Page(new Phone(), server);
    await page.type('GOV1', 'mine');
    await page.type('GOV1', 'mine, better');
    await page.type('GOV2', 'other');
    server.outrun('GOV1');
    server.away = false;
    await page.retry();
    expect(server.made).toEqual(['GOV2: other']);
    const [held] = await page.queue.waiting();
    expect(held?.told).toMatchObject({ status: 'conflict', yours: 'mine', theirs: 'theirs' });
    await page.queue.keepMine(held?.id ?? 0);
    expect(server.made).toEqual(['GOV2: other', 'GOV1: mine', 'GOV1: mine, better']);
    expect(await page.texts()).toEqual([]);
  });

  it('that are given up go with what was built on them', async () => {
    const server = new Server();
    server.away = true;
    const page = new Page(new Phone(), server);
    await page.type('GOV1', 'mine');
    await page.type('GOV2', 'other');
    await page.type('GOV1', 'mine, better');
    server.outrun('GOV1');
    server.away = false;
    await page.retry();
    const [held] = await page.queue.waiting();
    await page.queue.discard(held?.id ?? 0);
    expect([server.made, await page.texts()]).toEqual([['GOV2: other'], []]);
  });

  it('that were refused are replaced by what is typed next in the same place', async () => {
    const server = new Server();
    const page = new Page(new Phone(), server);
    expect(await page.type('GOV1', 'wrong')).toMatchObject({ status: 'refused' });
    expect(await page.texts()).toEqual(['wrong']);
    expect(await page.type('GOV1', 'right')).toMatchObject({ status: 'done' });
    expect([server.made, await page.texts()]).toEqual([['GOV1: right'], []]);
  });

  it('wait for the same person to sit down again, and are sent for nobody else', async () => {
    const server = new Server();
    const phone = new Phone();
    const page = new Page(phone, server);
    server.hasSeat = false;
    expect(await page.type('GOV1', 'mine')).toEqual({ status: 'kept' });
    expect(page.shown.at(-1)).toBe('lost-seat');
    server.hasSeat = true;
    const other = new Page(phone, server, 'other', 'dara');
    await other.retry();
    expect(server.made).toEqual([]);
    await new Page(phone, server, 'again').retry();
    expect(server.made).toEqual(['GOV1: mine']);
  });

  it('while the last of the rest is on its way are not forgotten', async () => {
    const server = new Server();
    const page = new Page(new Phone(), server);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => page.type(`Q${n}`, String(n)).then(({ status }) => status)),
    );
    await page.queue.drain();
    expect(new Set(outcomes)).toEqual(new Set(['done']));
    expect(server.made).toEqual(Array.from({ length: 20 }, (_, n) => `Q${n}: ${n}`));
  });
});
