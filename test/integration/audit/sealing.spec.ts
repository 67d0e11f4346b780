import { clientConfig } from '@isonomia/persistence';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AuditBench, someAgency } from '../../support/audit.js';
import { createTestDatabase } from '../../support/database.js';

const INSERT = "INSERT INTO audit (actor_id, action, subject_kind, subject_id) VALUES ('asha', 'test', 'x', $1)";

describe('sealing the audit', () => {
  let bench: AuditBench;
  beforeEach(async () => {
    bench = new AuditBench(await createTestDatabase());
  });
  afterEach(async () => {
    await bench.close();
    await bench.database.close();
  });
  const other = async (): Promise<pg.Client> => {
    const client = new pg.Client(clientConfig(bench.database.address));
    await client.connect();
    return client;
  };

  it('gives each agency a chain of its own, and one to what concerns no agency', async () => {
    const [ours, theirs] = [someAgency(), someAgency()];
    await bench.record(3, ours);
    await bench.record(2, theirs);
    await bench.record(1);
    const { seals } = await bench.seal();
    expect(new Map(seals.map(({ chain, rows }) => [chain, rows]))).toEqual(
      new Map([
        [ours, 3],
        [theirs, 2],
        ['system', 1],
      ]),
    );
    expect(await bench.findings()).toEqual([]);
  });

  it('goes on where it stopped, also in a process that knows of nothing, and seals nothing twice', async () => {
    const agency = someAgency();
    await bench.record(3, agency);
    const [first] = (await bench.seal()).seals;
    expect((await bench.seal()).seals).toEqual([]);
    expect((await bench.newSealer().execute({ patienceMs: 1000 })).seals).toEqual([]);
    await bench.record(2, agency);
    const { seals } = await bench.newSealer().execute({ patienceMs: 1000 });
    expect(seals).toMatchObject([{ chain: agency, number: 2, rows: 2, previous: first?.seal }]);
    expect(await bench.verify()).toMatchObject([{ seals: 2, rows: 5, unsealed: { rows: 0 }, findings: [] }]);
  });

  it('makes one seal of two when two processes seal at once', async () => {
    await bench.record(50, someAgency());
    const both = await Promise.all([1, 2].map(() => bench.newSealer().execute({ patienceMs: 1000 })));
    expect(both.flatMap(({ seals }) => seals)).toHaveLength(1);
    expect(await bench.findings()).toEqual([]);
  });

  it('splits what is too much for one seal', async () => {
    await bench.record(10_001, someAgency());
    expect((await bench.seal()).seals.map(({ rows }) => rows)).toEqual([10_000, 1]);
    expect(await bench.findings()).toEqual([]);
  });

  it('waits for a low id that is not committed while higher ones are, and then seals it with them', async () => {
    const slow = await other();
    try {
      await slow.query('BEGIN');
      await slow.query(INSERT, ['low']);
      await bench.record(2);
      expect(await bench.seal(100)).toEqual({ settled: false, seals: [] });
      await slow.query('COMMIT');
      expect((await bench.seal()).seals).toMatchObject([{ number: 1, firstId: '1', rows: 3 }]);
      expect(await bench.findings()).toEqual([]);
    } finally {
      await slow.end();
    }
  });

  it('waits no longer than it must: whoever began to write later does not hold it up', async () => {
    const [slow, late] = [await other(), await other()];
    try {
      await slow.query('BEGIN');
      await slow.query(INSERT, ['low']);
      const sealing = bench.seal(10_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await late.query('BEGIN');
      await late.query(INSERT, ['late']);
      await slow.query('ROLLBACK');
      expect(await sealing).toEqual({ settled: true, seals: [] });
      await late.query('COMMIT');
      expect((await bench.seal()).seals).toMatchObject([{ firstId: '2', rows: 1 }]);
    } finally {
      await slow.end();
      await late.end();
    }
  });

  it('never makes a row wait: writers write while it seals', async () => {
    await bench.record(5_000);
    const [, sealed] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => bench.record(1))),
      bench.seal(10_000),
    ]);
    expect(sealed.settled).toBe(true);
    await bench.seal();
    expect(await bench.verify()).toMatchObject([{ rows: 5_020, unsealed: { rows: 0 }, findings: [] }]);
  });
});
