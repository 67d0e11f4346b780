import * as application from '@isonomia/application';
import {
  ListAgencies,
  ViewResult,
  agencyId,
  assessmentId,
  documentId,
  roundId,
  storedEvidenceId,
  taskId,
  type Actor,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arrange, ATTEMPTS, type Things } from '../../support/attempts.js';
import { person } from '../../support/people.js';
import { REVIEW_ATTEMPTS } from '../../support/review-attempts.js';
import { OF_WORKSHOPS } from '../../support/workshop-use-cases.js';
import { Stage } from '../../support/stage.js';

const NOT_OF_AN_AGENCY = [
  'AcceptInvitation',
  'AddCountry',
  // Of a region: who else may is tried where practices are.
  'AddPractice',
  'AdministerAgency',
  'AskPasswordReset',
  'BuildRelease',
  'ChangeAccount',
  'ChangePassword',
  'ChangePractice',
  'ChangeRound',
  'CheckAudit',
  'CloseRound',
  // Whoever does not see the plan is told nothing of it, and no more.
  'CountPlan',
  'CreateAgency',
  'DefineCountry',
  'DefineRegion',
  'DisablePerson',
  'DiscardEvidenceFile',
  'DownloadRegionalReport',
  // By whoever holds a link, or tried by strangers where links are tested: test/integration/application/personal-links.spec.ts
  'DownloadShared',
  // Tried by strangers where it is tested: it would leave nothing to try the others on.
  'EraseAgency',
  'ErasePerson',
  'ExportPerson',
  'ExtendRound',
  'GiveRole',
  'HoldLink',
  'ImportAssessments',
  'InviteAgencies',
  'InvitePerson',
  'KeepPlans',
  'KeepRetention',
  'KeepRounds',
  'ListAgencies',
  'ListCandidates',
  'ListCountries',
  'ListDueReminders',
  'ListInstruments',
  'ListInvitations',
  'ListPeople',
  'ListPractices',
  'ListRegions',
  'ListReleases',
  'ListReviews',
  'ListRounds',
  'ListShared',
  'MakeDocument',
  'MakeRegionalReport',
  'MakeRelease',
  'OpenRound',
  'OrderShared',
  'PlanRound',
  'PublishInstruments',
  'ReadRelease',
  'RemindAgencies',
  'RequestRegionalReport',
  'ResendInvitation',
  'ResetPassword',
  'RetireAgency',
  'RetryRelease',
  'RevokeInvitation',
  'RevokeLink',
  'SealAudit',
  'SendMail',
  'TakeRole',
  'VerifyAudit',
  'VerifyDocument',
  'ViewBoard',
  'ViewInstrument',
  'ViewInvitation',
  // By consent: strangers try them where that is tested.
  'ViewNamed',
  'ViewNamedAgency',
  'ViewPerson',
  'ViewPlanOffer',
  'ViewPlansInRound',
  'ViewPracticeOffer',
  'ViewProspect',
  'ViewRegionalReport',
  'ViewRelease',
  'ViewRound',
  'ViewShared',
  'WithdrawPractice',
];

const TENANT_TABLES = [
  'agency',
  'assessment',
  'answer',
  'answer_draft',
  'answer_history',
  'answer_set_history',
  'carried_answer',
  'comment',
  'review_step',
  'review_decision',
  'assignment',
  'evidence',
  'file',
  'file_chunk',
  'approval',
  'outcome',
  'decision',
  'document',
  'participation',
  'sharing',
  'personal_link',
  'audit',
];

