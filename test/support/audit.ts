import { randomUUID } from 'node:crypto';
import { SealAudit, VerifyAudit, type AuditFinding, type ChainHead, type ChainReport } from '@isonomia/application';
import { openAuditSealing, type AuditSealing } from '@isonomia/persistence';
import { asOwner, type TestDatabase } from './database.js';
import { MovableClock } from './stage.js';

const SECRET = 'the secret of this test';

/** Sealing and verifying on a test's database, as the worker and the command do it. */
export class AuditBench {
  readonly clock = new MovableClock();
  private readonly audit: AuditSealing;
  private readonly sealer: SealAudit;

  constructor(readonly database: TestDatabase) {
    this.audit = this.with(SECRET);
    this.sealer = this.newSealer();
  }

  private with(secret: string): AuditSealing {
    return openAuditSealing(this.database.address, { name: 'isonomia test operator', secret });
  }

  /** As a process that has just started. */
  newSealer(): SealAudit {
    return new SealAudit(this.audit.seals, this.audit.key, this.clock);
  }

  seal(patienceMs = 1000): ReturnType<SealAudit['execute']> {
    return this.sealer.execute({ patienceMs });
  }

  async verify(expected: readonly ChainHead[] = [], secret = SECRET): Promise<readonly ChainReport[]> {
    const audit = this.with(secret);
    try {
      const reports: ChainReport[] = [];
      for await (const report of new VerifyAudit(audit.seals, audit.key, this.clock).execute({ expected }))
        reports.push(report);
      return reports;
    } finally {
      await audit.close();
    }
  }

  async findings(expected: readonly ChainHead[] = []): Promise<readonly AuditFinding[]> {
    return (await this.verify(expected)).flatMap(({ findings }) => findings);
  }

  async heads(): Promise<readonly ChainHead[]> {
    return (await this.verify()).flatMap(({ head }) => head ?? []);
  }

  /** Rows as the applications write them, one transaction for all. */
  async record(count: number, agency?: string): Promise<void> {
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
    await this.audit.close();
  }
}

export const someAgency = (): string => randomUUID();
