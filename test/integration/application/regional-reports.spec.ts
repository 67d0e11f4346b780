import {
  DocumentPress,
  DownloadRegionalReport,
  MakeRegionalReport,
  NamedAnnexes,
  NamedReader,
  PracticeShelf,
  PublishInstruments,
  RegionalReportDesk,
  ReadRelease,
  RequestRegionalReport,
  VerifyDocument,
  type Actor,
  type AgencyId,
  type NamedScreen,
  type RegionId,
  type ReportEdition,
  type RoundId,
} from '@isonomia/application';
import { ContentLibrary, PracticeFiles } from '@isonomia/content';
import { createPorts, type Ports } from '@isonomia/persistence';
import { HtmlDocuments, View } from '@isonomia/view';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';
import { Enrolment } from '../../support/enrolment.js';
import { person } from '../../support/people.js';
import { contributed } from '../../support/contributions.js';
import { EXAMPLE_COUNTRIES } from '../../support/release-example.js';
import { PaperPrinter, PaperSigner, PaperWriter } from '../../support/paper.js';
import { ListedJobs } from '../../support/stage.js';
import { storeRelease, type StoredRelease } from '../../support/stored-release.js';

const ENGLISH = { languages: ['en'], arrangement: 'single', format: 'pdf' } as const;
const INSTALLATION = {
  agencyFiles: 1,
  evidenceFile: 1,
  logoFile: 1,
  publicUrl: 'https://isonomia.test',
  engine: '0.1.0+node24',
};

