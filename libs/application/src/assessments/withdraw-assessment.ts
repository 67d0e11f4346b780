import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { opened } from './open-assessment.js';

/** Back to draft while nobody reviews it. Outcomes and documents of the submission stay as they were. */
@Injectable()
export class WithdrawAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const assessment = opened(actor, 'assessment.withdraw', found);
      await this.assessments.reopen(tx, assessment.id);
      await this.audit.append(tx, {
        action: 'assessment.withdrawn',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: { revision: assessment.revision },
      });
    });
  }
}
