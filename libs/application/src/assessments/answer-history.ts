import { Injectable } from '@nestjs/common';
import { findQuestion } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AnswerStore } from '../ports/answer-store.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { NotFound } from '../problems/problems.js';
import type { CurrentAnswer } from './assessment.js';
import { isAssigned, opened, pinnedInstrument } from './open-assessment.js';

/** Every revision of one answer, newest first, with who and when. */
@Injectable()
export class AnswerHistory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly answers: AnswerStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly assessment: AssessmentId; readonly question: string },
  ): Promise<readonly CurrentAnswer[]> {
    const revisions = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.find(tx, command.assessment);
      if (found === undefined) throw new NotFound('assessment');
      const { instrument } = await pinnedInstrument(this.instruments, found);
      const question = findQuestion(instrument, command.question);
      const assignments = await this.assessments.assignments(tx, found.id);
      opened(actor, 'answer.view', found, isAssigned(actor, assignments, question?.dimension));
      if (question === undefined) throw new NotFound('question');
      return this.answers.history(tx, found.id, question.id);
    });
    const names = await this.directory.namesOf(revisions.map(({ changedBy }) => changedBy));
    return revisions.map((one) => {
      const name = names.get(one.changedBy);
      return name === undefined ? one : { ...one, changedByName: name };
    });
  }
}
