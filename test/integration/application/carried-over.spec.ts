import { randomUUID } from 'node:crypto';
import {
  AddEvidence,
  CheckAnswers,
  ConfirmAnswers,
  CorrectAssessment,
  DiscardEvidenceFile,
  FileStore,
  PublishInstruments,
  ReadEvidenceFile,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  roundId,
  StartInRound,
  SubmitAssessment,
  TakeOverAnswer,
  UnitOfWork,
  ViewAssessment,
  ViewDimension,
  ViewStartInRound,
  type AgencyId,
  type AssessmentId,
  type PublishedInstrument,
  type RoundId,
} from '@isonomia/application';
import { dimensionId, parseInstrument, type EvidenceId } from '@isonomia/instrument';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { person } from '../../support/people.js';
import { completeAnswers, publishedSample } from '../../support/published-sample.js';
import { invitedRound, validated } from '../../support/rounds-of-agency.js';
import { sampleStructure } from '../../support/sample-instrument.js';
import { APPROVAL, bytesOf, Stage, streamOf } from '../../support/stage.js';

const D1 = dimensionId('D1');
const D2 = dimensionId('D2');
const A_DAY = 25 * 3_600_000;

/** As 1.0.0, but a checklist has another option: what was ticked there says nothing of it. */
function nextVersion(): PublishedInstrument {
  const text = JSON.stringify(sampleStructure()).replace('"version":"1.0.0"', '"version":"1.1.0"');
  const options = '{"id":"SOC4","type":"checklist","options":[{"id":"age"},{"id":"sex"}';
  if (!text.includes(options)) throw new Error('The sample has changed.');
  const parsed = parseInstrument(JSON.parse(text.replace(options, `${options},{"id":"role"}`)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return { ...publishedSample(), instrument: parsed.instrument, sha256: '1'.repeat(64) };
}

describe('an assessment in a round', () => {
  let stage: Stage;
  let agency: AgencyId;
  let round: RoundId;
  const asha = () => person('asha', 'lead', { agencyId: agency });
  const fay = () => person('fay', 'contributor', { agencyId: agency });

  beforeAll(async () => {
    stage = await Stage.open();
    stage.played.source.versions.push(nextVersion());
    await stage.get(PublishInstruments).execute();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    agency = await stage.agency(`Police ${randomUUID()}`);
    round = await invitedRound(stage, agency, { name: 'Round 2026', year: 2026 });
  });

  const answered = async (assessment: AssessmentId): Promise<void> => {
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(asha(), { assessment, answers });
  };
  const prove = (assessment: AssessmentId, question: string, text: string): Promise<{ evidence: EvidenceId }> =>
    stage.get(AddEvidence).execute(asha(), {
      assessment,
      question,
      details: { title: 'Order 7', number: '7/2025', restricted: true },
      source: { kind: 'file', file: { name: 'order.pdf', bytes: streamOf(`%PDF-1.7 ${text}`) } },
    });
  const handedIn = async (proof?: string): Promise<AssessmentId> => {
    const assessment = await stage.assessment(asha(), agency);
    await answered(assessment);
    if (proof !== undefined) await prove(assessment, 'GOV1', proof);
    await stage.get(SubmitAssessment).execute(asha(), { assessment, approval: APPROVAL });
    return assessment;
  };
  const start = async (wanted = round): Promise<AssessmentId> =>
    (await stage.get(StartInRound).execute(asha(), { agency, round: wanted })).assessment;
  const dimension = (assessment: AssessmentId, id = D1) =>
    stage.get(ViewDimension).execute(asha(), { assessment, dimension: id });
  const lines = async (assessment: AssessmentId, id = D1) =>
    Object.fromEntries((await dimension(assessment, id)).questions.map((line) => [line.question.id as string, line]));

  it('takes questionnaire, variant and dates from the round', async () => {
    const assessment = await start();
    const { assessment: seen } = await stage.get(ViewAssessment).execute(asha(), { assessment });
    expect(seen).toMatchObject({
      round,
      title: 'Round 2026',
      instrumentVersion: '1.0.0',
      variant: 'full',
      reference: { from: '2026-01-01', to: '2026-12-31' },
      stockDate: '2026-12-31',
      state: 'draft',
    });
  });

  it('is begun once, however often it is asked for at the same time', async () => {
    const tries = await Promise.allSettled([start(), start(), start()]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'round.started' });
    const twice = `INSERT INTO assessment (id, agency_id, instrument_id, instrument_version, variant, agency_type, title,
      created_by, round_id) VALUES (gen_random_uuid(), $1, 'sample', '1.0.0', 'full', 'police', 'T', 'asha', $2)`;
    await expect(stage.rows(twice, [agency, round])).rejects.toThrow(/assessment_in_round/);
  });

  it('is for the lead of an agency that was invited, while the round is open and not declined', async () => {
    await expect(stage.get(StartInRound).execute(fay(), { agency, round })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const uninvited = { agency, round: roundId(randomUUID()) };
    await expect(stage.get(StartInRound).execute(asha(), uninvited)).rejects.toMatchObject({ code: 'not-found' });
    for (const state of ['planned', 'closed'] as const) {
      const other = await invitedRound(stage, agency, { name: state, year: 2025, state });
      await expect(start(other)).rejects.toMatchObject({ code: 'round.wrong-state' });
    }
    await stage.rows('UPDATE participation SET declined_at = now() WHERE agency_id = $1 AND round_id = $2', [
      agency,
      round,
    ]);
    await expect(start()).rejects.toMatchObject({ code: 'round.declined' });
  });

  it('begins empty where nothing was handed in before', async () => {
    await stage.assessment(asha(), agency);
    const view = await stage.get(ViewStartInRound).execute(asha(), { agency, round });
    expect(view.carrying).toBeUndefined();
    const { questions, lastFrom } = await dimension(await start());
    expect(questions.every(({ current, last }) => current === undefined && last === undefined)).toBe(true);
    expect(lastFrom).toBeUndefined();
  });

  it('begins with the policies of last time, to be confirmed, and shows its figures beside', async () => {
    const before = await handedIn();
    const view = await stage.get(ViewStartInRound).execute(asha(), { agency, round });
    expect(view.carrying).toMatchObject({ from: { assessment: before, title: 'Self-assessment 2025' } });
    const assessment = await start();
    const policies = await lines(assessment);
    expect(policies['GOV1']).toMatchObject({
      revision: 1,
      current: { answer: { value: { level: 3 }, source: 'Order 7, 2026' }, unconfirmed: true },
      last: { answer: { value: { level: 3 } }, prefilled: true },
    });
    const figures = await lines(assessment, D2);
    expect(figures['WFC1']).toMatchObject({ revision: 0, last: { prefilled: false } });
    expect(figures['WFC1']?.current).toBeUndefined();
    const all = { ...policies, ...figures };
    const carried = Object.values(all).filter(({ last }) => last !== undefined);
    expect(carried.filter(({ last }) => last?.prefilled === true)).toHaveLength(view.carrying?.prefilled ?? -1);
    expect(carried.filter(({ last }) => last?.prefilled === false)).toHaveLength(view.carrying?.beside ?? -1);
  });

  it('asks anew what another version asks differently', async () => {
    await handedIn();
    const next = await invitedRound(stage, agency, { name: 'Next', year: 2026, version: '1.1.0' });
    const { GOV1: same, SOC4: changed } = await lines(await start(next));
    expect(same?.current?.unconfirmed).toBe(true);
    expect(changed?.last).toBeUndefined();
    expect(changed?.current).toBeUndefined();
  });

  it('begins with the previous round before anything else, and with what was validated before what was not', async () => {
    const older = await handedIn();
    stage.played.clock.forward(1000);
    const newer = await handedIn();
    const origin = async (wanted: RoundId) =>
      (await stage.get(ViewStartInRound).execute(asha(), { agency, round: wanted })).carrying?.from.assessment;
    expect(await origin(round)).toBe(newer);
    await validated(stage, older);
    expect(await origin(round)).toBe(older);
    const previous = await invitedRound(stage, agency, { name: 'Round 2025', year: 2025 });
    await stage.rows('UPDATE assessment SET round_id = $2 WHERE id = $1', [newer, previous]);
    const following = await invitedRound(stage, agency, { name: 'Following', year: 2026, previous });
    expect(await origin(following)).toBe(newer);
  });

  it('confirms an answer by saving it, also unchanged', async () => {
    await handedIn();
    const assessment = await start();
    const answer = { value: { level: 3 } };
    await stage.get(RecordAnswer).execute(asha(), { assessment, question: 'GOV1', answer, expected: 1 });
    const { GOV1: line } = await lines(assessment);
    expect(line?.current?.unconfirmed).toBeUndefined();
    expect(line).toMatchObject({ revision: 2, last: { answer: { value: { level: 3 } } } });
  });

  it('is asked for by no save: no function but the one that erases knows of what was carried', async () => {
    const knowing = `SELECT proname FROM pg_proc WHERE prosrc LIKE '%carried_answer%'`;
    expect(await stage.rows(knowing)).toEqual([{ proname: 'erase_agency' }]);
  });

  it('confirms a dimension at once, and no other', async () => {
    await handedIn();
    const assessment = await start();
    const counted = async () => {
      const { dimensions } = await stage.get(ViewAssessment).execute(asha(), { assessment });
      return dimensions.map(({ unconfirmed }) => unconfirmed);
    };
    const [first = 0, second = 0] = await counted();
    expect(first).toBeGreaterThan(1);
    expect(second).toBeGreaterThan(1);
    const saved = await stage.get(ConfirmAnswers).execute(asha(), { assessment, dimension: D1 });
    expect(saved).toHaveLength(first);
    expect(await counted()).toEqual([0, second]);
    const trail = `SELECT actor_id, detail FROM audit WHERE subject_id = $1 AND action = 'answers.confirmed'`;
    expect(await stage.rows(trail, [assessment])).toEqual([{ actor_id: 'asha', detail: { answers: first } }]);
    expect(await stage.get(ConfirmAnswers).execute(asha(), { assessment, dimension: D1 })).toEqual([]);
  });

  it('lets nobody confirm a dimension that is not theirs', async () => {
    await handedIn();
    const assessment = await start();
    const tried = stage.get(ConfirmAnswers).execute(fay(), { assessment, dimension: D1 });
    await expect(tried).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is not handed in while answers wait to be confirmed, and names them', async () => {
    await handedIn();
    const assessment = await start();
    const figures = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    const kept = new Set(['GOV1', 'SVC7']);
    const answers = figures.filter(({ question }) => !kept.has(question));
    await stage.get(RecordAnswers).execute(asha(), { assessment, answers });
    const submit = () => stage.get(SubmitAssessment).execute(asha(), { assessment, approval: APPROVAL });
    const check = await stage.get(CheckAnswers).execute(asha(), { assessment });
    expect(check.blocking).toEqual([]);
    expect(check.unconfirmed.map(({ question }) => question)).toEqual(['GOV1', 'SVC7']);
    expect(check.maySubmit).toBe(false);
    await expect(submit()).rejects.toMatchObject({ code: 'assessment.not-complete', questions: ['GOV1', 'SVC7'] });
    await stage.get(ConfirmAnswers).execute(asha(), { assessment, dimension: D1 });
    await stage.get(ConfirmAnswers).execute(asha(), { assessment, dimension: D2 });
    expect(await submit()).toMatchObject({ revision: 1 });
  });

  it('takes a figure over when somebody says so, once', async () => {
    await handedIn();
    const assessment = await start();
    const take = { assessment, question: 'WFC1', expected: 0 };
    expect(await stage.get(TakeOverAnswer).execute(asha(), take)).toMatchObject({ revision: 1 });
    const { WFC1: line } = await lines(assessment, D2);
    expect(line?.current?.answer).toEqual(line?.last?.answer);
    expect(line?.current?.unconfirmed).toBeUndefined();
    await expect(stage.get(TakeOverAnswer).execute(asha(), take)).rejects.toMatchObject({ code: 'revision.conflict' });
    const trail = `SELECT detail FROM audit WHERE subject_id = $1 AND action = 'answer.taken-over'`;
    expect(await stage.rows(trail, [assessment])).toEqual([{ detail: { question: 'WFC1', revision: 1 } }]);
    const nothing = { assessment, question: 'NOTE', expected: 0 };
    await stage.rows('DELETE FROM carried_answer WHERE assessment_id = $1 AND question_id = $2', [assessment, 'NOTE']);
    await expect(stage.get(TakeOverAnswer).execute(asha(), nothing)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('brings a draft along that fits, fills what nobody wrote at, and takes the dates of the round', async () => {
    await handedIn();
    const draft = await stage.assessment(asha(), agency);
    await stage
      .get(RecordAnswer)
      .execute(asha(), { assessment: draft, question: 'GOV1', answer: { value: { level: 1 } } });
    const brought = await stage.get(StartInRound).execute(asha(), { agency, round, draft });
    expect(brought.assessment).toBe(draft);
    const { GOV1: own, SVC7: filled } = { ...(await lines(draft)), ...(await lines(draft, D2)) };
    expect(own?.current).toMatchObject({ answer: { value: { level: 1 } } });
    expect(own?.current?.unconfirmed).toBeUndefined();
    expect(own?.last).toMatchObject({ answer: { value: { level: 3 } }, prefilled: false });
    expect(filled?.current?.unconfirmed).toBe(true);
    const { assessment: seen } = await stage.get(ViewAssessment).execute(asha(), { assessment: draft });
    expect(seen).toMatchObject({ round, reference: { from: '2026-01-01', to: '2026-12-31' } });
    const actions = await stage.rows('SELECT action FROM audit WHERE subject_id = $1 ORDER BY id', [draft]);
    expect(actions.at(-1)).toEqual({ action: 'assessment.brought' });
  });

  it('brings no draft along of another variant, and none that was handed in', async () => {
    const handed = await handedIn();
    const core = await invitedRound(stage, agency, { name: 'Core', year: 2026, variant: 'core' });
    const draft = await stage.assessment(asha(), agency);
    const wrong = { code: 'input.refused' };
    await expect(stage.get(StartInRound).execute(asha(), { agency, round: core, draft })).rejects.toMatchObject(wrong);
    const closed = stage.get(StartInRound).execute(asha(), { agency, round, draft: handed });
    await expect(closed).rejects.toMatchObject(wrong);
    await stage.get(StartInRound).execute(asha(), { agency, round, draft });
  });

  it('brings no draft of another agency along', async () => {
    const theirs = await stage.agency(`Customs ${randomUUID()}`);
    const dara = person('dara', 'lead', { agencyId: theirs });
    const draft = await stage.assessment(dara, theirs);
    const stolen = stage.get(StartInRound).execute(asha(), { agency, round, draft });
    await expect(stolen).rejects.toMatchObject({ code: 'not-found' });
    const foreign = stage.get(StartInRound).execute(dara, { agency, round });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('that was validated', () => {
    const correct = async (assessment: AssessmentId): Promise<AssessmentId> =>
      (await stage.get(CorrectAssessment).execute(asha(), { assessment })).assessment;
    const inRound = async (): Promise<AssessmentId> => {
      await handedIn('PROOF');
      const assessment = await start();
      await answered(assessment);
      await stage.get(SubmitAssessment).execute(asha(), { assessment, approval: APPROVAL });
      await validated(stage, assessment);
      return assessment;
    };

    it('is corrected by a draft with all of its answers and evidence, counted as confirmed', async () => {
      const first = await inRound();
      const second = await correct(first);
      const [was, is] = [await lines(first), await lines(second)];
      expect(is['GOV1']?.current?.answer).toEqual(was['GOV1']?.current?.answer);
      expect(is['GOV1']?.evidence).toHaveLength(1);
      expect(is['GOV1']?.last).toMatchObject({ answer: was['GOV1']?.last?.answer, prefilled: false });
      const check = await stage.get(CheckAnswers).execute(asha(), { assessment: second });
      expect(check).toMatchObject({ blocking: [], unconfirmed: [], maySubmit: true });
      const { assessment: seen } = await stage.get(ViewAssessment).execute(asha(), { assessment: second });
      expect(seen).toMatchObject({ corrects: first, round, state: 'draft', reference: { to: '2026-12-31' } });
      const trail = `SELECT action, detail FROM audit WHERE subject_id = $1`;
      expect(await stage.rows(trail, [second])).toEqual([
        { action: 'assessment.corrected', detail: { corrects: first } },
      ]);
    });

    it('stays as it was, says what corrects it, and is handed in beside it', async () => {
      const first = await inRound();
      const second = await correct(first);
      const seen = await stage.get(ViewAssessment).execute(asha(), { assessment: first });
      expect(seen).toMatchObject({ correction: { id: second, state: 'draft' }, assessment: { state: 'validated' } });
      const answer = { value: { level: 4 } };
      await stage.get(RecordAnswer).execute(asha(), { assessment: second, question: 'GOV1', answer });
      await stage.get(SubmitAssessment).execute(asha(), { assessment: second, approval: APPROVAL });
      expect((await lines(first))['GOV1']?.current?.answer).toMatchObject({ value: { level: 3 } });
    });

    it('has one correction, which is corrected in its turn', async () => {
      const first = await inRound();
      const tries = await Promise.allSettled([correct(first), correct(first)]);
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await expect(correct(first)).rejects.toMatchObject({ code: 'assessment.already-corrected' });
      const [row] = await stage.rows<{ id: AssessmentId }>('SELECT id FROM assessment WHERE corrects = $1', [first]);
      if (row === undefined) throw new Error('There is no correction.');
      await expect(correct(row.id)).rejects.toMatchObject({ code: 'assessment.wrong-state' });
      await stage.get(SubmitAssessment).execute(asha(), { assessment: row.id, approval: APPROVAL });
      await validated(stage, row.id);
      const next = await invitedRound(stage, agency, { name: 'Next', year: 2027, previous: round });
      const view = await stage.get(ViewStartInRound).execute(asha(), { agency, round: next });
      expect(view.carrying?.from.assessment).toBe(row.id);
      expect(await correct(row.id)).not.toBe(first);
    });

    it('is corrected by its lead alone, and only once it is validated', async () => {
      const submitted = await handedIn();
      await expect(correct(submitted)).rejects.toMatchObject({ code: 'assessment.wrong-state' });
      await validated(stage, submitted);
      const tried = stage.get(CorrectAssessment).execute(fay(), { assessment: submitted });
      await expect(tried).rejects.toMatchObject({ code: 'forbidden' });
    });
  });

  describe('with evidence', () => {
    const evidenceOf = async (assessment: AssessmentId) => {
      const found = (await lines(assessment))['GOV1']?.evidence ?? [];
      const [one] = found;
      if (one?.kind !== 'file' || found.length !== 1) throw new Error('There is not one file.');
      return one;
    };
    const files = async () => {
      const [row] = await stage.rows<{ n: number }>('SELECT count(*)::int AS n FROM file WHERE agency_id = $1', [
        agency,
      ]);
      return row?.n;
    };
    const textOf = async (evidence: EvidenceId): Promise<string> =>
      (await bytesOf((await stage.get(ReadEvidenceFile).execute(asha(), { evidence })).bytes)).toString();
    const removed = async (evidence: EvidenceId): Promise<void> => {
      await stage.get(RemoveEvidence).execute(asha(), { evidence });
      stage.played.clock.forward(A_DAY);
      await stage.get(DiscardEvidenceFile).execute({ evidence });
    };

    it('carries it as a row of its own that points to the same file', async () => {
      const before = await handedIn('TOLD ONCE');
      const assessment = await start();
      const [old, carried] = [await evidenceOf(before), await evidenceOf(assessment)];
      expect(carried.id).not.toBe(old.id);
      expect(carried).toMatchObject({
        title: 'Order 7',
        number: '7/2025',
        restricted: true,
        file: { id: old.file.id },
      });
      expect(await files()).toBe(1);
      expect(await textOf(carried.id)).toBe('%PDF-1.7 TOLD ONCE');
    });

    it('names the new row where the answer named the old one', async () => {
      const before = await stage.assessment(asha(), agency);
      await answered(before);
      const { evidence } = await prove(before, 'SVC7', 'named');
      const answer = { value: { checked: ['age'], proved: { age: [evidence] } }, evidence: [evidence] };
      await stage.get(RecordAnswer).execute(asha(), { assessment: before, question: 'SOC3', answer });
      await stage.get(SubmitAssessment).execute(asha(), { assessment: before, approval: APPROVAL });
      const assessment = await start();
      const carried = (await lines(assessment, D2))['SVC7']?.evidence[0]?.id;
      expect(carried).toBeDefined();
      expect(carried).not.toBe(evidence);
      expect((await lines(assessment))['SOC3']?.current?.answer).toEqual({
        value: { checked: ['age'], proved: { age: [carried] } },
        evidence: [carried],
      });
    });

    it('keeps the file of the earlier assessment when the new one removes its evidence', async () => {
      const before = await handedIn('STAYS');
      const assessment = await start();
      const [old, carried] = [await evidenceOf(before), await evidenceOf(assessment)];
      await removed(carried.id);
      expect(await files()).toBe(1);
      expect(await textOf(old.id)).toBe('%PDF-1.7 STAYS');
    });

    it('discards the file with the last that pointed to it', async () => {
      const before = await handedIn('GOES');
      const assessment = await start();
      const [old, carried] = [await evidenceOf(before), await evidenceOf(assessment)];
      // As it is after a withdrawal: the earlier one takes changes again.
      await stage.rows(`UPDATE assessment SET state = 'draft' WHERE id = $1`, [before]);
      await removed(old.id);
      expect(await textOf(carried.id)).toBe('%PDF-1.7 GOES');
      await removed(carried.id);
      expect(await files()).toBe(0);
    });

    it('gives no room back for a removed file that another assessment still has', async () => {
      const before = await handedIn('WANTED');
      const assessment = await start();
      const [old, carried] = [await evidenceOf(before), await evidenceOf(assessment)];
      await stage.get(RemoveEvidence).execute(asha(), { evidence: carried.id });
      const store = stage.port(FileStore);
      const file = { id: old.file.id, agencyId: agency, name: 'x', mediaType: 'application/pdf' };
      const crammed = stage
        .port(UnitOfWork)
        .run({ actor: asha().userId, agency }, (tx) =>
          store.write(tx, { ...file, id: randomUUID() as never }, streamOf('more'), { file: 100, agency: 5 }),
        );
      await expect(crammed).rejects.toMatchObject({ code: 'file.quota-exceeded' });
      expect(await textOf(old.id)).toBe('%PDF-1.7 WANTED');
    });
  });
});
