import {
  CorrectAssessment,
  RecordAnswers,
  SubmitAssessment,
  ViewTrends,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { validated } from '../../support/rounds-of-agency.js';
import { APPROVAL, Stage } from '../../support/stage.js';

describe('an agency’s own results over time', () => {
  let stage: Stage;
  let agency: AgencyId;
  const asha = () => person('asha', 'lead', { agencyId: agency });
  const trends = (actor = asha()) => stage.get(ViewTrends).execute(actor, { agency });

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    agency = await stage.agency('Police of Norlavia');
  });

  const handIn = async (assessment: AssessmentId, level: number): Promise<void> => {
    const given = { ...completeAnswers(), GOV1: { value: { level } }, SVC7: { value: { level: 4 } } };
    const answers = Object.entries(given).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(asha(), { assessment, answers });
    await stage.get(SubmitAssessment).execute(asha(), { assessment, approval: APPROVAL });
  };
  const ofYear = async (year: number, level: number): Promise<AssessmentId> => {
    const assessment = await stage.assessment(asha(), agency);
    await stage.rows('UPDATE assessment SET reference_from = $2, reference_to = $3 WHERE id = $1', [
      assessment,
      `${year}-01-01`,
      `${year}-12-31`,
    ]);
    await handIn(assessment, level);
    return assessment;
  };

  it('are of what was validated, in the order of its periods', async () => {
    const [later, earlier] = [await ofYear(2025, 2), await ofYear(2023, 1)];
    await ofYear(2024, 3);
    for (const one of [later, earlier]) await validated(stage, one);
    const { assessments, trend } = await trends();
    expect(assessments.map(({ assessment }) => assessment)).toEqual([earlier, later]);
    expect(trend?.dimensions).toEqual(['D1', 'D2']);
    const scores = trend?.points.map(({ dimensions }) => dimensions['D1']?.claimed ?? -1);
    expect(scores).toEqual(scores?.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBe(2);
  });

  it('count a corrected assessment by its correction, and only once that is validated', async () => {
    const [first, second] = [await ofYear(2024, 1), await ofYear(2025, 1)];
    for (const one of [first, second]) await validated(stage, one);
    const { assessment: correction } = await stage.get(CorrectAssessment).execute(asha(), { assessment: second });
    const counted = async () => (await trends()).assessments.map(({ assessment }) => assessment);
    expect(await counted()).toEqual([first, second]);
    await handIn(correction, 4);
    expect(await counted()).toEqual([first, second]);
    await validated(stage, correction);
    expect(await counted()).toEqual([first, correction]);
  });

  it('are none with a single assessment', async () => {
    expect(await trends()).toMatchObject({ assessments: [] });
    await validated(stage, await ofYear(2025, 2));
    const { assessments, trend } = await trends();
    expect(assessments).toHaveLength(1);
    expect(trend).toBeUndefined();
  });

  it('are not for a contributor, and tell the agency of whoever reads them from outside', async () => {
    const [first, second] = [await ofYear(2024, 1), await ofYear(2025, 2)];
    for (const one of [first, second]) await validated(stage, one);
    const fay = person('fay', 'contributor', { agencyId: agency });
    await expect(trends(fay)).rejects.toMatchObject({ code: 'forbidden' });
    await trends();
    await trends(stage.root);
    const read = `SELECT actor_id, subject_id FROM audit WHERE agency_id = $1 AND action = 'result.read' ORDER BY id`;
    expect(await stage.rows(read, [agency])).toEqual([
      { actor_id: 'root', subject_id: first },
      { actor_id: 'root', subject_id: second },
    ]);
  });
});