describe('what belongs to an agency', () => {
  let stage: Stage;
  let things: Things;
  let asha: Actor;
  const outsiders: Actor[] = [];
  const NOWHERE = '01900000-0000-7000-8000-000000000000';
  const unknown: Things = {
    agency: agencyId(NOWHERE),
    draft: assessmentId(NOWHERE),
    submitted: assessmentId(NOWHERE),
    evidence: storedEvidenceId(NOWHERE),
    removed: storedEvidenceId(NOWHERE),
    document: documentId('0000-0000-0000'),
    round: roundId(NOWHERE),
    asked: roundId(NOWHERE),
    started: assessmentId(NOWHERE),
    validated: assessmentId(NOWHERE),
    task: taskId(NOWHERE),
    taskEvidence: storedEvidenceId(NOWHERE),
  };
  const fingerprint = () => {
    const hash = "md5(string_agg(t::text, '|' ORDER BY t::text))";
    const all = TENANT_TABLES.map((name) => `SELECT '${name}' AS name, ${hash} AS hash FROM ${name} t`);
    return stage.rows(all.join(' UNION ALL '));
  };

  beforeAll(async () => {
    stage = await Stage.open();
    const agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    stage.played.people.add(asha);
    const elsewhere = await stage.country('Other Region', 'BM');
    const other = await stage.agency('Customs of Belmara', elsewhere);
    outsiders.push(
      person('dara', 'lead', { agencyId: other }),
      person('egon', 'contributor', { agencyId: other }),
      person('finn', 'reviewer', { regionId: elsewhere.regionId }),
      person('gita', 'coordinator', { regionId: elsewhere.regionId }),
      { ...person('hugo', 'recipient', { agencyId: other }), memberships: [] },
    );
    things = await arrange(stage, asha, agency);
  });
  afterAll(() => stage.close());

  it.each(Object.entries({ ...ATTEMPTS, ...REVIEW_ATTEMPTS }))(
    'answers %s of a stranger as if there were no such thing, and stays as it is',
    async (_, attempt) => {
      const before = await fingerprint();
      for (const stranger of outsiders) {
        const refused = await attempt(stage, stranger, things).catch((problem: unknown) => problem);
        const nothing = await attempt(stage, stranger, unknown).catch((problem: unknown) => problem);
        expect(refused).toMatchObject({ code: 'not-found' });
        expect(refused).toMatchObject({ ...(nothing as object), message: (nothing as Error).message });
      }
      expect(await fingerprint()).toEqual(before);
    },
  );

  it('stays closed when every check of the application is fooled: the database asks for itself', async () => {
    // Says of herself that she leads the agency; no membership says so.
    const impostor = person('ines', 'lead', { agencyId: things.agency });
    const unasked = { get: (useCase: never) => stage.port(useCase) } as unknown as Stage;
    const before = await fingerprint();
    const open: string[] = [];
    for (const [name, attempt] of Object.entries({ ...ATTEMPTS, ...REVIEW_ATTEMPTS })) {
      const reply = await attempt(unasked, impostor, things).catch((problem: unknown) => problem);
      if ((reply as { code?: unknown } | undefined)?.code !== 'not-found') open.push(name);
    }
    // A question as it is published, and how an agency tells the time, are all that is not asked of rows.
    expect(open).toEqual(['FindQuestion', 'AnswerNotice']);
    expect(await fingerprint()).toEqual(before);
  });

  it('is tried with every use case there is, but those that take no thing of an agency', () => {
    const all = Object.entries(application).flatMap(([name, one]) =>
      typeof one === 'function' && Object.hasOwn((one.prototype as object | undefined) ?? {}, 'execute') ? [name] : [],
    );
    const tried = { ...ATTEMPTS, ...REVIEW_ATTEMPTS };
    const others = [...NOT_OF_AN_AGENCY, ...Object.keys(OF_WORKSHOPS)].sort();
    expect(all.filter((name) => !(name in tried)).sort()).toEqual(others);
  });

  it('is in no list of a stranger', async () => {
    for (const stranger of outsiders) {
      const { agencies } = await stage.get(ListAgencies).execute(stranger);
      expect(agencies.map(({ name }) => name)).not.toContain('Police of Norlavia');
    }
    expect((await stage.get(ListAgencies).execute(asha)).agencies.map(({ name }) => name)).toEqual([
      'Police of Norlavia',
    ]);
    expect((await stage.get(ListAgencies).execute(stage.root)).agencies).toHaveLength(2);
  });

  it('is open to its own lead: the same attempts succeed', async () => {
    const refused: string[] = [];
    for (const [name, attempt] of Object.entries(ATTEMPTS)) {
      await attempt(stage, asha, things).catch((problem: unknown) => refused.push(`${name}: ${String(problem)}`));
    }
    // A document that is ready cannot be made again; everything else is the lead's to do.
    expect(refused).toEqual([expect.stringMatching(/^RetryDocument: .*document.not-ready/)]);
  });

  it('tells its agency when somebody from outside read it', async () => {
    await stage.rows(
      "UPDATE assessment SET state = 'validated', submitted_at = now(), submitted_by = 'asha' WHERE id = $1",
      [things.submitted],
    );
    await stage.get(ViewResult).execute(stage.root, { assessment: things.submitted });
    await stage.get(ViewResult).execute(asha, { assessment: things.submitted });
    const sql = "SELECT actor_id, agency_id FROM audit WHERE action = 'result.read'";
    expect(await stage.rows(sql)).toEqual([{ actor_id: 'root', agency_id: things.agency }]);
  });
});
