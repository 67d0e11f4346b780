import { Injectable } from '@nestjs/common';
import { findQuestion, type Question } from '@isonomia/instrument';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { NotFound } from '../problems/problems.js';
import { pinnedInstrument } from './open-assessment.js';

/**
 * The question as published, from memory: what a form is read by. Tells nothing of the assessment but which instrument
 * it is pinned to; whoever saves with it is let in, or not, by the use case that saves.
 */
@Injectable()
export class FindQuestion {
  constructor(
    private readonly assessments: AssessmentStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly assessment: AssessmentId; readonly question: string },
  ): Promise<{ readonly published: PublishedInstrument; readonly question: Question }> {
    const assessment = await this.assessments.pinned(command.assessment);
    if (assessment === undefined || !mayAtAgency(actor, 'assessment.view', assessment))
      throw new NotFound('assessment');
    const published = await pinnedInstrument(this.instruments, assessment);
    const question = findQuestion(published.instrument, command.question);
    // The same words as for an assessment that is not there: who may not see it learns nothing of its questions.
    if (question === undefined) throw new NotFound('assessment');
    return { published, question };
  }
}
