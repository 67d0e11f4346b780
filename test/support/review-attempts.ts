import {
  AskInReview,
  DecideReview,
  ReturnAssessment,
  TakeReview,
  ValidateAssessment,
  ViewReview,
  ViewReviewTrail,
  type Actor,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import type { Attempt, Things } from './attempts.js';
import { person } from './people.js';
import { handedIn } from './review.js';
import type { Stage } from './stage.js';

/** Everything that a reviewer does to an assessment, in the order in which it succeeds. */
export const REVIEW_ATTEMPTS: Readonly<Record<string, Attempt>> = {
  ViewReview: (stage, actor, { submitted: assessment }) => stage.get(ViewReview).execute(actor, { assessment }),
  ViewReviewTrail: (stage, actor, { submitted: assessment }) =>
    stage.get(ViewReviewTrail).execute(actor, { assessment }),
  TakeReview: (stage, actor, { submitted: assessment }) => stage.get(TakeReview).execute(actor, { assessment }),
  DecideReview: (stage, actor, { submitted: assessment }) =>
    stage.get(DecideReview).execute(actor, { assessment, question: 'REC2', decision: 'accepted' }),
  AskInReview: (stage, actor, { submitted: assessment }) =>
    stage.get(AskInReview).execute(actor, { assessment, question: 'GOV1', text: 'Which order?' }),
  ReturnAssessment: (stage, actor, { submitted: assessment }) =>
    stage.get(ReturnAssessment).execute(actor, { assessment, note: 'Look at it again.' }),
  ValidateAssessment: (stage, actor, { submitted: assessment }) =>
    stage.get(ValidateAssessment).execute(actor, { assessment }),
};

/** Appointed for this agency, and nothing else there. */
export const reviewerOf = (agency: AgencyId): Actor => person('rita', 'reviewer', { agencyId: agency });

/** On an assessment of its own, up to the act that is looked at. */
export function reviewAct(
  name: string,
): (stage: Stage, things: Things, lead: Actor) => Promise<() => Promise<unknown>> {
  return async (stage, things, lead) => {
    const rita = reviewerOf(things.agency);
    stage.played.people.add(rita);
    await stage.enrol(rita);
    const submitted: AssessmentId = await handedIn(stage, lead, things.agency);
    const mine = { ...things, submitted };
    const before = name === 'ViewReview' || name === 'TakeReview' ? [] : ['TakeReview', 'DecideReview'];
    for (const one of before.filter((step) => step !== name)) await REVIEW_ATTEMPTS[one]?.(stage, rita, mine);
    return () => REVIEW_ATTEMPTS[name]?.(stage, rita, mine) ?? Promise.reject(new Error(name));
  };
}
