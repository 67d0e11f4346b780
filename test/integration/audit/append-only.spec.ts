import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditBench } from '../../support/audit.js';
import { asOwner, createTestDatabase } from '../../support/database.js';

const CHANGES = (['audit', 'audit_seal'] as const).flatMap((table) => [
  [`UPDATE ${table} SET at = now()`],
  [`DELETE FROM ${table}`],
  [`TRUNCATE ${table}`],
]);

describe('the audit', () => {
  let bench: AuditBench;
  beforeAll(async () => {
    bench = new AuditBench(await createTestDatabase());
    await bench.record(2);
    await bench.seal();
  });
  afterAll(async () => {
    await bench.close();
    await bench.database.close();
  });

  it.each(CHANGES)('refuses the web process: %s', async (sql) => {
    await expect(bench.database.dataSource.query(sql)).rejects.toThrow('permission denied');
  });

  it.each(CHANGES)('refuses the operator: %s', async (sql) => {
    const change = asOwner(bench.database.address, async (client) => {
      await client.query('SET ROLE isonomia_operator');
      await client.query(sql);
    });
    await expect(change).rejects.toThrow('permission denied');
  });

  it.each(CHANGES)('refuses even the owner of the table: %s', async (sql) => {
    const change = asOwner(bench.database.address, (client) => client.query(sql));
    await expect(change).rejects.toThrow('what was recorded stays as it was recorded');
  });

  it('lets the owner change it where the setting for maintenance says so, and tells of it', async () => {
    await asOwner(bench.database.address, async (client) => {
      await client.query('BEGIN');
      await client.query("SET LOCAL isonomia.audit_maintenance = 'on'");
      await client.query('DELETE FROM audit WHERE id = 1');
      await client.query('COMMIT');
    });
    expect(await bench.findings()).toMatchObject([{ kind: 'rows-missing', number: 1, expected: 2, found: 1 }]);
  });

  it('is sealed by the operator alone: the web process makes no seal', async () => {
    const insert = `INSERT INTO audit_seal SELECT chain, 2, first_id, last_id, rows, digest, previous, seal, at FROM audit_seal`;
    await expect(bench.database.dataSource.query(insert)).rejects.toThrow('permission denied');
  });
});
