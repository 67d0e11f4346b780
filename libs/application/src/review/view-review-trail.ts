import { Injectable } from '@nestjs/common';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import { isAssigned, openedContents, pinnedInstrument } from '../assessments/open-assessment.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentReader } from '../ports/assessment-reader.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { ReviewStore } from '../ports/review-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { isOfAgency } from './open-review.js';
import { requestsOf, reviewSheet, type ReasonPoint, type ReviewRequest } from './review-sheet.js';
import { withName, type NamedStep } from './view-review.js';

export interface ReviewTrail {
  /** What reviewers did, oldest first. */
  readonly steps: readonly NamedStep[];
  /** What they ask for, in dimensions that this person may open. */
  readonly requests: readonly ReviewRequest[];
  /** "Not applicable" that a reviewer questions, there too. */
  readonly questioned: readonly ReasonPoint[];
  /** Evidence that a reviewer rejected, there too. */
  readonly rejected: readonly { readonly question: string; readonly title: string; readonly note?: string }[];
  /** Of the page on which this person reviews it. */
  readonly mayReview: boolean;
}

/** How a review goes, as the agency sees it. */
@Injectable()
export class ViewReviewTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly reviews: ReviewStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<ReviewTrail> {
    const { contents, steps, decisions } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = openedContents(actor, 'assessment.view', await this.reader.contents(tx, command.assessment));
      return {
        contents: found,
        steps: await this.reviews.steps(tx, command.assessment),
        decisions: await this.reviews.decisions(tx, command.assessment),
      };
    });
    const { assessment, assignments } = contents;
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const names = await this.directory.namesOf([...new Set(steps.map(({ by }) => by))]);
    const opens = (question: string): boolean => {
      const dimension = instrument.questions.find(({ id }) => id === question)?.dimension;
      return may(actor, 'answer.view', { ...assessment, assigned: isAssigned(actor, assignments, dimension) });
    };
    const sheet = reviewSheet(instrument, contents, decisions);
    return {
      steps: steps.map((step) => withName(step, names)),
      requests: requestsOf(instrument, contents).filter(({ comment }) => opens(comment.question)),
      questioned: sheet.reasons.filter(({ state, question }) => state === 'questioned' && opens(question)),
      rejected: sheet.evidence.flatMap(({ counts, evidence: { question, title }, decision }) =>
        counts || !opens(question)
          ? []
          : [{ question, title, ...(decision?.note !== undefined && { note: decision.note }) }],
      ),
      mayReview: may(actor, 'review.decide', assessment) && !isOfAgency(actor, assessment.agencyId),
    };
  }
}
