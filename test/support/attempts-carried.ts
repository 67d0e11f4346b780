import {
  ConfirmAnswers,
  CorrectAssessment,
  RecordAnswers,
  StartInRound,
  SubmitAssessment,
  TakeOverAnswer,
  ViewStartInRound,
  ViewTrends,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type RoundId,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import { completeAnswers } from './published-sample.js';
import { invitedRound, validated } from './rounds-of-agency.js';
import { APPROVAL, type Stage } from './stage.js';

export interface CarriedThings {
  /** Open, invited to, and not begun. */
  readonly round: RoundId;
  /** Begun in another round, with what was said before. */
  readonly started: AssessmentId;
  readonly validated: AssessmentId;
}
interface OfAgency extends CarriedThings {
  readonly agency: AgencyId;
}

/** What can be done with what is carried from one assessment to the next. */
export const CARRIED_ATTEMPTS: Readonly<
  Record<string, (stage: Stage, actor: Actor, things: OfAgency) => Promise<unknown>>
> = {
  ViewTrends: (stage, actor, { agency }) => stage.get(ViewTrends).execute(actor, { agency }),
  ViewStartInRound: (stage, actor, { agency, round }) => stage.get(ViewStartInRound).execute(actor, { agency, round }),
  StartInRound: (stage, actor, { agency, round }) => stage.get(StartInRound).execute(actor, { agency, round }),
  ConfirmAnswers: (stage, actor, { started: assessment }) =>
    stage.get(ConfirmAnswers).execute(actor, { assessment, dimension: dimensionId('D1') }),
  TakeOverAnswer: (stage, actor, { started: assessment }) =>
    stage.get(TakeOverAnswer).execute(actor, { assessment, question: 'WFC1', expected: 0 }),
  CorrectAssessment: (stage, actor, { validated: assessment }) =>
    stage.get(CorrectAssessment).execute(actor, { assessment }),
};

export async function arrangeCarried(stage: Stage, lead: Actor, agency: AgencyId): Promise<CarriedThings> {
  const before = await stage.assessment(lead, agency);
  const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
  await stage.get(RecordAnswers).execute(lead, { assessment: before, answers });
  await stage.get(SubmitAssessment).execute(lead, { assessment: before, approval: APPROVAL });
  await validated(stage, before);
  const first = await invitedRound(stage, agency, { name: 'Round 2026', year: 2026 });
  const { assessment: started } = await stage.get(StartInRound).execute(lead, { agency, round: first });
  const round = await invitedRound(stage, agency, { name: 'Round 2027', year: 2027, previous: first });
  return { round, started, validated: before };
}
