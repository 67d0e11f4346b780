import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isLongRun } from '../../support/command.js';
import { levelQuestions, type OpenAssessment, settle } from '../../support/running/inhabitants.js';
import { Autosaver, Ledger, whileSaving } from '../../support/running/ledger.js';
import { RunningProduct } from '../../support/running/product.js';
import { UNHEARD } from '../../support/running/wire.js';

const FULL = isLongRun();
const CLIENTS = FULL ? 200 : 40;
const WEB_KILLS = FULL ? 50 : 3;
const DATABASE_KILLS = FULL ? 10 : 2;
const STOPS = FULL ? 10 : 2;
/** What is promised holds where nothing else runs, as in the long run; beside other tests a clock says little. */
const PATIENCE = FULL ? 1 : 6;
const READY_WITHIN_MS = 10_000 * PATIENCE;
const DATABASE_BACK_WITHIN_MS = 15_000 * PATIENCE;
/** The process ends itself after this time, whatever runs beside it. */
const STOPPED_WITHIN_MS = 20_000;
const LONG = 1_800_000;

/** Built processes under the supervisor, a durable PostgreSQL, and clients that write down what they were told. */
describe('an answer that was acknowledged', () => {
  let product: RunningProduct;
  let open: readonly OpenAssessment[];
  let questions: readonly string[];

  beforeAll(async () => {
    product = await RunningProduct.start();
    questions = levelQuestions();
    open = await settle(product, Math.ceil(CLIENTS / questions.length) * 3);
  }, LONG);
  afterAll(() => product.stop(), LONG);

  /** A third of the assessments: no test begins with what another one left. */
  const seats = (third: number): readonly OpenAssessment[] =>
    open.slice((third * open.length) / 3, ((third + 1) * open.length) / 3);
  const clients = (ledger: Ledger, assessments: readonly OpenAssessment[]): readonly Autosaver[] =>
    Array.from({ length: CLIENTS }, (_, n) => {
      const assessment = assessments[Math.floor(n / questions.length)];
      const question = questions[n % questions.length];
      if (assessment === undefined || question === undefined) throw new Error('More clients than questions.');
      return new Autosaver(product.url, ledger, { assessment, question });
    });
  const someTime = (): Promise<void> => pause(100 + Math.random() * 400);
  const successorOf = (pid: number): Promise<void> =>
    product.until(() => ![pid, undefined].includes(product.pidOf('web')), 'another web process');
  const nextAcknowledged = (ledger: Ledger, since: number): Promise<void> =>
    product.until(() => ledger.lastAcknowledgedAt > since, 'an answer that is saved again');

  it(
    'outlives the web process, killed at any moment, and nothing is left half-written',
    async () => {
      const [ledger, mine] = [new Ledger(), seats(0)];
      const waits: number[] = [];
      await whileSaving(clients(ledger, mine), async () => {
        for (let kill = 0; kill < WEB_KILLS; kill += 1) {
          await someTime();
          const since = Date.now();
          await successorOf(product.kill('web', 'SIGKILL'));
          await nextAcknowledged(ledger, Date.now());
          waits.push(Date.now() - since);
        }
      });
      report('web killed', WEB_KILLS, ledger, waits);
      expect(await ledger.faults(product, mine)).toEqual([]);
      expect(ledger.acknowledged.length).toBeGreaterThan(CLIENTS);
      expect(
        ledger.other('200', '201', '412', '428', 'nobody', 'ECONNRESET', UNHEARD, 'EPIPE', 'socket hang up'),
      ).toEqual([]);
      expect(Math.max(...waits)).toBeLessThan(READY_WITHIN_MS);
    },
    LONG,
  );

  it(
    'outlives PostgreSQL, which is started again without anybody; meanwhile clients hear when to come back',
    async () => {
      const [ledger, mine] = [new Ledger(), seats(1)];
      const waits: number[] = [];
      await whileSaving(clients(ledger, mine), async () => {
        for (let kill = 0; kill < DATABASE_KILLS; kill += 1) {
          await someTime();
          // What `pg_ctl stop -m immediate` sends: no checkpoint, no goodbye.
          const since = Date.now();
          const pid = product.killDatabase('SIGQUIT');
          await product.until(() => ![pid, undefined].includes(product.postmaster), 'another PostgreSQL');
          await nextAcknowledged(ledger, Date.now());
          waits.push(Date.now() - since);
        }
      });
      report('database killed', DATABASE_KILLS, ledger, waits);
      expect(await ledger.faults(product, mine)).toEqual([]);
      expect(ledger.other('200', '201', '412', '428', '503')).toEqual([]);
      expect(ledger.outcomes.get('503') ?? 0).toBeGreaterThan(0);
      expect(ledger.withoutRetryAfter).toBe(0);
      expect(Math.max(...waits)).toBeLessThan(DATABASE_BACK_WITHIN_MS);
    },
    LONG,
  );

  it(
    'is awaited by a web process that is told to stop: nobody is cut off, whatever waits is answered',
    async () => {
      const [ledger, mine] = [new Ledger(), seats(2)];
      const waits: number[] = [];
      await whileSaving(clients(ledger, mine), async () => {
        for (let stop = 0; stop < STOPS; stop += 1) {
          await someTime();
          const since = Date.now();
          const pid = product.kill('web', 'SIGTERM');
          await product.until(() => product.pidOf('web') !== pid, 'the web process to end');
          waits.push(Date.now() - since);
          await successorOf(pid);
          await nextAcknowledged(ledger, Date.now());
        }
      });
      report('web told to stop', STOPS, ledger, waits);
      expect(ledger.other('200', '201', '503', 'nobody', UNHEARD)).toEqual([]);
      expect(ledger.outcomes.get(UNHEARD) ?? 0).toBeLessThanOrEqual(STOPS);
      expect(ledger.withoutRetryAfter).toBe(0);
      expect(await ledger.faults(product, mine)).toEqual([]);
      expect(Math.max(...waits)).toBeLessThan(STOPPED_WITHIN_MS);
      expect(product.output.match(/web process ended \(code 0\)/g)).toHaveLength(STOPS);
    },
    LONG,
  );
});

/** Figures of the long run. */
function report(what: string, times: number, ledger: Ledger, waits: readonly number[]): void {
  const outcomes = [...ledger.outcomes].map(([status, count]) => `${status}: ${count}`).join(', ');
  const slowest = Math.max(...waits).toFixed(0);
  if (FULL) process.stderr.write(`${what} ${times} times, slowest ${slowest} ms, ${CLIENTS} clients (${outcomes})\n`);
}
