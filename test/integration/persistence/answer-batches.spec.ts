import {
  type AgencyId,
  type AnswerStore,
  type AnswerToRecord,
  type AssessmentId,
  type GuardedWrite,
  type Recorded,
  regionId,
} from '@isonomia/application';
import { dimensionId, questionId } from '@isonomia/instrument';
import { clientConfig, createPorts } from '@isonomia/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { person } from '../../support/people.js';
import { Stage } from '../../support/stage.js';

type Save = readonly [AssessmentId, string, number?, (0 | 1 | 2 | 3 | 4)?];

/** The first of several saves leaves alone; those that come in meanwhile are one batch. */
describe('answers saved together', () => {
  let stage: Stage;
  let store: AnswerStore;
  let other: pg.Client;
  let agencies: ReadonlyMap<AssessmentId, AgencyId>;
  let mine: AssessmentId;
  let second: AssessmentId;
  let theirs: AssessmentId;
  let asha: ReturnType<typeof person>;
  let dara: ReturnType<typeof person>;

  beforeAll(async () => {
    stage = await Stage.open();
    store = createPorts(stage.database.dataSource).answers;
    const [police, customs] = [await stage.agency('Police of Norlavia'), await stage.agency('Customs of Norlavia')];
    asha = person('asha', 'lead', { agencyId: police });
    dara = person('dara', 'lead', { agencyId: customs });
    stage.played.people.add(asha, dara);
    other = new pg.Client(clientConfig(stage.database.address));
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await stage.close();
  });
  beforeEach(async () => {
    const [police, customs] = [asha, dara].map(({ memberships }) => memberships[0]?.agencyId);
    if (police === undefined || customs === undefined) throw new Error('Both are of an agency.');
    mine = await stage.assessment(asha, police);
    second = await stage.assessment(asha, police);
    theirs = await stage.assessment(dara, customs);
    agencies = new Map([
      [mine, police],
      [second, police],
      [theirs, customs],
    ]);
  });

  const save = ([assessment, question, expected = 0, level = 1]: Save): Promise<Recorded> => {
    const agency = agencies.get(assessment);
    if (agency === undefined) throw new Error('Of no agency.');
    const pinned = { agencyId: agency, regionId: regionId(agency), instrumentId: 'sample', instrumentVersion: '1.0.0' };
    const write: GuardedWrite = {
      assessment: { id: assessment, ...pinned, variant: 'full', agencyType: 'police' },
      actor: (assessment === theirs ? dara : asha).userId,
      permit: { anywhere: ['draft'], whereAssigned: [] },
      action: 'answer.recorded',
    };
    const answer: AnswerToRecord = {
      question: questionId(question),
      dimension: dimensionId('D1'),
      answer: { value: { level } },
      expected,
      evidence: [],
    };
    return store.record(write, answer);
  };
  const revisions = (recorded: Recorded): unknown =>
    recorded.kind === 'recorded'
      ? recorded.answers.map(({ question, revision }) => `${question} ${revision}`)
      : recorded;
  const kindOf = ({ kind }: Recorded): string => kind;
  const rows = <Row extends object>(sql: string): Promise<readonly Row[]> =>
    stage.rows<Row>(sql, [[mine, second, theirs]]);
  const standing = () =>
    rows<{ q: string }>('SELECT question_id AS q FROM answer WHERE assessment_id = ANY ($1) ORDER BY 1');

  it('are one transaction, and each has its own agency, person, history and row of audit', async () => {
    const saved = await Promise.all([
      save([mine, 'Q0']),
      save([theirs, 'Q2']),
      save([second, 'Q3']),
      save([mine, 'Q1']),
    ]);
    expect(saved.map(revisions)).toEqual([['Q0 1'], ['Q2 1'], ['Q3 1'], ['Q1 1']]);
    const written = await rows<{ q: string; tx: string }>(
      'SELECT question_id AS q, xmin::text AS tx FROM answer WHERE assessment_id = ANY ($1) ORDER BY 1',
    );
    expect(new Set(written.filter(({ q }) => q !== 'Q0').map(({ tx }) => tx)).size).toBe(1);
    expect(new Set(written.map(({ tx }) => tx)).size).toBe(2);
    const kept = await rows(
      `SELECT h.question_id AS q, h.agency_id = s.agency_id AS own, h.revision, h.changed_by AS by
       FROM answer_history h JOIN assessment s ON s.id = h.assessment_id WHERE s.id = ANY ($1) ORDER BY 1`,
    );
    expect(kept).toEqual(
      ['Q0', 'Q1', 'Q2', 'Q3'].map((q) => ({ q, own: true, revision: 1, by: q === 'Q2' ? 'dara' : 'asha' })),
    );
    const audited = await rows(
      `SELECT detail->>'question' AS q, a.agency_id = s.agency_id AS own, actor_id AS by
       FROM audit a JOIN assessment s ON s.id::text = a.subject_id
       WHERE s.id = ANY ($1) AND action = 'answer.recorded' ORDER BY 1`,
    );
    expect(audited).toEqual(['Q0', 'Q1', 'Q2', 'Q3'].map((q) => ({ q, own: true, by: q === 'Q2' ? 'dara' : 'asha' })));
  });

  it('have exactly one winner when several replace the same revision, and the others are told what stands', async () => {
    const [, ...saved] = await Promise.all([
      save([second, 'Q0']),
      ...([1, 2, 3] as const).map((level) => save([mine, 'Q1', 0, level])),
      save([theirs, 'Q2']),
    ]);
    expect(saved.map(kindOf)).toEqual(['recorded', 'conflict', 'conflict', 'recorded']);
    expect(saved[1]).toMatchObject({ current: [{ question: 'Q1', revision: 1, answer: { value: { level: 1 } } }] });
    expect(await rows("SELECT body FROM answer_history WHERE assessment_id = ANY ($1) AND question_id = 'Q1'")).toEqual(
      [{ body: { value: { level: 1 } } }],
    );
  });

  it('do not wait for one whose assessment somebody holds alone; it is saved once that is over', async () => {
    await save([mine, 'Q0']);
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock(uuid_hash_extended($1, 0))', [second]);
    const first = save([mine, 'Q1']);
    const held = save([second, 'Q1']);
    const free = [save([mine, 'Q2']), save([theirs, 'Q3'])];
    try {
      expect((await Promise.all([first, ...free])).map(kindOf)).toEqual(['recorded', 'recorded', 'recorded']);
      expect(await standing()).toEqual(['Q0', 'Q1', 'Q2', 'Q3'].map((q) => ({ q })));
      // Nor does who comes later.
      expect(kindOf(await save([theirs, 'Q4']))).toBe('recorded');
    } finally {
      await other.query('COMMIT');
    }
    expect(revisions(await held)).toEqual(['Q1 1']);
  });

  it('do not wait long for one whose row somebody has locked', async () => {
    await Promise.all([save([mine, 'Q1']), save([second, 'Q1'])]);
    await other.query('BEGIN');
    await other.query('SELECT FROM answer WHERE assessment_id = $1 FOR UPDATE', [second]);
    const first = save([mine, 'Q0']);
    const held = save([second, 'Q1', 1]);
    const free = [save([mine, 'Q1', 1]), save([theirs, 'Q3'])];
    try {
      expect((await Promise.all([first, ...free])).map(revisions)).toEqual([['Q0 1'], ['Q1 2'], ['Q3 1']]);
    } finally {
      await other.query('COMMIT');
    }
    expect(revisions(await held)).toEqual(['Q1 2']);
  });

  it('are saved although one among them breaks the statement, which fails alone', async () => {
    const settled = await Promise.allSettled([
      save([mine, 'Q0']),
      save([mine, 'Q1']),
      save([mine, '']),
      save([theirs, 'Q2']),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(settled[2]).toMatchObject({ reason: { constraint: 'answer_question_id_check' } });
    expect(await standing()).toEqual(['Q0', 'Q1', 'Q2'].map((q) => ({ q })));
  });

  it('are each refused for themselves', async () => {
    await stage.rows(
      "UPDATE assessment SET state = 'submitted', submitted_at = now(), submitted_by = 'asha' WHERE id = $1",
      [second],
    );
    const saved = await Promise.all([
      save([mine, 'Q0']),
      save([second, 'Q1']),
      save([mine, 'Q2', 7]),
      save([theirs, 'Q3']),
    ]);
    expect(saved.map(kindOf)).toEqual(['recorded', 'refused', 'conflict', 'recorded']);
    expect(saved[1]).toEqual({ kind: 'refused', state: 'submitted', assigned: false });
    expect(await standing()).toEqual(['Q0', 'Q3'].map((q) => ({ q })));
  });
});
