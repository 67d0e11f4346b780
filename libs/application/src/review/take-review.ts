import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { ReviewStore } from '../ports/review-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotTheirReview } from '../problems/problems.js';
import { isHeldBy, openedReview } from './open-review.js';

export interface TakeReviewCommand {
  readonly assessment: AssessmentId;
  /** Whose review the page showed, to take it over from them: nobody takes away what they did not see. */
  readonly from?: string;
}

/** From now on the agency cannot withdraw it, and sees who reviews it since when. */
@Injectable()
export class TakeReview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly reviews: ReviewStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Asked twice it is done once. Throws `NotTheirReview` when somebody else was faster. */
  async execute(actor: Actor, command: TakeReviewCommand): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const assessment = openedReview(actor, 'review.take', found);
      if (isHeldBy(actor, assessment)) return;
      const { reviewedBy } = assessment;
      if (assessment.state === 'in-review' && command.from !== reviewedBy) throw new NotTheirReview();
      await this.reviews.take(tx, assessment.id, actor.userId);
      await this.reviews.note(tx, assessment, { step: 'taken', by: actor.userId, at: this.clock.now() });
      await this.audit.append(tx, {
        action: 'review.taken',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: { revision: assessment.revision, ...(reviewedBy !== undefined && { from: reviewedBy }) },
      });
    });
  }
}