describe('the report of a release', () => {
  let database: TestDatabase;
  let web: Ports;
  let operator: Ports;
  let region: RegionId;
  let stored: StoredRelease;
  let chen: Actor;
  let agency: AgencyId;
  const jobs = new ListedJobs();
  const printer = new PaperPrinter();
  const renderer = new HtmlDocuments(new View({ root: process.cwd() }));
  beforeAll(async () => {
    database = await createTestDatabase();
    web = createPorts(database.dataSource);
    operator = createPorts(database.operator);
    const source = new ContentLibrary({ content: path.join('libs', 'content') });
    await new PublishInstruments(operator.unitOfWork, source, operator.instruments, operator.audit).execute();
    region = randomUUID() as RegionId;
    await asOwner(database.address, (client) =>
      client.query(`INSERT INTO region (id, name, fictional) VALUES ($1, 'Middle Region', true)`, [region]),
    );
    stored = await storeRelease(database, region);
    agency = await agencyIn(database, stored.round);
    chen = person('chen', 'coordinator', { regionId: region });
  });
  afterAll(() => database.close());

  const enrolled = <T extends object>(useCase: T): T => new Enrolment(database.operator).before(useCase);
  const read = (): ReadRelease => new ReadRelease(web.unitOfWork, web.releaseReader, web.instruments);
  const request = () => {
    const annexes = new NamedAnnexes(new OneNamed(stored.round, agency), web.instruments, read());
    const { unitOfWork, releases, reports, audit, clock, ids } = web;
    return enrolled(new RequestRegionalReport(unitOfWork, releases, reports, annexes, jobs, audit, clock, ids));
  };
  const download = () => enrolled(new DownloadRegionalReport(read(), web.unitOfWork, web.reports, web.audit));
  const make = (): MakeRegionalReport => {
    const { unitOfWork, reports, releaseReader, instruments, practices, audit, clock } = operator;
    const press = new DocumentPress(printer, new PaperWriter(), new PaperSigner(), clock, INSTALLATION);
    const desk = new RegionalReportDesk(
      releaseReader,
      instruments,
      renderer,
      INSTALLATION,
      new PracticeShelf(new PracticeFiles({ content: path.join('libs', 'content') }), practices),
      reports,
    );
    return new MakeRegionalReport(...([unitOfWork, reports, desk, press, audit, clock] as const));
  };
  const order = () => request().execute(chen, { release: stored.release, reader: 'en', edition: 'anonymous' });
  const report = async (edition: ReportEdition = 'anonymous') => {
    const found = await operator.unitOfWork.run({ actor: chen.userId }, (tx) =>
      operator.reports.ofRelease(tx, { release: stored.release, edition, form: ENGLISH }),
    );
    if (found === undefined) throw new Error('there is no report');
    return found;
  };
  const told = async (): Promise<readonly string[]> => {
    const rows: readonly { action: string }[] = await database.operator.query(
      `SELECT action FROM audit WHERE subject_kind = 'report' ORDER BY id`,
    );
    return rows.map(({ action }) => action);
  };

  it('is ordered once, and queued again only when it failed', async () => {
    await order();
    await order();
    const { id, state } = await report();
    expect(state).toBe('queued');
    expect(jobs.jobs).toEqual([{ kind: 'make-document', document: id, report: true }]);

    printer.fault = new Error('the browser died');
    await expect(make().execute({ document: id })).rejects.toThrow('the browser died');
    printer.fault = undefined;
    expect(await report()).toMatchObject({ state: 'failed', failure: 'printing' });
    expect(await new VerifyDocument(web.documents).execute({ typed: id })).toEqual({ verdict: 'unknown' });
    await expect(
      download().execute(chen, { release: stored.release, reader: 'en', edition: 'anonymous' }),
    ).rejects.toThrow();

    await order();
    expect((await report()).id).toBe(id);
    expect(jobs.jobs).toHaveLength(2);
    expect(await told()).toEqual(['document.requested', 'document.failed', 'document.retried']);
  });

  it('is made of the stored release, under the names that it was first printed under', async () => {
    const { id, facts } = await report();
    expect(facts?.region).toBe('Middle Region');
    await asOwner(database.address, (client) =>
      client.query(`UPDATE region SET name = 'Renamed' WHERE id = $1`, [region]),
    );
    await Promise.all([make().execute({ document: id }), make().execute({ document: id })]);
    const { bytes, name } = await download().execute(chen, {
      release: stored.release,
      reader: 'en',
      edition: 'anonymous',
    });
    const paper = Buffer.from(bytes).toString('utf8');
    expect(name).toContain(id);
    expect(paper).toContain('<h1>Middle Region</h1>');
    expect(paper).not.toContain('Renamed');
    for (const part of [id, `https://isonomia.test/verify/${id}`, ...(stored.sha256.match(/.{16}/g) ?? [])])
      expect(paper).toContain(part);
    // What others have done is kept with it, for the report in every other language too.
    const kept = (await report()).facts?.practices ?? [];
    expect(kept.length).toBeGreaterThan(0);
    expect(paper).toContain('class="practice"');
    expect(
      await operator.unitOfWork.run({ actor: chen.userId }, (tx) => operator.reports.practicesOf(tx, stored.release)),
    ).toEqual(kept);
    expect(await report()).toMatchObject({
      state: 'ready',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
    });
  });

  it('has one file, however many jobs come for it and however often it is asked for', async () => {
    const { id } = await report();
    const before = printer.printed;
    await make().execute({ document: id });
    await order();
    expect(printer.printed).toBe(before);
    expect(jobs.jobs).toHaveLength(2);
    expect((await told()).filter((action) => action === 'document.made')).toHaveLength(1);
    expect((await told()).at(-1)).toBe('document.read');
  });

  it('can be verified by anybody who holds it, with the date of its release', async () => {
    const { id } = await report();
    expect(await new VerifyDocument(web.documents).execute({ typed: id })).toEqual({
      verdict: 'genuine',
      document: id,
      issuedOn: '2026-05-18',
      instrumentId: 'geoa-le',
      instrumentVersion: '1.0.0',
    });
  });

  it('is ordered by nobody but those who make releases of the region', async () => {
    const others = [
      person('bruno', 'reviewer', { regionId: region }),
      person('eve', 'coordinator', { regionId: randomUUID() as RegionId }),
    ];
    const nobody = new NamedAnnexes(web.namedReader, web.instruments, read());
    for (const actor of others) {
      const asked = new RequestRegionalReport(
        ...([web.unitOfWork, web.releases, web.reports, nobody, jobs, web.audit, web.clock, web.ids] as const),
      ).execute(actor, { release: stored.release, reader: 'fr', edition: 'anonymous' });
      await expect(asked).rejects.toThrow();
    }
    expect(await database.operator.query('SELECT count(*)::int AS n FROM report')).toEqual([{ n: 1 }]);
  });

  it('has an edition with names for coordinators alone, which goes when an agency takes its name back', async () => {
    const key = { release: stored.release, reader: 'en', edition: 'named' } as const;
    await share('participants');
    const eric = person('eric', 'administrator');
    await expect(request().execute(eric, key)).rejects.toThrow();
    await request().execute(chen, key);
    const first = await report('named');
    await request().execute(chen, key);
    const { id } = await report('named');
    expect(id).not.toBe(first.id);
    await make().execute({ document: first.id });
    await make().execute({ document: id });
    const { bytes } = await download().execute(chen, key);
    const paper = Buffer.from(bytes).toString('utf8');
    expect(paper).toContain('Edition with names');
    expect(paper).toContain('Harbour Customs (Marrowen)');
    const anonymous = await download().execute(chen, { ...key, edition: 'anonymous' });
    expect(Buffer.from(anonymous.bytes).toString('utf8')).not.toContain('Harbour Customs');
    const bruno = person('bruno', 'reviewer', { regionId: region });
    for (const other of [bruno, eric]) await expect(download().execute(other, key)).rejects.toThrow();

    await share('coordinator');
    await expect(download().execute(chen, key)).rejects.toThrow();
    expect(await new VerifyDocument(web.documents).execute({ typed: id })).toEqual({ verdict: 'unknown' });
    expect((await report()).state).toBe('ready');
  });

  it('is not printed with the name of an agency that withdrew while it waited', async () => {
    const key = { release: stored.release, reader: 'en', edition: 'named' } as const;
    // Nobody wants to be named in the database; the reader of this test still says so, as one that read too early.
    await request().execute(chen, key);
    const { id } = await report('named');
    const before = printer.printed;
    await make().execute({ document: id });
    expect(printer.printed).toBe(before);
    await expect(download().execute(chen, key)).rejects.toThrow();
  });

  const share = (choice: string): Promise<unknown> =>
    asOwner(database.address, (client) =>
      client.query(
        `INSERT INTO sharing (round_id, agency_id, choice, chosen_by, chosen_at) VALUES ($1, $2, $3, 'asha', now())`,
        [stored.round, agency, choice],
      ),
    );

  it('is known by its file as by its number, and superseded by a newer release of the round', async () => {
    const { id, sha256 = '' } = await report();
    const verify = (typed: string, found: readonly string[] = []) =>
      new VerifyDocument(web.documents).execute({ typed, found });
    expect(await verify(sha256)).toMatchObject({ verdict: 'genuine', document: id });
    expect(await verify('0'.repeat(64), [id])).toMatchObject({ verdict: 'altered', document: id });
    const newer = (state: string) =>
      database.operator.query(
        `INSERT INTO release (id, round_id, region_id, number, created_by, created_at, state, sha256, statement, finished_at)
         SELECT gen_random_uuid(), round_id, region_id, 1 + (SELECT max(number) FROM release), 'chen', now(), $2::text,
           CASE $2::text WHEN 'ready' THEN sha256 END, CASE $2::text WHEN 'ready' THEN statement END,
           CASE $2::text WHEN 'ready' THEN now() END
         FROM release WHERE id = $1`,
        [stored.release, state],
      );
    await newer('building');
    expect(await verify(id)).toMatchObject({ verdict: 'genuine' });
    await newer('ready');
    expect([await verify(id), await verify(sha256)]).toMatchObject([
      { verdict: 'superseded' },
      { verdict: 'superseded' },
    ]);
  });
});

