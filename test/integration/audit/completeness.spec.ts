import * as application from '@isonomia/application';
import {
  AcceptInvitation,
  AddCountry,
  AdministerAgency,
  CheckAudit,
  CreateAgency,
  DefineRegion,
  DisablePerson,
  DiscardEvidenceFile,
  EraseAgency,
  ErasePerson,
  GiveRole,
  ImportAssessments,
  InvitePerson,
  MakeDocument,
  PublishInstruments,
  RecordAnswers,
  RequestDocument,
  ResendInvitation,
  RetireAgency,
  RevokeInvitation,
  SubmitAssessment,
  TakeRole,
  ViewAgency,
  ViewPerson,
  type Actor,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arrange, ATTEMPTS, type Things } from '../../support/attempts.js';
import { PRACTICE_ACTS, PRACTICE_READS } from '../../support/attempts-practices.js';
import { PLAN_ACTS } from '../../support/attempts-plan.js';
import { ROUND_ACTS, ROUND_READS, ROUND_ROWS } from '../../support/attempts-rounds.js';
import { asOwner, type TestDatabase } from '../../support/database.js';
import { person } from '../../support/people.js';
import { REVIEW_ATTEMPTS, reviewAct } from '../../support/review-attempts.js';
import { completeAnswers } from '../../support/published-sample.js';
import { AGENCY_SETTINGS, APPROVAL, Stage } from '../../support/stage.js';
import { openStaff, type Staff } from '../../support/staff.js';
import { auditCount, changedTables, contentsOf } from '../../support/tables.js';
import { startTestWeb, type TestWeb } from '../../support/web.js';
import { OF_WORKSHOPS } from '../../support/workshop-use-cases.js';

const DAY_MS = 86_400_000;

/** What reads and yet leaves a row, and what changes several things and leaves one for each. */
const ROWS_OTHERWISE: Readonly<Record<string, { readonly rows: number; readonly why: string }>> = {
  ReadAgencyLogo: { rows: 1, why: 'a file was taken' },
  DownloadDocument: { rows: 1, why: 'a file was taken' },
  ReadEvidenceFile: { rows: 1, why: 'a file was taken' },
  ReadTaskEvidenceFile: { rows: 1, why: 'a file was taken' },
  ExportAudit: { rows: 1, why: 'a file was taken' },
  CheckAudit: { rows: 1, why: 'an administrator read all of the audit' },
  ExportAgency: { rows: 1, why: 'everything was taken' },
  DecideRecommendation: { rows: 2, why: 'the decision, and the task that it becomes' },
  ...ROUND_ROWS,
  ImportAssessments: { rows: 2, why: 'two agencies, each with its assessment' },
};

/** A worker says that it is at the document before it makes it; without its row the document is not made. */
const MARKED_BEFORE: Readonly<Record<string, readonly string[]>> = { MakeDocument: ['public.document'] };

type Act = () => Promise<unknown>;
/** Prepares what the act needs, which leaves rows of its own. */
type Prepare = (stage: Stage, things: Things, asha: Actor) => Promise<Act>;
const at =
  (act: (stage: Stage, things: Things) => Promise<unknown>): Prepare =>
  (stage, things) =>
    Promise.resolve(() => act(stage, things));

