import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { CarryStore, type CarriedAnswer } from '../ports/carry-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { AnswerWriter } from './answer-writer.js';
import { QuestionGate } from './question-gate.js';
import { conflictOf, onlyOne, type SavedAnswer } from './record-answer.js';

export interface TakeOverAnswerCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  /** The revision that the page showed, 0 when there was none. */
  readonly expected: number;
}

/**
 * Last time's answer as this time's, with the source that it named. Not with what proved it: a paper of last year proves
 * nothing of this year's figure.
 */
@Injectable()
export class TakeOverAnswer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly questions: QuestionGate,
    private readonly carries: CarryStore,
    private readonly writer: AnswerWriter,
  ) {}

  /** Throws `NotFound` where nothing was carried, and as `RecordAnswer` does. */
  async execute(actor: Actor, { assessment, question, expected }: TakeOverAnswerCommand): Promise<SavedAnswer> {
    const { answer } = await this.last(actor, { assessment, question });
    const incoming = { question, answer, expected };
    const written = await this.writer.write(actor, assessment, [incoming], 'answer.taken-over');
    if (written.kind === 'conflict') throw conflictOf(written.current);
    return onlyOne(written.answers);
  }

  private async last(
    actor: Actor,
    asked: { readonly assessment: AssessmentId; readonly question: string },
  ): Promise<CarriedAnswer> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.questions.glance(tx, actor, { ...asked, action: 'answer.record' });
      const last = await this.carries.lastAnswers(tx, found.assessment.id, [found.question.id]);
      const [carried] = last?.answers ?? [];
      if (carried === undefined) throw new NotFound('answer');
      return carried;
    });
  }
}
