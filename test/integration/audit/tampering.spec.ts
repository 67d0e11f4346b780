import type { ChainHead } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AuditBench, someAgency } from '../../support/audit.js';
import { isLongRun } from '../../support/command.js';
import { asOwner, createTestDatabase } from '../../support/database.js';

const LONG = 300_000;
const AUDIT_COLUMNS = {
  id: 'id + 1000000',
  agency_id: `'01900000-0000-7000-8000-00000000000e'`,
  actor_id: `actor_id || 'x'`,
  action: `action || 'x'`,
  subject_kind: `subject_kind || 'x'`,
  subject_id: `subject_id || 'x'`,
  at: `at + interval '1 microsecond'`,
  detail: `detail || '{"x": 1}'`,
} as const;
const SEAL_COLUMNS = {
  chain: `chain || 'x'`,
  number: 'number + 1000',
  first_id: 'first_id - 1',
  last_id: 'last_id + 1',
  rows: 'rows + 1',
  digest: `translate(digest, '0123456789', '1234567890') || ''`,
  previous: `CASE previous WHEN '' THEN repeat('0', 64) ELSE '' END`,
  seal: `translate(seal, '0123456789', '1234567890')`,
  at: `at + interval '1 microsecond'`,
} as const;
const keysOf = <Key extends string>(of: Readonly<Record<Key, string>>): readonly Key[] => Object.keys(of) as Key[];

/** One thing that somebody does to the tables who may do anything to them. `place` picks the row. */
interface Tampering {
  readonly what: string;
  readonly sql: (place: number) => readonly [string, readonly unknown[]];
}
const row = (table: string, place: number): string =>
  `(SELECT ctid FROM ${table} ORDER BY ctid OFFSET ${place} % (SELECT count(*) FROM ${table}) LIMIT 1)`;

const TAMPERINGS: readonly Tampering[] = [
  ...keysOf(AUDIT_COLUMNS).map((column) => ({
    what: `changes ${column} of a row`,
    sql: (place: number) =>
      [`UPDATE audit SET ${column} = ${AUDIT_COLUMNS[column]} WHERE ctid = ${row('audit', place)}`, []] as const,
  })),
  { what: 'deletes a row', sql: (place) => [`DELETE FROM audit WHERE ctid = ${row('audit', place)}`, []] },
  {
    what: 'puts a row where one was rolled back',
    sql: (place) => [
      `WITH gap AS (SELECT n FROM generate_series(1, (SELECT max(id) FROM audit)) n
          WHERE NOT EXISTS (SELECT FROM audit WHERE id = n)),
        one AS (SELECT n FROM gap ORDER BY n OFFSET ${place} % (SELECT count(*) FROM gap) LIMIT 1)
       INSERT INTO audit (id, agency_id, actor_id, action, subject_kind, subject_id)
       SELECT n, (SELECT agency_id FROM audit WHERE id > n ORDER BY id LIMIT 1), 'mallory', 'a', 'b', 'c' FROM one`,
      [],
    ],
  },
  {
    what: 'swaps two rows',
    sql: (place) => [
      `WITH one AS (SELECT * FROM audit WHERE ctid = ${row('audit', place)}),
        other AS (SELECT a.* FROM audit a, one WHERE a.agency_id IS NOT DISTINCT FROM one.agency_id
          AND (a.subject_id, a.at) IS DISTINCT FROM (one.subject_id, one.at) LIMIT 1),
        pair AS (SELECT one.id AS id, other.subject_id, other.at FROM one, other
          UNION ALL SELECT other.id, one.subject_id, one.at FROM one, other)
       UPDATE audit a SET subject_id = pair.subject_id, at = pair.at FROM pair WHERE a.id = pair.id`,
      [],
    ],
  },
  ...keysOf(SEAL_COLUMNS).map((column) => ({
    what: `changes ${column} of a seal`,
    sql: (place: number) =>
      [
        `UPDATE audit_seal SET ${column} = ${SEAL_COLUMNS[column]} WHERE ctid = ${row('audit_seal', place)}`,
        [],
      ] as const,
  })),
  { what: 'deletes a seal', sql: (place) => [`DELETE FROM audit_seal WHERE ctid = ${row('audit_seal', place)}`, []] },
  {
    what: 'cuts off the newest seals of a chain with their rows',
    sql: (place) => [
      `WITH cut AS (DELETE FROM audit_seal s USING (SELECT chain, number FROM audit_seal
          WHERE ctid = ${row('audit_seal', place)}) c WHERE s.chain = c.chain AND s.number >= c.number
          RETURNING s.chain, s.first_id)
       DELETE FROM audit a USING (SELECT chain, min(first_id) AS first FROM cut GROUP BY chain) c
       WHERE coalesce(a.agency_id::text, 'system') = c.chain AND a.id >= c.first`,
      [],
    ],
  },
];

