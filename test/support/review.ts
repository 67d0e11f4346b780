import {
  DecideReview,
  RecordAnswers,
  SubmitAssessment,
  TakeReview,
  ValidateAssessment,
  ViewReview,
  type Actor,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import type { Answer } from '@isonomia/instrument';
import { completeAnswers } from './published-sample.js';
import { APPROVAL, type Stage } from './stage.js';

/** Answered, submitted and waiting for a reviewer. */
export async function handedIn(
  stage: Stage,
  lead: Actor,
  agency: AgencyId,
  different: Readonly<Record<string, Answer>> = {},
): Promise<AssessmentId> {
  const assessment = await stage.assessment(lead, agency);
  await answered(stage, lead, assessment, different);
  await stage.get(SubmitAssessment).execute(lead, { assessment, approval: APPROVAL });
  return assessment;
}

export async function answered(
  stage: Stage,
  lead: Actor,
  assessment: AssessmentId,
  different: Readonly<Record<string, Answer>> = {},
): Promise<void> {
  const answers = Object.entries({ ...completeAnswers(), ...different }).map(([question, answer]) => ({
    question,
    answer,
  }));
  await stage.get(RecordAnswers).execute(lead, { assessment, answers });
}

/** Read by a reviewer who questioned nothing. */
export async function validated(stage: Stage, lead: Actor, reviewer: Actor, agency: AgencyId): Promise<AssessmentId> {
  const assessment = await handedIn(stage, lead, agency);
  await stage.get(TakeReview).execute(reviewer, { assessment });
  const { sheet } = await stage.get(ViewReview).execute(reviewer, { assessment });
  for (const { question } of sheet.reasons)
    await stage.get(DecideReview).execute(reviewer, { assessment, question, decision: 'accepted' });
  await stage.get(ValidateAssessment).execute(reviewer, { assessment });
  return assessment;
}