async function agencyIn({ address }: TestDatabase, round: RoundId): Promise<AgencyId> {
  const id = randomUUID() as AgencyId;
  await asOwner(address, async (client) => {
    await client.query(
      `INSERT INTO agency (id, country_id, type, name, currency, time_zone, fictional)
       VALUES ($1, $2, 'customs', 'Harbour Customs', 'EUR', 'UTC', true)`,
      [id, EXAMPLE_COUNTRIES[0].id],
    );
    await client.query(
      `INSERT INTO participation (round_id, agency_id, invited_at, invited_by) VALUES ($1, $2, now(), 'chen')`,
      [round, id],
    );
  });
  return id;
}

/** One agency that shows its name to the whole round. */
class OneNamed extends NamedReader {
  constructor(
    private readonly round: RoundId,
    private readonly agency: AgencyId,
  ) {
    super();
  }
  ofRound(): Promise<NamedScreen> {
    const [country] = EXAMPLE_COUNTRIES;
    const contribution = () =>
      contributed('one', { overall: { evidenced: 61 }, dimensions: { D1: { evidenced: 48 } }, gates: { REC2: 'met' } });
    const named = { id: this.agency, name: 'Harbour Customs', country, audience: 'participants', contribution };
    const round = { id: this.round, instrumentId: 'geoa-le', instrumentVersion: '1.0.0' };
    return Promise.resolve({ round, own: [], agencies: [named] } as unknown as NamedScreen);
  }
  read(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
