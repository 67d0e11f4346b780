import { Injectable } from '@nestjs/common';
import type { QuestionId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import type { AgencyId, AssessmentId, ReleaseId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';

/** Files that the web makes of what a page shows: there is no other transaction that could tell of them. */
@Injectable()
export class Downloads {
  constructor(private readonly audit: AuditLog) {}

  /** Before it is sent: without its row nothing is. */
  async ofTable(
    actor: Actor,
    { agency, assessment, question }: { agency: AgencyId; assessment: AssessmentId; question: QuestionId },
  ): Promise<void> {
    await this.audit.note({
      action: 'table.downloaded',
      actor: actor.userId,
      agency,
      subject: { kind: 'assessment', id: assessment },
      detail: { question },
    });
  }

  /** The table of an action plan. */
  async ofPlan(actor: Actor, { agency, format }: { agency: AgencyId; format: string }): Promise<void> {
    await this.audit.note({
      action: 'plan.downloaded',
      actor: actor.userId,
      agency,
      subject: { kind: 'agency', id: agency },
      detail: { format },
    });
  }

  /** The file of a release; it concerns no single agency. */
  async ofRelease(actor: Actor, { release, format }: { release: ReleaseId; format: string }): Promise<void> {
    await this.audit.note({
      action: 'release.downloaded',
      actor: actor.userId,
      subject: { kind: 'release', id: release },
      detail: { format },
    });
  }
}