/** What is done beside the things of an agency, by people, the worker and the command line. */
const OF_THE_INSTALLATION: Readonly<Record<string, Prepare>> = {
  DefineRegion: at((stage) => stage.get(DefineRegion).execute(stage.root, { name: 'Far Isles', fictional: true })),
  DefineCountry: at((stage) => stage.country('Third Region', 'QT')),
  AddCountry: async (stage) => {
    const { regionId } = await stage.country();
    return () => stage.get(AddCountry).execute(stage.root, { region: regionId, code: 'QU', name: 'Q' });
  },
  CreateAgency: async (stage) => {
    const { id } = await stage.country();
    const settings = { ...AGENCY_SETTINGS, name: 'Prison Service' };
    return () => stage.get(CreateAgency).execute(stage.root, { country: id, settings, fictional: true });
  },
  AdministerAgency: async (stage, { agency }) => {
    const { agency: known } = await stage.get(ViewAgency).execute(stage.root, { agency });
    const entry = { name: 'Renamed', type: known.type, country: known.country.id, fictional: true };
    return () => stage.get(AdministerAgency).execute(stage.root, { agency, expected: known.revision, ...entry });
  },
  PublishInstruments: (stage) => {
    const [first] = stage.played.source.versions;
    if (first === undefined) throw new Error('There is no sample.');
    const instrument = { ...first.instrument, version: '9.0.0' };
    stage.played.source.versions.push({ ...first, instrument, sha256: '9'.repeat(64) });
    return Promise.resolve(() => stage.get(PublishInstruments).execute());
  },
  MakeDocument: async (stage, { agency }, asha) => {
    const assessment = await stage.assessment(asha, agency);
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(asha, { assessment, answers });
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    const ordered = { assessment, edition: 'internal', reader: 'en' };
    const { document } = await stage.get(RequestDocument).execute(asha, ordered);
    return () => stage.get(MakeDocument).execute({ document });
  },
  DiscardEvidenceFile: (stage, { evidence }) => {
    stage.played.clock.forward(30 * DAY_MS);
    return Promise.resolve(() => stage.get(DiscardEvidenceFile).execute({ evidence }));
  },
  ImportAssessments: async (stage) => {
    const country = await stage.country();
    const agencies = ['one', 'two'].map((externalRef) => ({
      ...AGENCY_SETTINGS,
      externalRef,
      name: `Imported ${externalRef}`,
      answers: completeAnswers(),
    }));
    const survey = { instrument: 'sample', version: '1.0.0', variant: 'full', title: 'Survey', fictional: false };
    const period = { reference: { from: '2025-01-01', to: '2025-12-31' }, stockDate: '2025-12-31' };
    return () =>
      stage.get(ImportAssessments).execute(stage.root, { ...survey, ...period, country: country.id, agencies });
  },
  CheckAudit: at((stage) => stage.get(CheckAudit).execute(stage.root)),
  ...ROUND_ACTS,
  ...PRACTICE_ACTS,
  ...PLAN_ACTS,
  // The last, since nothing begins in an agency afterwards.
  RetireAgency: at((stage, { agency }) => stage.get(RetireAgency).execute(stage.root, { agency, retired: true })),
  EraseAgency: async (stage, { agency }, asha) => {
    await stage.rows(
      `INSERT INTO agency_erasure (agency_id, asked_by, asked_at, expires_at)
       VALUES ($1, $2, now() - interval '1 day', now() + interval '60 days') ON CONFLICT (agency_id) DO UPDATE
         SET asked_at = excluded.asked_at, expires_at = excluded.expires_at`,
      [agency, asha.userId],
    );
    const { agency: known } = await stage.get(ViewAgency).execute(stage.root, { agency });
    return () => stage.get(EraseAgency).execute(stage.root, { agency, typed: known.name });
  },
};

