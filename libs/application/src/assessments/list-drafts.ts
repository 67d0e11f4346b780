import { Injectable } from '@nestjs/common';
import { findQuestion } from '@isonomia/instrument';
import { may, mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { DraftStore } from '../ports/draft-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Forbidden } from '../problems/problems.js';
import type { StoredDraft } from './draft.js';
import { typists, withNames } from './draft-writer.js';
import { isAssigned, opened, pinnedInstrument } from './open-assessment.js';

/** The drafts of the questions that this person may answer, in instrument order. */
@Injectable()
export class ListDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly drafts: DraftStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  /** Throws `Forbidden` for whoever answers nothing in this agency. */
  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<readonly StoredDraft[]> {
    const { assessment, assignments, drafts } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = opened(actor, 'assessment.view', await this.assessments.find(tx, command.assessment));
      if (!mayAtAgency(actor, 'answer.record', found)) throw new Forbidden('answer.record');
      return {
        assessment: found,
        assignments: await this.assessments.assignments(tx, found.id),
        drafts: await this.drafts.ofAssessment(tx, found.id),
      };
    });
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const place = new Map(instrument.questions.map(({ id }, index) => [id, index]));
    const theirs = drafts.filter(({ question }) => {
      const assigned = isAssigned(actor, assignments, findQuestion(instrument, question)?.dimension);
      return may(actor, 'answer.record', { ...assessment, assigned });
    });
    const names = await this.directory.namesOf(typists(theirs));
    return theirs
      .map((draft) => withNames(draft, names))
      .toSorted((a, b) => (place.get(a.question) ?? 0) - (place.get(b.question) ?? 0));
  }
}
