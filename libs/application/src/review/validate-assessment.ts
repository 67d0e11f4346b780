import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId, OutcomeId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { ReviewStore } from '../ports/review-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { ReasonsOpen } from '../problems/problems.js';
import { OutcomeFreezer } from '../results/outcome-freezer.js';
import { Contributions } from './contributions.js';
import { LONGEST_NOTE } from './decide-review.js';
import { heldReview } from './open-review.js';
import { ReviewMail } from './review-mail.js';
import { ReviewSheets } from './review-sheets.js';

export interface ValidateAssessmentCommand {
  readonly assessment: AssessmentId;
  readonly note?: string;
}
export interface Validation {
  readonly outcome: OutcomeId;
  readonly sha256: string;
  readonly revision: number;
  readonly validatedAt: Date;
}

/**
 * Freezes the outcome once more, with what the reviewer accepted and rejected, and closes the assessment for good. The
 * outcome of the submission and its documents stay as they were.
 */
@Injectable()
export class ValidateAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly sheets: ReviewSheets,
    private readonly reviews: ReviewStore,
    private readonly freezer: OutcomeFreezer,
    private readonly contributions: Contributions,
    private readonly mail: ReviewMail,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `ReasonsOpen` with the questions whose "not applicable" is not accepted. */
  async execute(actor: Actor, command: ValidateAssessmentCommand): Promise<Validation> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const assessment = heldReview(actor, 'review.validate', found);
      const fields = new Fields();
      const note = fields.optionalText('note', command.note, LONGEST_NOTE);
      fields.check();
      const { contents, sheet } = await this.sheets.of(tx, assessment);
      const open = sheet.reasons.filter(({ state }) => state !== 'accepted');
      if (open.length > 0) throw new ReasonsOpen(open.map(({ question }) => question));
      const { review } = sheet;
      await this.mail.post(tx, 'assessment-validated', assessment);
      const head = await this.freezer.validate(tx, assessment.id, review);
      const step = { step: 'validated', by: actor.userId, at: head.createdAt } as const;
      await this.reviews.note(tx, assessment, note === undefined ? step : { ...step, note });
      await this.contributions.record(tx, assessment, contents.agency);
      await this.reviews.close(tx, assessment.id);
      await this.audit.append(tx, {
        action: 'review.validated',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: {
          outcome: head.id,
          revision: head.revision,
          sha256: head.sha256,
          accepted: review.accepted.length,
          rejected: review.rejected.length,
        },
      });
      return { outcome: head.id, sha256: head.sha256, revision: head.revision, validatedAt: head.createdAt };
    });
  }
}
