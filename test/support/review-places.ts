import {
  AddEvidence,
  AskInReview,
  DecideReview,
  RecordAnswer,
  ReturnAssessment,
  SubmitAssessment,
  TakeReview,
  type AssessmentId,
} from '@isonomia/application';
import type { TestWeb } from './web.js';
import { exampleAnswers, type World } from './world.js';

const APPROVAL = { name: 'Otto Notreal', function: 'Director General', date: '2026-03-16' };
/** May not apply, in every variant. */
const REASONED = 'EQP1';

/** An assessment with something of everything that a review can bring: bruno returned it, and has it again. */
export async function inReview({
  web,
  world,
}: {
  readonly web: TestWeb;
  readonly world: World;
}): Promise<AssessmentId> {
  const useCase = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
    web.app.get(type as never, { strict: false });
  const { asha, bruno } = world.actors;
  const assessment = await world.assessment('core');
  await world.answer(assessment, {
    ...exampleAnswers('core'),
    [REASONED]: { notApplicable: 'Nobody wears protective equipment here.' },
  });
  const details = { title: 'Order 118/2025', restricted: false };
  const cited = { assessment, question: 'GOV1', details, source: { kind: 'citation' } } as const;
  const { evidence } = await useCase(AddEvidence).execute(asha, cited);
  await useCase(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
  await useCase(TakeReview).execute(bruno, { assessment });
  await useCase(AskInReview).execute(bruno, { assessment, question: 'GOV2', text: 'Which years does it cover?' });
  const decide = useCase(DecideReview);
  await decide.execute(bruno, { assessment, question: REASONED, decision: 'questioned', note: 'And on patrol?' });
  await decide.execute(bruno, { assessment, evidence, decision: 'rejected', note: 'It is about leave.' });
  await useCase(ReturnAssessment).execute(bruno, { assessment, note: 'Three points.' });
  await useCase(RecordAnswer).execute(asha, { assessment, question: 'GOV2', answer: { value: { level: 1 } } });
  await useCase(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
  await useCase(TakeReview).execute(bruno, { assessment });
  return assessment;
}
