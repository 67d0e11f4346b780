import { StartInRound, SubmitAssessment, type AgencyId, type AssessmentId, type RoundId } from '@isonomia/application';
import { arrangingOn, invitedRound, validated } from './rounds-of-agency.js';
import type { Site } from './site.js';
import { exampleAnswers } from './world.js';

export interface CarriedPlaces {
  readonly open: RoundId;
  readonly started: AssessmentId;
  readonly validated: AssessmentId;
  /** Nothing of it was ever validated. */
  readonly empty: AgencyId;
}

/** Two validated assessments of two years, and a round in which a third was begun with their answers. */
export async function carriedPlaces({ web, world }: Site): Promise<CarriedPlaces> {
  const arranging = arrangingOn(web.database);
  const geoa = { instrument: 'geoa-le', variant: 'full' } as const;
  const before = await world.assessment('full');
  await world.answer(before, lower(exampleAnswers('full')));
  const approval = { name: 'Otto Notreal', function: 'Director General', date: '2024-03-16' };
  await web.app.get(SubmitAssessment, { strict: false }).execute(world.actors.asha, { assessment: before, approval });
  await arranging.rows(
    `UPDATE assessment SET reference_from = '2023-01-01', reference_to = '2023-12-31', title = 'Assessment 2023'
     WHERE id = $1`,
    [before],
  );
  await validated(arranging, before);
  const last = await world.submitted('full');
  await validated(arranging, last);
  const round = await invitedRound(arranging, world.agency, { ...geoa, name: 'Four Rivers 2026', year: 2026 });
  const start = web.app.get(StartInRound, { strict: false });
  const { assessment } = await start.execute(world.actors.asha, { agency: world.agency, round });
  const next = { ...geoa, name: 'Four Rivers 2027', year: 2027, previous: round };
  const open = await invitedRound(arranging, world.agency, next);
  return { open, started: assessment, validated: last, empty: world.theirs };
}

/** Every second policy a level lower: a year in which less was done. */
function lower(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(answers).map(([question, answer], index) => {
      const level = (answer as { value?: { level?: number } }).value?.level ?? 0;
      return [question, level > 0 && index % 2 === 0 ? { value: { level: level - 1 } } : answer];
    }),
  );
}