/** Told elsewhere, or no act of a person. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = {
  AcceptInvitation: 'people, below',
  DisablePerson: 'people, below',
  GiveRole: 'people, below',
  InvitePerson: 'people, below',
  ResendInvitation: 'people, below',
  RevokeInvitation: 'people, below',
  TakeRole: 'people, below',
  AskPasswordReset: 'accounts, by HTTP',
  ErasePerson: 'people, below',
  KeepRetention: 'a row for each class of which anything went: test/integration/privacy/retention.spec.ts',
  ExportPerson: 'people, below',
  ChangeAccount: 'accounts, by HTTP',
  ChangePassword: 'accounts, by HTTP',
  ResetPassword: 'accounts, by HTTP',
  ...ROUND_READS,
  ...PRACTICE_READS,
  ...OF_WORKSHOPS,
  SendMail: 'no act of a person: what made the mail is recorded, and a mail that could not be sent',
  SealAudit: 'adds seals, and a row about each would need another seal',
  VerifyAudit: 'reads, for the command; CheckAudit is what a person at a browser runs',
  ListAgencies: 'reads names',
  ListCountries: 'reads names',
  ListInstruments: 'reads what is published',
  ListInvitations: 'reads',
  ListPeople: 'reads',
  ListRegions: 'reads names',
  ListReviews: 'reads what waits',
  VerifyDocument: 'anybody may',
  BuildRelease: 'releases: test/integration/application/releases.spec.ts',
  MakeRelease: 'releases: test/integration/application/releases.spec.ts',
  RetryRelease: 'releases: test/integration/application/releases.spec.ts',
  ListReleases: 'reads',
  ViewRelease: 'reads',
  ViewProspect: 'reads',
  ReadRelease: 'reads; each file of a release is told by the web: test/http/release-files.spec.ts',
  ViewRegionalReport: 'reads',
  RequestRegionalReport: 'reports of regions: test/integration/application/regional-reports.spec.ts',
  MakeRegionalReport: 'reports of regions: test/integration/application/regional-reports.spec.ts',
  DownloadShared: 'personal links: test/integration/application/personal-links.spec.ts',
  HoldLink: 'personal links: test/integration/application/personal-links.spec.ts',
  ListShared: 'reads',
  OrderShared: 'personal links: test/integration/application/personal-links.spec.ts',
  RevokeLink: 'personal links: test/integration/application/personal-links.spec.ts',
  ViewShared: 'reads',
  DownloadRegionalReport: 'reports of regions: test/integration/application/regional-reports.spec.ts',
  ViewInstrument: 'reads what is published',
  ViewInvitation: 'reads',
  CountPlan: 'reads counts',
  ViewPlansInRound: 'what is shown by consent: test/integration/application/plan.spec.ts',
  ViewNamed: 'what is shown by consent: test/integration/application/named.spec.ts',
  ViewNamedAgency: 'what is shown by consent: test/integration/application/named.spec.ts',
  ViewPerson: 'reads',
};

/** Runs `work` and says what it changed and how many rows of the audit it left. */
async function observe(database: TestDatabase, work: () => Promise<unknown>) {
  const [before, rows] = [await contentsOf(database), await auditCount(database)];
  await work();
  const changed = changedTables(before, await contentsOf(database));
  return { changed, rows: (await auditCount(database)) - rows };
}

async function withoutAudit<T>(database: TestDatabase, work: () => Promise<T>): Promise<T> {
  const run = (sql: string): Promise<unknown> => asOwner(database.address, (client) => client.query(sql));
  await run('REVOKE INSERT ON audit FROM isonomia_app, isonomia_operator');
  try {
    return await work();
  } finally {
    await run('GRANT INSERT ON audit TO isonomia_app');
  }
}

const expectedRows = (name: string, changed: readonly string[]): number =>
  ROWS_OTHERWISE[name]?.rows ?? (changed.length > 0 ? 1 : 0);

describe('what is done to things of an agency and of the installation', () => {
  let stage: Stage;
  let things: Things;
  let asha: Actor;
  beforeAll(async () => {
    stage = await Stage.open();
    const agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    stage.played.people.add(asha);
    await stage.enrol(stage.root);
    things = await arrange(stage, asha, agency);
  });
  afterAll(() => stage.close());

  const acts: readonly (readonly [string, Prepare])[] = [
    ...Object.entries(ATTEMPTS).map(([name, attempt]) => [name, at(() => attempt(stage, asha, things))] as const),
    ...Object.keys(REVIEW_ATTEMPTS).map((name) => [name, reviewAct(name)] as const),
    ...Object.entries(OF_THE_INSTALLATION),
  ];

  it.each(acts)('is told of in the audit: %s leaves a row exactly when it changes anything', async (name, prepare) => {
    // A document that is ready cannot be made again: let it be one that failed.
    if (name === 'RetryDocument')
      await stage.rows("UPDATE document SET state = 'failed', file_id = NULL, sha256 = NULL");
    const act = await prepare(stage, things, asha);
    const refused = await withoutAudit(stage.database, () =>
      observe(stage.database, () => act().catch((problem: unknown) => problem)),
    );
    expect(refused).toEqual({ changed: MARKED_BEFORE[name] ?? [], rows: 0 });
    const { changed, rows } = await observe(stage.database, act);
    expect([name, rows]).toEqual([name, expectedRows(name, changed)]);
  });

  it('is all there is: every use case is tried here, or said where it is', () => {
    const all = Object.entries(application).flatMap(([name, one]) =>
      typeof one === 'function' && Object.hasOwn((one.prototype as object | undefined) ?? {}, 'execute') ? [name] : [],
    );
    const known = { ...ATTEMPTS, ...REVIEW_ATTEMPTS, ...OF_THE_INSTALLATION, ...TOLD_ELSEWHERE };
    expect(all.filter((name) => !(name in known))).toEqual([]);
  });
});