describe('whoever can do anything to the tables and has not the secret', () => {
  let bench: AuditBench;
  let heads: readonly ChainHead[];

  beforeAll(async () => {
    bench = new AuditBench(await createTestDatabase());
    const agencies = [someAgency(), someAgency()];
    for (let round = 0; round < 4; round += 1) {
      for (const agency of [...agencies, undefined]) {
        // A number that was taken by a transaction that failed: the gap into which a row can be put later.
        await asOwner(bench.database.address, (client) => client.query("SELECT nextval('audit_id_seq')"));
        await bench.record(3, agency);
      }
      await bench.seal();
    }
    heads = await bench.heads();
    await bench.tamper('CREATE TABLE kept_audit AS TABLE audit');
    await bench.tamper('CREATE TABLE kept_seal AS TABLE audit_seal');
    // Triggers are off for `tamper`; what checks a row by itself must not stop a wrong one either.
    await bench.tamper('ALTER TABLE audit ALTER id DROP IDENTITY');
    await bench.tamper('ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_check');
  });
  afterAll(async () => {
    await bench.close();
    await bench.database.close();
  });

  const restore = async (): Promise<void> => {
    await bench.tamper(`WITH gone AS (DELETE FROM audit) DELETE FROM audit_seal`);
    await bench.tamper(`INSERT INTO audit SELECT * FROM kept_audit`);
    await bench.tamper(`INSERT INTO audit_seal SELECT * FROM kept_seal`);
  };

  it('finds nothing where nothing was done', async () => {
    expect(await bench.findings(heads)).toEqual([]);
    await restore();
    expect(await bench.findings(heads)).toEqual([]);
  });

  it.each(TAMPERINGS)(
    'is found who $what, wherever it is',
    async ({ sql }) => {
      const place = fc.nat({ max: 1000 });
      await fc.assert(
        fc.asyncProperty(place, async (at) => {
          await restore();
          expect(await bench.tamper(...sql(at))).toBeGreaterThan(0);
          expect(await bench.findings(heads)).not.toEqual([]);
        }),
        { numRuns: isLongRun() ? 60 : 6 },
      );
    },
    LONG,
  );

  it('cannot make seals that hold: another secret finds fault with every one', async () => {
    await restore();
    const reports = await bench.verify([], 'another secret');
    expect(reports.map(({ seals, findings }) => findings.length === seals)).toEqual([true, true, true]);
    expect(reports[0]?.findings[0]).toEqual({ kind: 'seal-changed', number: 1 });
  });

  it('is told of with the place: which seal, which rows', async () => {
    await restore();
    const sql =
      'SELECT chain, first_id AS first, last_id AS last FROM audit_seal WHERE number = 2 ORDER BY chain LIMIT 1';
    const { rows } = await asOwner(bench.database.address, (client) =>
      client.query<{ chain: string; first: string; last: string }>(sql),
    );
    const [seal] = rows;
    await bench.tamper(`UPDATE audit SET actor_id = 'mallory' WHERE id = $1`, [seal?.last]);
    const [told] = (await bench.verify(heads)).filter(({ findings }) => findings.length > 0);
    expect(told).toMatchObject({
      chain: seal?.chain,
      findings: [{ kind: 'rows-changed', number: 2, from: seal?.first, to: seal?.last, expected: 3, found: 3 }],
    });
  });

  it('is told of as late when what the removed seal covered stays without one', async () => {
    await restore();
    await bench.tamper(
      `DELETE FROM audit_seal s WHERE number = (SELECT max(number) FROM audit_seal t WHERE t.chain = s.chain)`,
    );
    expect(await bench.findings()).toEqual([]);
    bench.clock.forward(61 * 60 * 1000);
    expect(await bench.findings()).toMatchObject(Array(3).fill({ kind: 'sealing-late', found: 3 }));
  });
});
