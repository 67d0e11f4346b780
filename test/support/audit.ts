import { randomUUID } from 'node:crypto';
import { SealAudit, VerifyAudit, type AuditFinding, type ChainHead, type ChainReport } from '@isonomia/application';
import { createOperatorPool, HmacSealKey, SqlAuditSeals } from '@isonomia/persistence';
import type { Pool } from 'pg';
import { asOwner, type TestDatabase } from './database.js';
import { MovableClock } from './stage.js';

/** Sealing and verifying on a test's database, as the worker and the command do it. */
export class AuditBench {
  readonly clock = new MovableClock();
  readonly pool: Pool;
  readonly seals: SqlAuditSeals;
  private sealer: SealAudit;

  constructor(readonly database: TestDatabase) {
    this.pool = createOperatorPool(database.address, 'isonomia test operator');
    this.seals = new SqlAuditSeals(this.pool);
    this.sealer = this.newSealer();
  }

  newSealer(secret = 'the secret of this test'): SealAudit {
    return new SealAudit(this.seals, new HmacSealKey(secret), this.clock);
  }

  seal(patienceMs = 1000): ReturnType<SealAudit['execute']> {
    return this.sealer.execute({ patienceMs });
  }

  async verify(
    expected: readonly ChainHead[] = [],
    secret = 'the secret of this test',
  ): Promise<readonly ChainReport[]> {
    const reports: ChainReport[] = [];
    const verify = new VerifyAudit(this.seals, new HmacSealKey(secret), this.clock);
    for await (const report of verify.execute({ expected })) reports.push(report);
    return reports;
  }

  async findings(expected: readonly ChainHead[] = []): Promise<readonly AuditFinding[]> {
    return (await this.verify(expected)).flatMap(({ findings }) => findings);
  }

  async heads(): Promise<readonly ChainHead[]> {
    return (await this.verify()).flatMap(({ head }) => head ?? []);
  }

  /** Rows as the applications write them, one transaction for all. */
  async record(count: number, agency: string | undefined = undefined): Promise<void> {
    await this.tamper(
      `INSERT INTO audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
       SELECT $1::uuid, 'asha', 'answer.recorded', 'answer', 'GOV' || n, jsonb_build_object('revision', n, 'kept', true)
       FROM generate_series(1, $2) n`,
      [agency ?? null, count],
    );
  }

  /** As the owner of the tables with the maintenance setting on: whom neither grants nor triggers stop. */
  async tamper(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return asOwner(this.database.address, async (client) => {
      await client.query("SET isonomia.audit_maintenance = 'on'");
      await client.query('SET session_replication_role = replica');
      return (await client.query(sql, [...parameters])).rowCount ?? 0;
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

export const someAgency = (): string => randomUUID();
