import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { ReviewStore } from '../ports/review-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { LONGEST_NOTE } from './decide-review.js';
import { heldReview } from './open-review.js';
import { ReviewMail } from './review-mail.js';

/** Back to its agency with a note. The outcome and the documents of the submission stay as they were. */
@Injectable()
export class ReturnAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly reviews: ReviewStore,
    private readonly mail: ReviewMail,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId; readonly note: string }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const assessment = heldReview(actor, 'review.return', found);
      const fields = new Fields();
      const note = fields.text('note', command.note, LONGEST_NOTE);
      fields.check();
      await this.mail.post(tx, 'assessment-returned', assessment);
      await this.reviews.note(tx, assessment, { step: 'returned', note, by: actor.userId, at: this.clock.now() });
      await this.reviews.giveBack(tx, assessment.id);
      await this.audit.append(tx, {
        action: 'review.returned',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: { revision: assessment.revision },
      });
    });
  }
}
