import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { commentId, type AssessmentId, type CommentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { QuestionGate } from './question-gate.js';

export interface CommentOnQuestionCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  readonly text: string;
}

export const LONGEST_COMMENT = 4_000;

/** Comments are added, never changed: they are part of how an answer came about. */
@Injectable()
export class CommentOnQuestion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly questions: QuestionGate,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: CommentOnQuestionCommand): Promise<{ readonly comment: CommentId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const wanted = { ...command, action: 'comment.write' } as const;
      const { assessment, question } = await this.questions.open(tx, actor, wanted);
      const fields = new Fields();
      const text = fields.text('text', command.text, LONGEST_COMMENT);
      fields.check();
      const id = commentId(this.ids.uuid());
      const comment = { id, question: question.id, author: actor.userId, text, at: this.clock.now() };
      await this.assessments.comment(tx, assessment, comment);
      await this.audit.append(tx, {
        action: 'comment.written',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: { question: question.id, comment: id },
      });
      return { comment: id };
    });
  }
}
