import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isLongRun } from '../../support/command.js';
import { type OpenAssessment, settle } from '../../support/running/inhabitants.js';
import { contradictions } from '../../support/running/ledger.js';
import { RunningProduct } from '../../support/running/product.js';
import { orderDocument, Program, saveAll, submit } from '../../support/running/requests.js';

const ROUNDS = isLongRun() ? 50 : 1;
const ORPHANS_GONE_WITHIN_MS = 60_000;
const LONG = 1_800_000;
/** As if the worker had been silent for long: the short run does not wait for it. */
const OVERDUE = `UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'`;

/** Built processes under the supervisor, and documents whose makers are killed at work. */
describe('a document', () => {
  let product: RunningProduct;
  let program: Program;
  let mine: OpenAssessment;

  beforeAll(async () => {
    product = await RunningProduct.start();
    program = new Program(product);
    const [first] = await settle(product, 1);
    if (first === undefined) throw new Error('Nobody lives here.');
    mine = first;
    await program.ask(saveAll(mine));
    await program.ask(submit(mine));
  }, LONG);
  afterAll(async () => {
    program.close();
    await product.stop();
  }, LONG);

  const order = async (): Promise<string> => (await program.ask<{ readonly id: string }>(orderDocument(mine))).id;
  const stateOf = async (id: string): Promise<string | undefined> =>
    (await product.rows<{ state: string }>('SELECT state FROM document WHERE id = $1', [id]))[0]?.state;
  /** The browsers at work, as the worker notes them down. */
  const browsers = (): readonly number[] => {
    try {
      return readdirSync(path.join(product.config.dataDir, 'printing', 'processes')).map((name) =>
        Number.parseInt(name, 10),
      );
    } catch {
      return [];
    }
  };
  const isAlive = (pid: number): boolean => {
    try {
      return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return false;
    }
  };
  const underWay = async (id: string): Promise<void> => {
    await product.until(
      async () => browsers().length > 0 && (await stateOf(id)) !== 'requested',
      'somebody at work on it',
    );
    await pause(Math.random() * 300);
  };
  const isMadeOnce = async (id: string): Promise<void> => {
    await product.until(async () => (await stateOf(id)) === 'ready', 'a document that is ready');
    const made = `SELECT (SELECT count(*)::int FROM file WHERE name LIKE '%' || $1 || '%') AS files,
      (SELECT count(*)::int FROM audit WHERE subject_id = $1 AND action = 'document.made') AS told`;
    expect(await product.rows(made, [id])).toEqual([{ files: 1, told: 1 }]);
    expect(await contradictions(product)).toEqual([]);
  };

  it(
    'is made once when its browser is killed at work, and so is the next',
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = await order();
        await underWay(id);
        for (const browser of browsers()) if (isAlive(browser)) process.kill(browser, 'SIGKILL');
        await isMadeOnce(id);
      }
      await isMadeOnce(await order());
    },
    LONG,
  );

  it(
    'is made once when its worker is killed at work, whose browsers end with it',
    async () => {
      const waits: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = await order();
        await underWay(id);
        const orphans = browsers();
        const since = Date.now();
        product.kill('worker', 'SIGKILL');
        if (!isLongRun()) await product.rows(OVERDUE);
        await product.until(() => !orphans.some(isAlive), 'the end of the browsers');
        expect(Date.now() - since).toBeLessThan(ORPHANS_GONE_WITHIN_MS);
        await isMadeOnce(id);
        waits.push(Date.now() - since);
      }
      if (isLongRun())
        process.stderr.write(`worker killed ${ROUNDS} times, slowest document ${Math.max(...waits)} ms\n`);
    },
    LONG,
  );
});
