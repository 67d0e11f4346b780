import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { AuditSealsSource, SealKey } from '../ports/audit-seals.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { demandAdministrator } from './read-audit.js';
import { VerifyAudit, type ChainReport } from './verify-audit.js';

/** Verifies every chain for an administrator at a browser; the command does the same, and compares with kept heads. */
@Injectable()
export class CheckAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealsSource,
    private readonly key: SealKey,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  execute(actor: Actor): Promise<readonly ChainReport[]> {
    demandAdministrator(actor);
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const entry = {
        action: 'audit.verified',
        actor: actor.userId,
        subject: { kind: 'audit', id: 'everything' },
      } as const;
      await this.audit.append(tx, entry);
      const reports: ChainReport[] = [];
      const verify = new VerifyAudit(this.seals.in(tx), this.key, this.clock);
      for await (const report of verify.execute({})) reports.push(report);
      return reports;
    });
  }
}
