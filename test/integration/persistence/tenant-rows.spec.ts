import {
  AgencyReader,
  AgencyStore,
  AnswerStore,
  AssessmentReader,
  AssessmentStore,
  DocumentStore,
  DraftStore,
  EvidenceStore,
  FileStore,
  OutcomeStore,
  SYSTEM,
  UnitOfWork,
  userId,
  type Actor,
  type AgencyId,
  type AgencyScope,
  type Scope,
  type Transaction,
} from '@isonomia/application';
import { dimensionId, questionId } from '@isonomia/instrument';
import { createDataSource, TypeOrmUnitOfWork } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filledAgency, type FilledAgency } from '../../support/filled-agency.js';
import { person } from '../../support/people.js';
import { bytesOf, Stage } from '../../support/stage.js';

const WITH_AGENCY = `SELECT table_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name = 'agency_id' ORDER BY 1`;
/** The web's role has no grant on it at all: functions give out what may be shown. */
const HIDDEN = ['invitation'];
/** Changed by those who lead a workshop: a lead finds no row to change there, which is no error; no job of an agency reads them. */
const OF_WORKSHOPS = ['workshop_group', 'workshop_participant'];

describe('row-level security', () => {
  let stage: Stage;
  let ours: FilledAgency;
  let theirs: FilledAgency;
  let asha: Actor;
  let dara: Actor;
  let tables: readonly { readonly name: string; readonly column: string }[];
  let work: UnitOfWork;

  beforeAll(async () => {
    stage = await Stage.open();
    const north = await stage.country('North', 'NV');
    const south = await stage.country('South', 'BM');
    const police = await stage.agency('Police of Norlavia', north);
    const customs = await stage.agency('Customs of Belmara', south);
    asha = person('asha', 'lead', { agencyId: police });
    dara = person('dara', 'lead', { agencyId: customs });
    stage.played.people.add(asha, dara);
    ours = await filledAgency(stage, asha, police);
    theirs = await filledAgency(stage, dara, customs);
    await stage.enrol(person('chen', 'coordinator', { regionId: north.regionId }));
    await stage.enrol(person('gita', 'coordinator', { regionId: south.regionId }));
    await stage.enrol(stage.root);
    tables = [
      { name: 'agency', column: 'id' },
      ...(await stage.rows<{ name: string }>(WITH_AGENCY)).map(({ name }) => ({ name, column: 'agency_id' })),
    ];
    work = stage.port(UnitOfWork);
  });
  afterAll(() => stage.close());

  const open = () => tables.filter(({ name }) => !HIDDEN.includes(name));
  /** How many rows of the agency, by table, this scope has. */
  const seen = (scope: Scope, agency: AgencyId): Promise<Readonly<Record<string, number>>> =>
    work.run(scope, (tx) => counted(tx, open(), agency));
  const nothing = () => Object.fromEntries(open().map(({ name }) => [name, 0]));
  const tried = (scope: Scope, sql: string, parameters: readonly unknown[] = []): Promise<readonly unknown[]> =>
    work.run(scope, (tx) => tx.query(sql, parameters));
  const as = (actor: Actor, agency?: AgencyId): Scope => ({
    actor: actor.userId,
    ...(agency !== undefined && { agency }),
  });

  it('is tried on tables of which each has rows of both agencies', async () => {
    for (const { agency } of [ours, theirs])
      for (const { name, column } of tables) {
        const [row] = await stage.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${name} WHERE ${column} = $1`, [
          agency,
        ]);
        expect([name, row?.n]).not.toEqual([name, 0]);
      }
  });

  it('gives the web’s role no row of any agency when nobody says who asks', async () => {
    const { dataSource } = stage.database;
    for (const { name } of open())
      expect([name, await dataSource.query(`SELECT count(*)::int AS n FROM ${name}`)]).toEqual([name, [{ n: 0 }]]);
    await expect(dataSource.query('SELECT FROM invitation')).rejects.toThrow('permission denied');
  });

  it('gives an agency’s lead every table of that agency, whether or not the tenant is named', async () => {
    for (const scope of [as(asha), as(asha, ours.agency)]) {
      const rows = await seen(scope, ours.agency);
      expect(Object.entries(rows).filter(([, n]) => n === 0)).toEqual([]);
    }
  });

  it('gives the lead of another agency not one row, whatever tenant is named', async () => {
    for (const scope of [as(dara), as(dara, theirs.agency), as(dara, ours.agency)])
      expect(await seen(scope, ours.agency)).toEqual(nothing());
  });

  it('gives somebody without a role not one row, and the system none either', async () => {
    for (const actor of [userId('nobody'), SYSTEM, userId('')])
      expect(await seen({ actor, agency: ours.agency }, ours.agency)).toEqual(nothing());
  });

  it('gives a coordinator the agencies of one region alone, and an administrator all', async () => {
    const names = async (actor: string) =>
      work.run({ actor: userId(actor) }, async (tx) =>
        (await tx.query<{ name: string }>('SELECT name FROM agency ORDER BY name', [])).map(({ name }) => name),
      );
    expect(await names('chen')).toEqual(['Police of Norlavia']);
    expect(await names('gita')).toEqual(['Customs of Belmara']);
    expect(await names('root')).toEqual(['Customs of Belmara', 'Police of Norlavia']);
    expect(await seen({ actor: userId('gita'), agency: ours.agency }, ours.agency)).toEqual(nothing());
  });

  it('lets nobody write into an agency that is not the tenant: neither insert nor change, move or delete', async () => {
    const before = await stage.rows(fingerprint(tables), [ours.agency]);
    for (const { name, column } of tables) {
      const [row] = await stage.rows<{ row: unknown }>(
        `SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${column} = $1 LIMIT 1`,
        [ours.agency],
      );
      const copy = `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::${name}, $1)`;
      for (const scope of [as(dara), as(dara, theirs.agency), as(dara, ours.agency)]) {
        await expect(tried(scope, copy, [JSON.stringify(row?.row)])).rejects.toThrow(REFUSED);
        await harmless(tried(scope, `UPDATE ${name} SET ${column} = ${column} WHERE ${column} = $1`, [ours.agency]));
        await harmless(tried(scope, `DELETE FROM ${name} WHERE ${column} = $1`, [ours.agency]));
      }
      const away = `UPDATE ${name} SET ${column} = $1 WHERE ${column} = $2`;
      const moved = tried(as(dara, theirs.agency), away, [ours.agency, theirs.agency]);
      await (OF_WORKSHOPS.includes(name) ? harmless(moved) : expect(moved).rejects.toThrow(REFUSED));
    }
    expect(await stage.rows(fingerprint(tables), [ours.agency])).toEqual(before);
  });

  it('lets an agency’s lead write there: the refusals are of the agency, not of the statement', async () => {
    const scope = as(asha, ours.agency);
    expect(
      await tried(scope, 'UPDATE assessment SET title = title WHERE agency_id = $1 RETURNING id', [ours.agency]),
    ).toHaveLength(2);
    // Reach lets read; only the tenant of the transaction is written to.
    expect(await tried(as(asha), 'UPDATE assessment SET title = title RETURNING id')).toHaveLength(0);
  });

  it('forgets who asked when the transaction ends, also when it fails', async () => {
    const pool = { name: 'isonomia test of one', size: 1 };
    const one = await createDataSource(stage.database.address, pool).initialize();
    const alone = new TypeOrmUnitOfWork(one);
    const count = 'SELECT count(*)::int AS n FROM assessment';
    try {
      expect(await alone.run(as(asha, ours.agency), (tx) => tx.query(count, []))).toEqual([{ n: 2 }]);
      expect(await one.query(count)).toEqual([{ n: 0 }]);
      const failing = alone.run(as(asha, ours.agency), (tx) => tx.query('SELECT 1 / 0', []));
      await expect(failing).rejects.toThrow('division by zero');
      expect(await one.query(count)).toEqual([{ n: 0 }]);
      expect(await alone.run(as(dara), (tx) => tx.query('SELECT agency_id FROM assessment', []))).toEqual([
        { agency_id: theirs.agency },
        { agency_id: theirs.agency },
      ]);
    } finally {
      await one.destroy();
    }
  });

  it('has the operator see all, and for one agency’s job that agency alone', async () => {
    const operator = new TypeOrmUnitOfWork(stage.database.operator);
    const whole = await operator.run({ actor: SYSTEM }, (tx) => counted(tx, open(), ours.agency));
    expect(Object.values(whole).every((n) => n > 0)).toBe(true);
    const job = { actor: SYSTEM, agency: theirs.agency };
    expect(await operator.run(job, (tx) => counted(tx, open(), ours.agency))).toEqual(nothing());
    const own = await operator.run(job, (tx) => counted(tx, open(), theirs.agency));
    expect(Object.keys(own).filter((name) => own[name] === 0)).toEqual(OF_WORKSHOPS);
    expect(await stage.database.operator.query('SELECT current_user AS role')).toEqual([{ role: 'isonomia_operator' }]);
  });

  it('gives a store that is asked behind every check nothing of another agency', async () => {
    const found = await work.run(as(dara), async (tx) => [
      await stage.port(AgencyStore).find(tx, ours.agency),
      await stage.port(AssessmentStore).find(tx, ours.draft),
      await stage.port(AssessmentStore).lock(tx, ours.draft),
      await stage.port(AssessmentStore).approval(tx, ours.submitted),
      ...(await stage.port(AssessmentStore).comments(tx, ours.draft)),
      ...(await stage.port(AssessmentStore).assignments(tx, ours.draft)),
      await stage.port(EvidenceStore).find(tx, ours.evidence),
      await stage.port(FileStore).find(tx, ours.file),
      await stage.port(OutcomeStore).latest(tx, ours.submitted),
      await stage.port(DocumentStore).find(tx, ours.document),
      await stage.port(DocumentStore).lock(tx, ours.document),
      ...(await stage.port(AnswerStore).ofAssessment(tx, ours.draft)),
      ...(await stage.port(AnswerStore).history(tx, ours.draft, questionId('GOV1'))),
      ...(await stage.port(DraftStore).ofAssessment(tx, ours.draft)),
      ...(await stage.port(AgencyReader).assessments(tx, ours.agency)),
      await stage.port(AssessmentReader).contents(tx, ours.draft),
    ]);
    expect(found.filter((one) => one !== undefined)).toEqual([]);
  });

  it('gives reads outside a unit of work nothing of another agency, and their own people all', async () => {
    const read = async (reader: AgencyScope) => ({
      state: await stage.port(AnswerStore).stateOf(reader, ours.draft),
      answers: Object.keys(await stage.port(AnswerStore).current(reader, ours.draft, [questionId('GOV1')])),
      bytes: (await bytesOf(stage.port(FileStore).read(reader, ours.file))).length,
    });
    expect(await read({ actor: asha.userId, agency: ours.agency })).toEqual({
      state: 'draft',
      answers: ['GOV1'],
      bytes: 8,
    });
    for (const agency of [ours.agency, theirs.agency])
      expect(await read({ actor: dara.userId, agency })).toEqual({ state: undefined, answers: [], bytes: 0 });
  });

  it('records nothing for somebody whose permit was forged above it', async () => {
    const assessment = await stage.port(AssessmentStore).pinned(ours.draft);
    if (assessment === undefined) throw new Error('The place of an assessment is looked up for anybody.');
    const permit = { anywhere: ['draft', 'submitted'], whereAssigned: ['draft'] } as const;
    const forged = { assessment, actor: dara.userId, permit, action: 'answer.recorded' } as const;
    const one = {
      question: questionId('GOV1'),
      dimension: dimensionId('D1'),
      answer: { value: { level: 0 } },
    } as const;
    const answers = stage.port(AnswerStore);
    const before = await stage.rows(fingerprint(tables), [ours.agency]);
    expect(await answers.record(forged, { ...one, evidence: [] })).toEqual({ kind: 'missing' });
    expect(await answers.record(forged, { ...one, evidence: [ours.evidence] })).toEqual({ kind: 'missing' });
    expect(await answers.recordMany(forged, [{ ...one, evidence: [] }])).toEqual({ kind: 'missing' });
    expect(await answers.recordMany(forged, [{ ...one, evidence: [ours.evidence] }])).toEqual({ kind: 'missing' });
    const half = { ...one, fields: { level: 'x' }, from: 0, seen: 0 };
    expect(await stage.port(DraftStore).keep(forged, half)).toEqual({ kind: 'missing' });
    expect(await stage.port(DraftStore).drop(forged, { ...half, audited: true })).toEqual({ kind: 'missing' });
    expect(await stage.rows(fingerprint(tables), [ours.agency])).toEqual(before);
    const honest = { ...forged, actor: asha.userId };
    expect(await answers.record(honest, { ...one, evidence: [] })).toMatchObject({ kind: 'recorded' });
  });
});

const REFUSED = /row-level security|permission denied/;

/** It changed no row, or was not allowed at all: a thing that is not there cannot be hurt. */
async function harmless(statement: Promise<readonly unknown[]>): Promise<void> {
  await statement.catch((error: unknown) => expect(String(error)).toMatch(REFUSED));
}

const fingerprint = (tables: readonly { readonly name: string; readonly column: string }[]): string =>
  tables
    .map(
      ({ name, column }) =>
        `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t WHERE ${column} = $1`,
    )
    .join(' UNION ALL ');

async function counted(
  tx: Transaction,
  tables: readonly { readonly name: string; readonly column: string }[],
  agency: AgencyId,
): Promise<Readonly<Record<string, number>>> {
  const counts: [string, number][] = [];
  for (const { name, column } of tables) {
    const sql = `SELECT count(*)::int AS n FROM ${name} WHERE ${column} = $1`;
    const [row] = await tx.query<{ readonly n: number }>(sql, [agency]);
    counts.push([name, row?.n ?? -1]);
  }
  return Object.fromEntries(counts);
}