describe('what is done to people', () => {
  let web: TestWeb;
  let staff: Staff;
  let adam: Actor;
  beforeAll(async () => {
    web = await startTestWeb();
    staff = await openStaff(web);
    adam = await staff.actor('adam');
  }, 60_000);
  afterAll(() => web.close());
  const get = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
    web.app.get(type as never, { strict: false });
  const tokenFor = async (email: string): Promise<string> => {
    const sql = 'SELECT params FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1';
    const { rows } = await asOwner(web.database.address, (client) =>
      client.query<{ params: { link: string } }>(sql, [email]),
    );
    return new URL(rows[0]?.params.link ?? 'https://none.test/').searchParams.get('token') ?? '';
  };
  const invite = (email: string) =>
    get(InvitePerson).execute(adam, { email, role: 'recipient', agency: staff.places.ours });

  const acts: Readonly<Record<string, () => Promise<Act>>> = {
    InvitePerson: () => Promise.resolve(() => invite('ivo@example.org')),
    ResendInvitation: async () => {
      const { invitation } = await invite('rea@example.org');
      return () => get(ResendInvitation).execute(adam, { invitation });
    },
    RevokeInvitation: async () => {
      const { invitation } = await invite('rue@example.org');
      return () => get(RevokeInvitation).execute(adam, { invitation });
    },
    AcceptInvitation: async () => {
      await invite('ada@example.org');
      const token = await tokenFor('ada@example.org');
      const account = { name: 'Ada', password: 'seven quiet harbours at dusk' };
      return () => get(AcceptInvitation).execute(undefined, { token, ...account });
    },
    GiveRole: async () => {
      const vera = await staff.person('vera', { role: 'recipient', agencyId: staff.places.ours });
      const command = { person: vera.userId, role: 'contributor', agency: staff.places.ours };
      return () => get(GiveRole).execute(adam, command);
    },
    TakeRole: async () => {
      const omar = await staff.person('omar', { role: 'recipient', agencyId: staff.places.ours });
      const { person: seen } = await get(ViewPerson).execute(adam, { person: omar.userId });
      const [held] = seen.roles;
      if (held === undefined) throw new Error('no role');
      return () => get(TakeRole).execute(adam, { person: omar.userId, membership: held.id });
    },
    DisablePerson: async () => {
      const ines = await staff.person('ines', { role: 'recipient', agencyId: staff.places.ours });
      return () => get(DisablePerson).execute(adam, { person: ines.userId, disabled: true });
    },
    ErasePerson: async () => {
      const { userId } = await staff.person('olga', { role: 'recipient', agencyId: staff.places.ours });
      return () => get(ErasePerson).execute(adam, { person: userId, typed: 'olga@example.org' });
    },
  };

  it.each(Object.entries(acts))(
    'is told of in the audit: %s leaves one row, or nothing happens',
    async (_, prepare) => {
      const act = await prepare();
      const refused = await withoutAudit(web.database, () =>
        observe(web.database, () => act().catch((problem: unknown) => problem)),
      );
      expect(refused).toEqual({ changed: [], rows: 0 });
      const { changed, rows } = await observe(web.database, act);
      expect([changed.length > 0, rows]).toEqual([true, 1]);
    },
  );
});
