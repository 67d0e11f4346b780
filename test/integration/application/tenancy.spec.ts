import * as application from '@isonomia/application';
import {
  AddEvidence,
  AnswerHistory,
  AnswerNotice,
  AssignDimension,
  CheckAnswers,
  ClearAnswer,
  CommentOnQuestion,
  DecideRecommendation,
  DiscardDraft,
  DownloadDocument,
  ExplainNumber,
  FindQuestion,
  KeepDraft,
  ListAgencies,
  ListAnswers,
  ListAssessments,
  ListDocuments,
  ListDrafts,
  MakeDocument,
  PrintQuestionnaire,
  ReadAgencyLogo,
  ReadEvidenceFile,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  RequestDocument,
  RestoreEvidence,
  RetryDocument,
  SetAgencyLogo,
  SetUpAgency,
  StartAssessment,
  SubmitAssessment,
  TakeBackDecision,
  ViewAgency,
  ViewAssessment,
  ViewDimension,
  ViewDocument,
  ViewResult,
  WithdrawAssessment,
  agencyId,
  assessmentId,
  documentId,
  storedEvidenceId,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type DocumentId,
} from '@isonomia/application';
import { dimensionId, type EvidenceId } from '@isonomia/instrument';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { AGENCY_SETTINGS, APPROVAL, Stage, streamOf } from '../../support/stage.js';

interface Things {
  readonly agency: AgencyId;
  readonly draft: AssessmentId;
  readonly submitted: AssessmentId;
  readonly evidence: EvidenceId;
  readonly removed: EvidenceId;
  readonly document: DocumentId;
}
type Attempt = (stage: Stage, actor: Actor, things: Things) => Promise<unknown>;

const period = { reference: { from: '2025-01-01', to: '2025-12-31' }, stockDate: '2025-12-31' };
const LEVEL = { value: { level: 1 } };
const details = { title: 'Order 7', restricted: false };
const png = () => streamOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));

/** Everything that can be done to a thing of an agency. */
const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  ViewAgency: (stage, actor, { agency }) => stage.get(ViewAgency).execute(actor, { agency }),
  SetUpAgency: (stage, actor, { agency }) =>
    stage.get(SetUpAgency).execute(actor, { agency, settings: AGENCY_SETTINGS, expected: 1 }),
  SetAgencyLogo: (stage, actor, { agency }) =>
    stage.get(SetAgencyLogo).execute(actor, { agency, file: { name: 'x.png', bytes: png() } }),
  ReadAgencyLogo: (stage, actor, { agency }) => stage.get(ReadAgencyLogo).execute(actor, { agency }),
  ListAssessments: (stage, actor, { agency }) => stage.get(ListAssessments).execute(actor, { agency }),
  StartAssessment: (stage, actor, { agency }) =>
    stage.get(StartAssessment).execute(actor, {
      agency,
      instrument: 'sample',
      version: '1.0.0',
      variant: 'full',
      title: 'T',
      ...period,
    }),
  ViewAssessment: (stage, actor, { draft: assessment }) => stage.get(ViewAssessment).execute(actor, { assessment }),
  ViewDimension: (stage, actor, { draft: assessment }) =>
    stage.get(ViewDimension).execute(actor, { assessment, dimension: dimensionId('D1') }),
  ListAnswers: (stage, actor, { draft: assessment }) => stage.get(ListAnswers).execute(actor, { assessment }),
  FindQuestion: (stage, actor, { draft: assessment }) =>
    stage.get(FindQuestion).execute(actor, { assessment, question: 'GOV1' }),
  RecordAnswer: (stage, actor, { draft: assessment }) =>
    stage.get(RecordAnswer).execute(actor, { assessment, question: 'GOV1', answer: LEVEL }),
  RecordAnswers: (stage, actor, { draft: assessment }) =>
    stage.get(RecordAnswers).execute(actor, {
      assessment,
      answers: [
        { question: 'GOV1', answer: LEVEL },
        { question: 'SVC7', answer: LEVEL },
      ],
    }),
  ClearAnswer: (stage, actor, { draft: assessment }) =>
    stage.get(ClearAnswer).execute(actor, { assessment, question: 'GOV1' }),
  KeepDraft: (stage, actor, { draft: assessment }) =>
    stage.get(KeepDraft).execute(actor, { assessment, question: 'GOV1', fields: { level: '9' }, from: 0, seen: 0 }),
  ListDrafts: (stage, actor, { draft: assessment }) => stage.get(ListDrafts).execute(actor, { assessment }),
  DiscardDraft: (stage, actor, { draft: assessment }) =>
    stage.get(DiscardDraft).execute(actor, { assessment, question: 'SVC7', seen: 0 }),
  AnswerHistory: (stage, actor, { draft: assessment }) =>
    stage.get(AnswerHistory).execute(actor, { assessment, question: 'GOV1' }),
  AnswerNotice: (stage, actor, { draft: assessment }) =>
    stage.get(AnswerNotice).execute(actor, { assessment, question: 'GOV1' }),
  AssignDimension: (stage, actor, { draft: assessment }) =>
    stage.get(AssignDimension).execute(actor, { assessment, dimension: dimensionId('D1'), to: { user: 'asha' } }),
  CommentOnQuestion: (stage, actor, { draft: assessment }) =>
    stage.get(CommentOnQuestion).execute(actor, { assessment, question: 'GOV1', text: 'Hm.' }),
  AddEvidence: (stage, actor, { draft: assessment }) =>
    stage.get(AddEvidence).execute(actor, { assessment, question: 'GOV1', details, source: { kind: 'citation' } }),
  CheckAnswers: (stage, actor, { draft: assessment }) => stage.get(CheckAnswers).execute(actor, { assessment }),
  PrintQuestionnaire: (stage, actor, { draft: assessment }) =>
    stage.get(PrintQuestionnaire).execute(actor, { assessment, filled: false, language: 'en' }),
  ViewResult: (stage, actor, { submitted: assessment }) => stage.get(ViewResult).execute(actor, { assessment }),
  ExplainNumber: (stage, actor, { submitted: assessment }) =>
    stage.get(ExplainNumber).execute(actor, { assessment, number: 'overall' }),
  DecideRecommendation: (stage, actor, { submitted: assessment }) =>
    stage.get(DecideRecommendation).execute(actor, { assessment, rule: 'R1', decision: 'accepted', expected: 0 }),
  TakeBackDecision: (stage, actor, { submitted: assessment }) =>
    stage.get(TakeBackDecision).execute(actor, { assessment, rule: 'R1', expected: 1 }),
  RequestDocument: (stage, actor, { submitted: assessment }) =>
    stage.get(RequestDocument).execute(actor, { assessment, edition: 'internal', language: 'en' }),
  ListDocuments: (stage, actor, { submitted: assessment }) => stage.get(ListDocuments).execute(actor, { assessment }),
  ViewDocument: (stage, actor, { document }) => stage.get(ViewDocument).execute(actor, { document }),
  DownloadDocument: (stage, actor, { document }) => stage.get(DownloadDocument).execute(actor, { document }),
  RetryDocument: (stage, actor, { document }) => stage.get(RetryDocument).execute(actor, { document }),
  ReadEvidenceFile: (stage, actor, { evidence }) => stage.get(ReadEvidenceFile).execute(actor, { evidence }),
  RemoveEvidence: (stage, actor, { evidence }) => stage.get(RemoveEvidence).execute(actor, { evidence }),
  RestoreEvidence: (stage, actor, { removed }) => stage.get(RestoreEvidence).execute(actor, { evidence: removed }),
  // The last two end the assessment as it is.
  SubmitAssessment: (stage, actor, { submitted: assessment }) =>
    stage.get(SubmitAssessment).execute(actor, { assessment, approval: APPROVAL }),
  WithdrawAssessment: (stage, actor, { submitted: assessment }) =>
    stage.get(WithdrawAssessment).execute(actor, { assessment }),
};

