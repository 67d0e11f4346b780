import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { LONGEST_COMMENT } from '../assessments/comment-on-question.js';
import { QuestionGate } from '../assessments/question-gate.js';
import { commentId, type AssessmentId, type CommentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { heldReview } from './open-review.js';

export interface AskInReviewCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  readonly text: string;
}

/** A comment that asks: the agency sees it beside the question, and in the list of what is asked of it. */
@Injectable()
export class AskInReview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly questions: QuestionGate,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: AskInReviewCommand): Promise<{ readonly comment: CommentId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const wanted = { ...command, action: 'review.decide' } as const;
      const { assessment, question } = await this.questions.open(tx, actor, wanted);
      heldReview(actor, 'review.decide', assessment);
      const fields = new Fields();
      const text = fields.text('text', command.text, LONGEST_COMMENT);
      fields.check();
      const id = commentId(this.ids.uuid());
      const asked = {
        id,
        question: question.id,
        author: actor.userId,
        text,
        at: this.clock.now(),
        asks: true,
      } as const;
      await this.assessments.comment(tx, assessment, asked);
      await this.audit.append(tx, {
        action: 'review.asked',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: { question: question.id, comment: id },
      });
      return { comment: id };
    });
  }
}
