import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WORKSHOP_PARTS, workshopId, type WorkshopPart } from '@isonomia/application';
import type { SocketAddress } from '@isonomia/persistence';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ListeningWorkshopSignals } from '../../../libs/persistence/src/signals/listening-workshop-signals.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const WORKSHOP = workshopId('6f1c0f4e-0000-4000-8000-000000000001');
const OTHER = '6f1c0f4e-0000-4000-8000-000000000002';
const LOOK_MS = 20;
const LONGEST_MS = 30_000;

/** What stands between a process and PostgreSQL while that is started anew: nobody is answered, and who was is cut off. */
class Door {
  readonly address: SocketAddress;
  /** By how many it was tried while it was shut. */
  tries = 0;
  private isShut = false;
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'isonomia-door-'));
  private readonly open = new Set<Socket>();
  private readonly server: Server;

  constructor({ host, ...behind }: SocketAddress) {
    this.address = { ...behind, host: this.folder };
    const socket = `.s.PGSQL.${behind.port}`;
    this.server = createServer((near) => {
      if (this.isShut) {
        this.tries += 1;
        near.destroy();
        return;
      }
      const far = connect(path.join(host, socket));
      for (const one of [near, far]) {
        this.open.add(one);
        one.on('close', () => this.open.delete(one));
        one.on('error', () => one.destroy());
      }
      near.pipe(far).pipe(near);
    });
    this.server.listen(path.join(this.folder, socket));
  }

  shut(): void {
    this.isShut = true;
    for (const one of this.open) one.destroy();
  }

  reopen(): void {
    this.isShut = false;
  }

  async remove(): Promise<void> {
    this.shut();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }
}

describe('what listens to workshops', () => {
  let database: TestDatabase;
  let door: Door;
  const opened: ListeningWorkshopSignals[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    door = new Door(database.address);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  afterAll(async () => {
    await door.remove();
    await database.close();
  });

  const signals = (): ListeningWorkshopSignals => {
    const made = new ListeningWorkshopSignals(door.address);
    opened.push(made);
    return made;
  };
  const tell = (what: string): Promise<unknown> =>
    database.operator.query(`SELECT pg_notify('isonomia_workshop', $1)`, [what]);
  const later = (): Date => new Date(Date.now() + 60_000);
  const follow = (from: ListeningWorkshopSignals, since = later()) => {
    const parts: WorkshopPart[] = [];
    const stop = from.listen({ workshop: WORKSHOP, since, told: (moved) => parts.push(...moved) });
    return { parts, stop };
  };
  const until = async (holds: () => boolean): Promise<void> => {
    for (const end = Date.now() + LONGEST_MS; !holds();) {
      if (Date.now() > end) throw new Error('It never came.');
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  const isEverything = (parts: readonly string[]): boolean => WORKSHOP_PARTS.every((part) => parts.includes(part));

  it('hears in every process what moves in its workshop, and nothing of another or of what it does not know', async () => {
    const processes = [follow(signals()), follow(signals())];
    await until(() => processes.every(({ parts }) => isEverything(parts)));
    for (const { parts } of processes) parts.splice(0);
    for (const what of [`${OTHER} points`, `${WORKSHOP} secrets`, 'points', '', `${WORKSHOP} clauses`])
      await tell(what);
    await until(() => processes.every(({ parts }) => parts.length > 0));
    expect(processes.map(({ parts }) => parts)).toEqual([['clauses'], ['clauses']]);
  });

  it('hears nothing once it has stopped listening', async () => {
    const from = signals();
    const [first, second] = [follow(from), follow(from)];
    await until(() => isEverything(second.parts));
    first.stop();
    first.parts.splice(0);
    await tell(`${WORKSHOP} offers`);
    await until(() => second.parts.at(-1) === 'offers');
    expect(first.parts).toEqual([]);
  });

  it('tells whoever comes late what moved since they looked, and everything where it was not there to hear', async () => {
    const from = signals();
    const first = follow(from);
    await until(() => isEverything(first.parts));
    const early = follow(from, new Date(0));
    expect(isEverything(early.parts)).toBe(true);
    const before = Date.now();
    await tell(`${WORKSHOP} quiz`);
    await until(() => first.parts.at(-1) === 'quiz');
    // Three seconds are added to what a page knows, for how long it takes to be made and sent.
    const late = follow(from, new Date(before + 3_000));
    await until(() => late.parts.length > 0);
    expect(late.parts).toEqual(['quiz']);
    expect(follow(from, later()).parts).toEqual([]);
  });

  it('outlives a database that is started anew: it tries until it is back, and then says that all may have moved', async () => {
    const from = signals();
    const { parts } = follow(from);
    await until(() => isEverything(parts));
    door.shut();
    parts.splice(0);
    await until(() => door.tries > 1);
    expect(parts).toEqual([]);
    door.reopen();
    await until(() => isEverything(parts));
    parts.splice(0);
    await tell(`${WORKSHOP} answers`);
    await until(() => parts.length > 0);
    expect(parts).toEqual(['answers']);
  });

  it('closes at once while the database is away, and tries no more', async () => {
    const from = signals();
    const { parts } = follow(from);
    await until(() => isEverything(parts));
    door.shut();
    await from.close();
    parts.splice(0);
    const { tries } = door;
    door.reopen();
    const other = follow(signals());
    await until(() => isEverything(other.parts));
    await tell(`${WORKSHOP} answers`);
    await until(() => other.parts.at(-1) === 'answers');
    expect([parts, door.tries]).toEqual([[], tries]);
  });
});