const NOT_OF_AN_AGENCY = [
  'AcceptInvitation',
  'AddCountry',
  'AdministerAgency',
  'CreateAgency',
  'DefineCountry',
  'DefineRegion',
  'DisablePerson',
  'DiscardEvidenceFile',
  'GiveRole',
  'ImportAssessments',
  'InvitePerson',
  'ListAgencies',
  'ListCountries',
  'ListInstruments',
  'ListInvitations',
  'ListPeople',
  'ListRegions',
  'MakeDocument',
  'PublishInstruments',
  'ResendInvitation',
  'RetireAgency',
  'RevokeInvitation',
  'TakeRole',
  'VerifyDocument',
  'ViewInstrument',
  'ViewInvitation',
  'ViewPerson',
];

const TENANT_TABLES = [
  'agency',
  'assessment',
  'answer',
  'answer_draft',
  'answer_history',
  'comment',
  'assignment',
  'evidence',
  'file',
  'file_chunk',
  'approval',
  'outcome',
  'decision',
  'document',
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

  it.each(Object.entries(ATTEMPTS))(
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
    for (const [name, attempt] of Object.entries(ATTEMPTS)) {
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
    expect(all.filter((name) => !(name in ATTEMPTS)).sort()).toEqual(NOT_OF_AN_AGENCY);
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

async function arrange(stage: Stage, asha: Actor, agency: AgencyId): Promise<Things> {
  await stage.get(SetAgencyLogo).execute(asha, { agency, file: { name: 'logo.png', bytes: png() } });
  const draft = await stage.assessment(asha, agency);
  await stage.get(RecordAnswer).execute(asha, { assessment: draft, question: 'GOV1', answer: { value: { level: 3 } } });
  const { evidence } = await stage.get(AddEvidence).execute(asha, {
    assessment: draft,
    question: 'GOV1',
    details,
    source: { kind: 'file', file: { name: 'order.pdf', bytes: streamOf('%PDF-1.7 CANARY') } },
  });
  const { evidence: removed } = await stage.get(AddEvidence).execute(asha, {
    assessment: draft,
    question: 'GOV1',
    details,
    source: { kind: 'file', file: { name: 'plan.pdf', bytes: streamOf('%PDF-1.7 CANARY') } },
  });
  await stage.get(RemoveEvidence).execute(asha, { evidence: removed });
  const submitted = await stage.assessment(asha, agency);
  const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
  await stage.get(RecordAnswers).execute(asha, { assessment: submitted, answers });
  await stage.get(SubmitAssessment).execute(asha, { assessment: submitted, approval: APPROVAL });
  const ordered = { assessment: submitted, edition: 'internal', language: 'en' };
  const { document } = await stage.get(RequestDocument).execute(asha, ordered);
  await stage.get(MakeDocument).execute({ document });
  return { agency, draft, submitted, evidence, removed, document };
}
