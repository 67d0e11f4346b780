import {
  AddEvidence,
  AskAgencyErasure,
  ExportAgency,
  ViewAgencyData,
  AnswerHistory,
  AnswerNotice,
  AssignDimension,
  CheckAnswers,
  ClearAnswer,
  CommentOnQuestion,
  DecideRecommendation,
  DiscardDraft,
  DownloadDocument,
  GiveLink,
  ListAgencyDocuments,
  ListLinks,
  ExplainNumber,
  ExportAudit,
  FindQuestion,
  KeepDraft,
  ListAnswers,
  ListAssessments,
  ListDocuments,
  ListDrafts,
  MakeDocument,
  PrintQuestionnaire,
  ReadAgencyLogo,
  ReadAudit,
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
  type Actor,
  type AgencyId,
  type AssessmentId,
  type DocumentId,
} from '@isonomia/application';
import { dimensionId, type EvidenceId } from '@isonomia/instrument';
import { arrangePlan, PLAN_ATTEMPTS, type PlanThings } from './attempts-plan.js';
import { arrangeRounds, ROUND_ATTEMPTS, type RoundThings } from './attempts-rounds.js';
import { arrangeCarried, CARRIED_ATTEMPTS, type CarriedThings } from './attempts-carried.js';
import { completeAnswers } from './published-sample.js';
import { AGENCY_SETTINGS, APPROVAL, streamOf, type Stage } from './stage.js';

export interface Things extends CarriedThings, RoundThings, PlanThings {
  readonly agency: AgencyId;
  readonly draft: AssessmentId;
  readonly submitted: AssessmentId;
  readonly evidence: EvidenceId;
  readonly removed: EvidenceId;
  readonly document: DocumentId;
}
/** Made so that the lead of the agency succeeds, in this order. */
export type Attempt = (stage: Stage, actor: Actor, things: Things) => Promise<unknown>;

const period = { reference: { from: '2025-01-01', to: '2025-12-31' }, stockDate: '2025-12-31' };
const LEVEL = { value: { level: 1 } };
const details = { title: 'Order 7', restricted: false };
const png = () => streamOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));

/** Everything that can be done to a thing of an agency. */
export const ATTEMPTS: Readonly<Record<string, Attempt>> = {
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
    stage.get(PrintQuestionnaire).execute(actor, { assessment, filled: false, reader: 'en' }),
  ViewResult: (stage, actor, { submitted: assessment }) => stage.get(ViewResult).execute(actor, { assessment }),
  ExplainNumber: (stage, actor, { submitted: assessment }) =>
    stage.get(ExplainNumber).execute(actor, { assessment, number: 'overall' }),
  DecideRecommendation: (stage, actor, { submitted: assessment }) =>
    stage.get(DecideRecommendation).execute(actor, { assessment, rule: 'R1', decision: 'accepted', expected: 0 }),
  ...PLAN_ATTEMPTS,
  TakeBackDecision: (stage, actor, { submitted: assessment }) =>
    stage.get(TakeBackDecision).execute(actor, { assessment, rule: 'R1', expected: 1 }),
  RequestDocument: (stage, actor, { submitted: assessment }) =>
    stage.get(RequestDocument).execute(actor, { assessment, edition: 'internal', reader: 'en' }),
  ListDocuments: (stage, actor, { submitted: assessment }) => stage.get(ListDocuments).execute(actor, { assessment }),
  ViewDocument: (stage, actor, { document }) => stage.get(ViewDocument).execute(actor, { document }),
  ListAgencyDocuments: (stage, actor, { agency }) => stage.get(ListAgencyDocuments).execute(actor, { agency }),
  GiveLink: (stage, actor, { agency }) =>
    stage.get(GiveLink).execute(actor, {
      place: { agency },
      recipient: 'Nour',
      language: 'en',
      languages: ['en'],
      days: 7,
      reports: true,
      editable: false,
    }),
  ListLinks: (stage, actor, { agency }) => stage.get(ListLinks).execute(actor, { place: { agency } }),
  DownloadDocument: (stage, actor, { document }) => stage.get(DownloadDocument).execute(actor, { document }),
  RetryDocument: (stage, actor, { document }) => stage.get(RetryDocument).execute(actor, { document }),
  ReadEvidenceFile: (stage, actor, { evidence }) => stage.get(ReadEvidenceFile).execute(actor, { evidence }),
  RemoveEvidence: (stage, actor, { evidence }) => stage.get(RemoveEvidence).execute(actor, { evidence }),
  RestoreEvidence: (stage, actor, { removed }) => stage.get(RestoreEvidence).execute(actor, { evidence: removed }),
  ReadAudit: (stage, actor, { agency }) => stage.get(ReadAudit).execute(actor, { scope: { agency }, filter: {} }),
  ExportAudit: (stage, actor, { agency }) => stage.get(ExportAudit).execute(actor, { scope: { agency }, filter: {} }),
  ViewAgencyData: (stage, actor, { agency }) => stage.get(ViewAgencyData).execute(actor, { agency }),
  ExportAgency: (stage, actor, { agency }) => stage.get(ExportAgency).execute(actor, { agency }),
  AskAgencyErasure: (stage, actor, { agency }) =>
    stage.get(AskAgencyErasure).execute(actor, { agency, typed: 'Police of Norlavia' }),
  ...ROUND_ATTEMPTS,
  ...CARRIED_ATTEMPTS,
  // The last two end the assessment as it is.
  SubmitAssessment: (stage, actor, { submitted: assessment }) =>
    stage.get(SubmitAssessment).execute(actor, { assessment, approval: APPROVAL }),
  WithdrawAssessment: (stage, actor, { submitted: assessment }) =>
    stage.get(WithdrawAssessment).execute(actor, { assessment }),
};

/** An agency with a logo, a draft, a submission, evidence and a document: something of everything. */
export async function arrange(stage: Stage, asha: Actor, agency: AgencyId): Promise<Things> {
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
  const ordered = { assessment: submitted, edition: 'internal', reader: 'en' };
  const { document } = await stage.get(RequestDocument).execute(asha, ordered);
  await stage.get(MakeDocument).execute({ document });
  return {
    agency,
    draft,
    submitted,
    evidence,
    removed,
    document,
    ...(await arrangeCarried(stage, asha, agency)),
    ...(await arrangeRounds(stage, agency)),
    ...(await arrangePlan(stage, asha, agency)),
  };
}
