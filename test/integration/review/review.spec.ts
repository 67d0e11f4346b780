import {
  AddEvidence,
  AskInReview,
  CommentOnQuestion,
  DecideRecommendation,
  DecideReview,
  ListReviews,
  RecordAnswer,
  ReturnAssessment,
  SubmitAssessment,
  TakeReview,
  ValidateAssessment,
  ViewAssessment,
  ViewResult,
  ViewReview,
  ViewReviewTrail,
  WithdrawAssessment,
  type Actor,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import type { EvidenceId } from '@isonomia/instrument';
import { canonicalJson } from '@isonomia/instrument';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { person } from '../../support/people.js';
import { answered, handedIn } from '../../support/review.js';
import { APPROVAL, Stage } from '../../support/stage.js';

const REASON = 'No promotion round was held in the period.';
/** One reason to decide on, and no other. */
const NOT_APPLICABLE = { REC1: { notApplicable: REASON }, REC2: { value: { answer: 'yes' } } } as const;

describe('a review', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let asha: Actor;
  let bruno: Actor;
  let ivo: Actor;

  const take = (actor = bruno, from?: string) =>
    stage.get(TakeReview).execute(actor, { assessment, ...(from !== undefined && { from }) });
  const decide = (about: { question?: string; evidence?: string }, decision: string, note?: string) =>
    stage.get(DecideReview).execute(bruno, { assessment, ...about, decision, ...(note !== undefined && { note }) });
  const validate = (note?: string) =>
    stage.get(ValidateAssessment).execute(bruno, { assessment, ...(note !== undefined && { note }) });
  const giveBack = (note: string) => stage.get(ReturnAssessment).execute(bruno, { assessment, note });
  const result = async (actor = asha) => (await stage.get(ViewResult).execute(actor, { assessment })).outcome;
  const rows = <Row extends object>(sql: string) => stage.rows<Row>(sql, [assessment]);
  const cite = async (question: string, title = 'Order 7'): Promise<EvidenceId> =>
    (
      await stage.get(AddEvidence).execute(asha, {
        assessment,
        question,
        details: { title, restricted: false },
        source: { kind: 'citation' },
      })
    ).evidence;

  beforeAll(async () => {
    stage = await Stage.open();
    const country = await stage.country();
    agency = await stage.agency('Police of Norlavia', country);
    asha = person('asha', 'lead', { agencyId: agency });
    bruno = person('bruno', 'reviewer', { regionId: country.regionId });
    ivo = person('ivo', 'reviewer', { regionId: country.regionId });
    stage.played.people.add(asha, bruno, ivo);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    assessment = await handedIn(stage, asha, agency, NOT_APPLICABLE);
  });

  it('begins when somebody takes it: the agency sees who and since when, and can no longer withdraw', async () => {
    await take();
    await take();
    const trail = await stage.get(ViewReviewTrail).execute(asha, { assessment });
    expect(trail.steps).toEqual([{ step: 'taken', by: 'bruno', byName: 'Bruno', at: stage.played.clock.now() }]);
    expect((await stage.get(ViewAssessment).execute(asha, { assessment })).may.withdraw).toBe(false);
    await expect(stage.get(WithdrawAssessment).execute(asha, { assessment })).rejects.toMatchObject({
      code: 'assessment.wrong-state',
    });
  });

  it('is one person’s: a second reviewer takes it over only from whom they saw', async () => {
    await take();
    await expect(take(ivo)).rejects.toMatchObject({ code: 'review.not-yours' });
    await expect(
      stage.get(DecideReview).execute(ivo, { assessment, question: 'REC1', decision: 'accepted' }),
    ).rejects.toMatchObject({ code: 'review.not-yours' });
    await take(ivo, bruno.userId);
    await expect(decide({ question: 'REC1' }, 'accepted')).rejects.toMatchObject({ code: 'review.not-yours' });
    expect((await stage.get(ViewReview).execute(bruno, { assessment })).held).toMatchObject({ name: 'Ivo' });
  });

  it('taken by two at once is one person’s', async () => {
    const done = await Promise.allSettled([take(bruno), take(ivo)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await rows("SELECT FROM review_step WHERE assessment_id = $1 AND step = 'taken'")).toHaveLength(1);
  });

  it('is refused to whoever has another role in the agency, and to everybody who is no reviewer there', async () => {
    const both: Actor = { ...ivo, memberships: [...ivo.memberships, { role: 'contributor', agencyId: agency }] };
    await expect(take(both)).rejects.toMatchObject({ code: 'review.own-agency' });
    expect((await stage.get(ListReviews).execute(both)).submitted).toEqual([]);
    await expect(take(asha)).rejects.toMatchObject({ code: 'forbidden' });
    const far = person('far', 'reviewer', { regionId: (await stage.country('Elsewhere', 'EL')).regionId });
    await expect(take(far)).rejects.toMatchObject({ code: 'not-found' });
    await expect(stage.get(ListReviews).execute(asha)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lists what waits, oldest first, and what is under way and done', async () => {
    const of = async (queue: 'submitted' | 'mine' | 'others' | 'returned' | 'validated', actor = bruno) =>
      (await stage.get(ListReviews).execute(actor))[queue].map((line) => line.assessment);
    stage.played.clock.forward(60_000);
    const younger = await handedIn(stage, asha, agency, { ...NOT_APPLICABLE, REC1: { notAvailable: true } });
    const waiting = await of('submitted');
    expect(waiting.indexOf(assessment)).toBeLessThan(waiting.indexOf(younger));
    await take();
    expect(await of('submitted')).not.toContain(assessment);
    expect(await of('mine')).toContain(assessment);
    expect(await of('others', ivo)).toContain(assessment);
    await giveBack('Name the register.');
    expect(await of('returned')).toContain(assessment);
    await stage.get(TakeReview).execute(bruno, { assessment: younger });
    await stage.get(ValidateAssessment).execute(bruno, { assessment: younger });
    expect(await of('validated')).toContain(younger);
  });

  it('waits for every “not applicable” to be accepted before it validates', async () => {
    await take();
    await expect(validate()).rejects.toMatchObject({ code: 'review.reasons-open', questions: ['REC1'] });
    await expect(decide({ question: 'REC1' }, 'questioned')).rejects.toMatchObject({ faults: [{ path: 'note' }] });
    await decide({ question: 'REC1' }, 'questioned', 'There was one in May.');
    await expect(validate()).rejects.toMatchObject({ code: 'review.reasons-open' });
    await decide({ question: 'REC1' }, 'accepted');
    await validate('Thank you.');
    expect(await rows('SELECT state FROM assessment WHERE id = $1')).toEqual([{ state: 'validated' }]);
  });

  it('decides only on what is there', async () => {
    await take();
    await expect(decide({ question: 'GOV1' }, 'accepted')).rejects.toMatchObject({ code: 'not-found' });
    await expect(decide({ evidence: assessment }, 'rejected', 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(decide({ question: 'REC1' }, 'rejected', 'x')).rejects.toMatchObject({ code: 'input.refused' });
    await decide({ question: 'REC1' }, 'accepted');
    await decide({ question: 'REC1' }, 'accepted');
    expect(await rows('SELECT FROM review_decision WHERE assessment_id = $1')).toHaveLength(1);
  });

  it('scores as the method says: an accepted “not applicable” leaves the denominator, rejected evidence proves nothing', async () => {
    await take();
    await giveBack('Show the order.');
    const order = await cite('GOV1');
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    const submitted = await result();
    expect(submitted.result.items).toMatchObject({ GOV1: { claimed: 75, evidenced: 75 }, REC1: { evidenced: 0 } });
    await take();
    await decide({ question: 'REC1' }, 'accepted');
    await decide({ evidence: order }, 'rejected', 'It says nothing of a policy.');
    await validate();
    const outcome = await result();
    expect(outcome).toMatchObject({
      status: 'validated',
      revision: 3,
      review: { accepted: ['REC1'], rejected: [order] },
      validatedAt: stage.played.clock.now().toISOString(),
      submittedAt: submitted.submittedAt,
      approval: submitted.approval,
    });
    expect(outcome.result.items['GOV1']).toMatchObject({ claimed: 75, evidenced: 25 });
    expect(outcome.result.items['REC1']?.evidenced).toBeUndefined();
    expect(outcome.answers).toEqual(submitted.answers);
  });

  it('leaves the outcome of the submission as it was, and hashes its own', async () => {
    const before = await rows('SELECT id, body, sha256 FROM outcome WHERE assessment_id = $1');
    await take();
    await decide({ question: 'REC1' }, 'accepted');
    const { sha256, outcome: id } = await validate();
    expect(
      await rows("SELECT id, body, sha256 FROM outcome WHERE assessment_id = $1 AND status = 'submitted'"),
    ).toEqual(before);
    const { outcome, frozen } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(frozen).toMatchObject({ id, sha256, status: 'validated', revision: 2 });
    expect(createHash('sha256').update(canonicalJson(outcome)).digest('hex')).toBe(sha256);
  });

  it('keeps what the agency decided on recommendations, and lets a form from before change it', async () => {
    const decision = { assessment, rule: 'R1', decision: 'declined', reason: 'The law forbids it.' };
    await stage.get(DecideRecommendation).execute(asha, { ...decision, expected: 0 });
    await take();
    await decide({ question: 'REC1' }, 'accepted');
    await validate();
    const { decisions } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(decisions).toMatchObject([{ rule: 'R1', decision: 'declined', reason: 'The law forbids it.', revision: 1 }]);
    await stage.get(DecideRecommendation).execute(asha, { ...decision, decision: 'accepted', expected: 1 });
  });

  it('asks per question: the agency sees it beside the question and in a list, and what it did about it', async () => {
    await take();
    await stage.get(AskInReview).execute(bruno, { assessment, question: 'GOV1', text: 'Which order?' });
    await stage.get(AskInReview).execute(bruno, { assessment, question: 'SVC7', text: 'Since when?' });
    await giveBack('Two questions.');
    const requests = async () =>
      (await stage.get(ViewReviewTrail).execute(asha, { assessment })).requests.map(({ comment, answered: done }) => [
        comment.question,
        comment.text,
        done,
      ]);
    expect(await requests()).toEqual([
      ['GOV1', 'Which order?', false],
      ['SVC7', 'Since when?', false],
    ]);
    stage.played.clock.forward(1_000);
    await stage.get(CommentOnQuestion).execute(asha, { assessment, question: 'SVC7', text: 'Since 2024.' });
    expect((await requests()).map(([, , done]) => done)).toEqual([false, true]);
  });

  it('returned, is a draft again with its note; what changed until it comes back is marked', async () => {
    await take();
    await expect(giveBack('  ')).rejects.toMatchObject({ faults: [{ path: 'note' }] });
    await giveBack('Look at the level of GOV1 again.');
    stage.played.clock.forward(1_000);
    expect(await rows('SELECT state, reviewed_by FROM assessment WHERE id = $1')).toEqual([
      { state: 'draft', reviewed_by: null },
    ]);
    await expect(stage.get(ViewReview).execute(bruno, { assessment })).rejects.toMatchObject({ code: 'not-found' });
    await stage.get(RecordAnswer).execute(asha, { assessment, question: 'GOV1', answer: { value: { level: 2 } } });
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    const { dimensions } = await stage.get(ViewReview).execute(bruno, { assessment });
    const changed = dimensions.flatMap(({ questions }) => questions.filter(({ change }) => change !== undefined));
    expect(changed.map(({ question, change }) => [question.id, change])).toEqual([
      ['GOV1', { before: { value: { level: 3 }, source: 'Order 7, 2026' } }],
    ]);
  });

  it('keeps a decision on a reason only as long as the answer is the one that was read', async () => {
    await take();
    await decide({ question: 'REC1' }, 'accepted');
    await giveBack('Something else.');
    await answered(stage, asha, assessment, { ...NOT_APPLICABLE, REC1: { notApplicable: 'Another reason.' } });
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    await take();
    const { sheet } = await stage.get(ViewReview).execute(bruno, { assessment });
    expect(sheet.reasons).toMatchObject([{ question: 'REC1', state: 'open' }]);
  });

  it('is told of in the audit, step by step, without a word that anybody wrote', async () => {
    await take();
    await decide({ question: 'REC1' }, 'questioned', 'SECRET WORDS');
    await stage.get(AskInReview).execute(bruno, { assessment, question: 'GOV1', text: 'SECRET WORDS' });
    await giveBack('SECRET WORDS');
    const told = await rows<{ action: string; detail: unknown }>(
      "SELECT action, detail FROM audit WHERE subject_id = $1::text AND action LIKE 'review.%' ORDER BY id",
    );
    expect(told.map(({ action }) => action)).toEqual([
      'review.taken',
      'review.decided',
      'review.asked',
      'review.returned',
    ]);
    expect(JSON.stringify(told)).not.toContain('SECRET');
  });

  it('brings what it found into the comparison of its round, agencies of one ministry as one', async () => {
    const [{ region, round }] = (await stage.rows(
      `WITH made AS (
         INSERT INTO round (id, region_id, name, instrument_id, instrument_version, variant, opens_on, closes_on,
           reference_from, reference_to, state, created_by, created_at)
         SELECT gen_random_uuid(), c.region_id, 'Round 2025', 'sample', '1.0.0', 'full', '2026-01-01', '2026-06-30',
           '2025-01-01', '2025-12-31', 'open', 'chen', now() FROM agency g JOIN country c ON c.id = g.country_id WHERE g.id = $1
         RETURNING id, region_id)
       SELECT region_id AS region, id AS round FROM made`,
      [agency],
    )) as [{ region: string; round: string }];
    const partaking =
      'INSERT INTO participation (round_id, agency_id, invited_at, invited_by) VALUES ($1, $2, now(), $3)';
    await stage.rows(partaking, [round, agency, 'chen']);
    await stage.rows('UPDATE assessment SET round_id = $2 WHERE id = $1', [assessment, round]);
    await stage.rows("UPDATE agency SET ministry = '  Ministry of  the INTERIOR ' WHERE id = $1", [agency]);
    await take();
    const { mine } = await stage.get(ListReviews).execute(bruno);
    expect(mine.find((line) => line.assessment === assessment)?.round).toBe('Round 2025');
    await decide({ question: 'REC1' }, 'accepted');
    await validate();
    const { result: score } = await result();
    const [row] = await rows('SELECT * FROM contribution WHERE assessment_id = $1');
    expect(row).toMatchObject({ agency_id: agency, round_id: round, region_id: region, agency_type: 'police' });
    expect(row).toMatchObject({ holding: expect.stringMatching(/^[0-9a-f-]{36}\/ministry of the interior$/) });
    expect((row as { evidenced: number[] }).evidenced[0]).toBe(score.overall.evidenced);
    await stage.rows('UPDATE agency SET ministry = NULL WHERE id = $1', [agency]);
  });

  it('without a round brings nothing anywhere', async () => {
    await take();
    await decide({ question: 'REC1' }, 'accepted');
    await validate();
    expect(await rows('SELECT FROM contribution WHERE assessment_id = $1')).toEqual([]);
  });
});
