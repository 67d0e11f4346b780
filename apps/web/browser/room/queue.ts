import type { KeptChanges, NewWaiting, Waiting } from './kept-changes.js';
import type { Answer, Change, Done, Told } from './protocol.js';

export type Connection = 'online' | 'away' | 'sending' | 'lost-seat';

/** What became of one change, for the form that it was typed in. */
export type Outcome = Done | Told | { readonly status: 'kept' };

export interface QueueOptions {
  readonly seat: string;
  readonly kept: KeptChanges;
  readonly send: (change: Change) => Promise<Answer>;
  /** After anything changed in what waits, or in the connection. */
  readonly shown: (waiting: readonly Waiting[], connection: Connection) => void;
  /** Runs later; the test's clock or the browser's. */
  readonly later: (run: () => void, ms: number) => void;
  readonly newKey: () => string;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Sends changes one after the other, in the order in which they were typed, each until the server says that it has it. What
 * it would not take waits for somebody to decide; so does what was built on it, and nothing else.
 */
export class Queue {
  private connection: Connection = 'online';
  private running: Promise<void> | undefined;
  /** Something was added while the last of the rest was on its way. */
  private hasMore = false;
  private retryMs = FIRST_RETRY_MS;
  private isScheduled = false;
  private readonly outcomes = new Map<number, (outcome: Outcome) => void>();

  constructor(private readonly options: QueueOptions) {}

  /** Resolves once the change is made, refused, or known to wait on the phone. */
  async add(change: Omit<NewWaiting, 'seat'>): Promise<Outcome> {
    const { kept, seat } = this.options;
    // What was refused before is what stands in the form now, put right.
    for (const old of await this.waiting())
      if (old.slot === change.slot && old.told?.status === 'refused') await kept.remove(old.id);
    const added = await kept.add({ ...change, seat });
    const outcome = new Promise<Outcome>((resolve) => {
      this.outcomes.set(added.id, resolve);
    });
    await this.show();
    void this.drain();
    return outcome;
  }

  waiting(): Promise<readonly Waiting[]> {
    return this.options.kept.all(this.options.seat);
  }

  /** Once at a time; whoever asks meanwhile waits for the same. */
  drain(): Promise<void> {
    if (this.running !== undefined) {
      this.hasMore = true;
      return this.running;
    }
    this.running = this.sendAll().finally(() => {
      this.running = undefined;
      const { hasMore } = this;
      this.hasMore = false;
      if (hasMore) void this.drain();
    });
    return this.running;
  }

  /** Of a conflict: mine instead of what stands. It is another change now, so it has another key. */
  async keepMine(id: number): Promise<void> {
    const found = (await this.waiting()).find((one) => one.id === id);
    if (found?.told?.status !== 'conflict') return;
    const { told, ...change } = found;
    await this.options.kept.put({
      ...change,
      key: this.options.newKey(),
      fields: { ...change.fields, ...told.fields },
    });
    await this.show();
    await this.drain();
  }

  /** This change, and what was built on it. */
  async discard(id: number): Promise<void> {
    const waiting = await this.waiting();
    const found = waiting.find((one) => one.id === id);
    for (const one of waiting)
      if (one.id === id || (one.slot === found?.slot && one.id > id)) await this.options.kept.remove(one.id);
    await this.show();
    await this.drain();
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const waiting = await this.waiting();
      const next = nextOf(waiting);
      if (next === undefined) {
        // All of them stand behind something that somebody has to decide.
        for (const { id } of waiting) this.tell(id, { status: 'kept' });
        await this.connected('online');
        return;
      }
      await this.connected('sending');
      const answer = await this.options.send(next);
      if (answer.status === 'lost-seat') {
        await this.stopped('lost-seat');
        return;
      }
      if (answer.status === 'later') {
        await this.stopped('away');
        this.schedule(answer.afterMs ?? this.retryMs);
        this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
        return;
      }
      this.retryMs = FIRST_RETRY_MS;
      await this.settle(next, answer);
    }
  }

  private async settle(change: Waiting, answer: Done | Told): Promise<void> {
    const { kept } = this.options;
    if (answer.status === 'done') {
      await this.rebase(change, answer);
      await kept.remove(change.id);
    } else await kept.put({ ...change, told: answer });
    this.tell(change.id, answer);
  }

  /** What was typed on top of this change names the revision that it has now. Before it is forgotten: a page may be closed. */
  private async rebase({ id, slot }: Waiting, { fields = {} }: Done): Promise<void> {
    for (const later of await this.waiting())
      if (later.id > id && later.slot === slot)
        await this.options.kept.put({ ...later, fields: { ...later.fields, ...fields } });
  }

  private async stopped(connection: 'away' | 'lost-seat'): Promise<void> {
    await this.connected(connection);
    for (const id of this.outcomes.keys()) this.tell(id, { status: 'kept' });
  }

  private async connected(connection: Connection): Promise<void> {
    this.connection = connection;
    await this.show();
  }

  private async show(): Promise<void> {
    this.options.shown(await this.waiting(), this.connection);
  }

  private tell(id: number, outcome: Outcome): void {
    this.outcomes.get(id)?.(outcome);
    this.outcomes.delete(id);
  }

  private schedule(afterMs: number): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    // Sixty phones that lost the same network do not come back in the same moment.
    this.options.later(
      () => {
        this.isScheduled = false;
        void this.drain();
      },
      afterMs * (0.75 + Math.random() / 2),
    );
  }
}

/** The first that is held up by nothing: neither refused itself, nor built on something that is. */
function nextOf(waiting: readonly Waiting[]): Waiting | undefined {
  const held = new Set<string>();
  for (const one of waiting) {
    if (one.told !== undefined) held.add(one.slot);
    else if (!held.has(one.slot)) return one;
  }
  return undefined;
}
