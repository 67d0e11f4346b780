import {
  KeepRounds,
  AcceptInvitation,
  AddCountry,
  AdministerAgency,
  AskAgencyErasure,
  DefineRegion,
  DisablePerson,
  EraseAgency,
  ErasePerson,
  ExportAgency,
  ExportPerson,
  GiveRole,
  InvitationMail,
  InvitePerson,
  KeepRetention,
  ListInvitations,
  ListPeople,
  ListRegions,
  MailFolder,
  ResendInvitation,
  RetireAgency,
  RevokeInvitation,
  RolePlaces,
  TakeRole,
  ViewAgencyData,
  ViewInvitation,
  KeepPlans,
  ViewNamed,
  ViewNamedAgency,
  ViewPerson,
  AddEvidence,
  AnswerHistory,
  AnswerNotice,
  AnswerWriter,
  AssignDimension,
  CheckAnswers,
  CheckAudit,
  ClearAnswer,
  Carrying,
  ConfirmAnswers,
  CorrectAssessment,
  RoundEntry,
  StartInRound,
  TakeOverAnswer,
  ViewStartInRound,
  ViewTrends,
  Clock,
  CommentOnQuestion,
  CreateAgency,
  DecideRecommendation,
  DecisionDocuments,
  DiscardDraft,
  DefineCountry,
  DiscardEvidenceFile,
  DocumentDesk,
  DocumentPress,
  DocumentRenderer,
  DownloadDocument,
  DraftWriter,
  ExplainNumber,
  ExportAudit,
  FindQuestion,
  KeepDraft,
  ImportAssessments,
  ImportWriter,
  Installation,
  JobQueue,
  ListAgencies,
  ListAnswers,
  ListAssessments,
  ListDocuments,
  ListDrafts,
  MakeDocument,
  Outbox,
  Passwords,
  OutcomeComposer,
  OutcomeFreezer,
  PracticeLibrary,
  QuizLibrary,
  PracticeShelf,
  BesideQuestions,
  AddPractice,
  ChangePractice,
  ListPractices,
  ViewPracticeOffer,
  WithdrawPractice,
  DocumentSigner,
  WordWriter,
  PdfPrinter,
  PrintQuestionnaire,
  PublishInstruments,
  QuestionGate,
  ReadAgencyLogo,
  ReadAudit,
  ReadEvidenceFile,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  RestoreEvidence,
  RequestDocument,
  RetryDocument,
  SealKey,
  SetAgencyLogo,
  SetUpAgency,
  StartAssessment,
  SubmitAssessment,
  TakeBackDecision,
  UserDirectory,
  VerifyDocument,
  ViewAgency,
  ViewAssessment,
  ViewDimension,
  ViewDocument,
  ViewResult,
  WithdrawAssessment,
  AskInReview,
  Contributions,
  DecideReview,
  ListReviews,
  MakeWorkshopPaper,
  WorkshopPaperDesk,
  ReturnAssessment,
  ReviewMail,
  ReviewSheets,
  TakeReview,
  ValidateAssessment,
  ViewReview,
  ViewReviewTrail,
  InstrumentSource,
  type KeptMail,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type Country,
  type Job,
  type SettingsInput,
  type Transaction,
  FileCleaner,
  Uploads,
} from '@isonomia/application';
import { QuizFiles } from '@isonomia/content';
import { AccountPasswords } from '@isonomia/identity';
import { HmacSealKey, PORT_PROVIDERS, PORTS, createPorts } from '@isonomia/persistence';
import { Test } from '@nestjs/testing';
import type { Provider, Type } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { LINK_USE_CASES } from '../../apps/web/src/link-use-cases.module.js';
import { WORKSHOP_GROUPS_USE_CASES } from '../../apps/web/src/workshop-groups-use-cases.module.js';
import { SEAT_USE_CASES } from '../../apps/web/src/workshop-seats.module.js';
import { WORKSHOP_AFTER_USE_CASES } from '../../apps/web/src/workshop-after-use-cases.module.js';
import { WORKSHOP_SCREEN_USE_CASES } from '../../apps/web/src/workshop-screen-use-cases.module.js';
import { WORKSHOP_SETUP_USE_CASES } from '../../apps/web/src/workshop-setup-use-cases.module.js';
import { WORKSHOP_PAPERS_USE_CASES } from '../../apps/web/src/workshop-papers-use-cases.module.js';
import { WORKSHOP_TEXT_USE_CASES } from '../../apps/web/src/workshop-text-use-cases.module.js';
import { PLAN_USE_CASES } from '../../apps/web/src/plan-use-cases.module.js';
import { ROUND_USE_CASES } from '../../apps/web/src/round-use-cases.module.js';
import { asOwner, createTestDatabase, type TestDatabase } from './database.js';
import { Enrolment } from './enrolment.js';
import { PaperPrinter, PaperSigner, PaperWriter } from './paper.js';
import { KnownPeople, person } from './people.js';
import { GivenPractices, GivenSource, PlainRenderer, Untouched } from './played.js';
import { publishedSample } from './published-sample.js';

/** Keeps the jobs of transactions that committed — and of those that did not: ask the documents which is which. */
export class ListedJobs extends JobQueue {
  readonly jobs: Job[] = [];
  readonly due: (Date | undefined)[] = [];
  enqueue(_tx: Transaction, job: Job, due?: Date): Promise<void> {
    this.jobs.push(job);
    this.due.push(due);
    return Promise.resolve();
  }
}

/** Time that stands still until it is moved. */
export class MovableClock extends Clock {
  constructor(private at = new Date()) {
    super();
  }
  now(): Date {
    return this.at;
  }
  forward(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}

/** Letters of an installation without a mail server; what is thrown away is written down. */
export class KeptLetters extends MailFolder {
  readonly forgotten: string[] = [];
  newest(): Promise<readonly KeptMail[]> {
    return Promise.resolve([]);
  }
  forget(about: readonly string[]): Promise<void> {
    this.forgotten.push(...about);
    return Promise.resolve();
  }
  older(): Promise<number> {
    return Promise.resolve(0);
  }
}

const USE_CASES: readonly Type[] = [
  ...LINK_USE_CASES,
  ...SEAT_USE_CASES,
  ...WORKSHOP_AFTER_USE_CASES,
  ...WORKSHOP_SCREEN_USE_CASES,
  ...WORKSHOP_SETUP_USE_CASES,
  ...WORKSHOP_GROUPS_USE_CASES,
  ...WORKSHOP_PAPERS_USE_CASES,
  ...WORKSHOP_TEXT_USE_CASES,
  ...PLAN_USE_CASES,
  ...ROUND_USE_CASES,
  KeepRounds,
  AcceptInvitation,
  AddCountry,
  AdministerAgency,
  AskAgencyErasure,
  DefineRegion,
  DisablePerson,
  EraseAgency,
  ErasePerson,
  ExportAgency,
  ExportPerson,
  GiveRole,
  InvitationMail,
  InvitePerson,
  KeepRetention,
  ListInvitations,
  ListPeople,
  ListRegions,
  ResendInvitation,
  RetireAgency,
  RevokeInvitation,
  RolePlaces,
  TakeRole,
  ViewAgencyData,
  ViewInvitation,
  KeepPlans,
  ViewNamed,
  ViewNamedAgency,
  ViewPerson,
  AddEvidence,
  AnswerHistory,
  AnswerNotice,
  AnswerWriter,
  AssignDimension,
  CheckAnswers,
  CheckAudit,
  ClearAnswer,
  Carrying,
  ConfirmAnswers,
  CorrectAssessment,
  RoundEntry,
  StartInRound,
  TakeOverAnswer,
  ViewStartInRound,
  ViewTrends,
  CommentOnQuestion,
  CreateAgency,
  DecideRecommendation,
  Uploads,
  DecisionDocuments,
  DiscardDraft,
  DefineCountry,
  DiscardEvidenceFile,
  DocumentDesk,
  DocumentPress,
  DownloadDocument,
  DraftWriter,
  ExplainNumber,
  ExportAudit,
  FindQuestion,
  KeepDraft,
  ImportAssessments,
  ImportWriter,
  ListAgencies,
  ListAnswers,
  ListAssessments,
  ListDocuments,
  ListDrafts,
  MakeDocument,
  MakeWorkshopPaper,
  WorkshopPaperDesk,
  Outbox,
  OutcomeComposer,
  OutcomeFreezer,
  PracticeShelf,
  BesideQuestions,
  AddPractice,
  ChangePractice,
  ListPractices,
  ViewPracticeOffer,
  WithdrawPractice,
  PrintQuestionnaire,
  PublishInstruments,
  QuestionGate,
  ReadAgencyLogo,
  ReadAudit,
  ReadEvidenceFile,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  RestoreEvidence,
  RequestDocument,
  RetryDocument,
  SetAgencyLogo,
  SetUpAgency,
  StartAssessment,
  SubmitAssessment,
  TakeBackDecision,
  VerifyDocument,
  ViewAgency,
  ViewAssessment,
  ViewDimension,
  ViewDocument,
  ViewResult,
  WithdrawAssessment,
  AskInReview,
  Contributions,
  DecideReview,
  ListReviews,
  ReturnAssessment,
  ReviewMail,
  ReviewSheets,
  TakeReview,
  ValidateAssessment,
  ViewReview,
  ViewReviewTrail,
];

/** What the worker and the command line run, and the web never does. */
const OF_THE_OPERATOR: readonly Type[] = [
  MakeWorkshopPaper,
  WorkshopPaperDesk,
  DiscardEvidenceFile,
  ImportAssessments,
  KeepRetention,
  KeepPlans,
  KeepRounds,
  MakeDocument,
  PublishInstruments,
];

interface Container {
  get<T>(type: Type<T>): T;
  close(): Promise<void>;
}

/** Files of the stage are a few letters, which no cleaner would know. Those who clean are tried with real ones. */
const INSTALLATION: Installation = {
  agencyFiles: 3_000_000,
  evidenceFile: 1_000_000,
  logoFile: 300_000,
  publicUrl: 'https://isonomia.test',
  engine: '0.1.0+node24',
};

export const AGENCY_SETTINGS: SettingsInput = {
  type: 'police',
  name: 'Police of Norlavia',
  currency: 'EUR',
  timeZone: 'Europe/Riga',
  ranks: [{ id: 'sergeant', label: 'Sergeant', band: 'officers' }],
  units: [{ id: 'hq', label: 'Headquarters' }],
};

export const APPROVAL = { name: 'Mara Ozola', function: 'Head of agency', date: '2026-03-01' };

/**
 * The real use cases on the real stores and a database of their own, with one agency of `asha`, `bruno`, `emil` and
 * `fay`, and one of `dara`. Only what would need a browser, a mail server or another process is played.
 */
export class Stage {
  private constructor(
    readonly database: TestDatabase,
    private readonly containers: Readonly<Record<'web' | 'operator', Container>>,
    readonly played: {
      readonly people: KnownPeople;
      readonly jobs: ListedJobs;
      readonly clock: MovableClock;
      readonly printer: PaperPrinter;
      readonly letters: KeptLetters;
      readonly source: GivenSource;
      readonly practices: GivenPractices;
    },
  ) {
    this.enrolment = new Enrolment(database.operator);
  }

  private readonly enrolment: Enrolment;

  static async open(): Promise<Stage> {
    const database = await createTestDatabase();
    const played = {
      people: new KnownPeople(),
      jobs: new ListedJobs(),
      clock: new MovableClock(),
      printer: new PaperPrinter(),
      letters: new KeptLetters(),
      source: new GivenSource([publishedSample()]),
      practices: new GivenPractices(),
    };
    const providersOn = (source: TestDatabase['dataSource']): Provider[] => [
      { provide: PORTS, useValue: { ...createPorts(source), clock: played.clock } },
      ...PORT_PROVIDERS,
      { provide: UserDirectory, useValue: played.people },
      { provide: Passwords, useClass: AccountPasswords },
      { provide: JobQueue, useValue: played.jobs },
      { provide: PdfPrinter, useValue: played.printer },
      { provide: WordWriter, useClass: PaperWriter },
      { provide: DocumentSigner, useClass: PaperSigner },
      { provide: MailFolder, useValue: played.letters },
      { provide: DocumentRenderer, useClass: PlainRenderer },
      { provide: InstrumentSource, useValue: played.source },
      { provide: PracticeLibrary, useValue: played.practices },
      { provide: QuizLibrary, useValue: new QuizFiles({ content: 'libs/content' }) },
      { provide: FileCleaner, useClass: Untouched },
      { provide: Installation, useValue: INSTALLATION },
      { provide: SealKey, useValue: new HmacSealKey('the secret of the stage') },
      ...USE_CASES,
    ];
    const containerOn = (source: TestDatabase['dataSource']) =>
      Test.createTestingModule({ providers: providersOn(source) }).compile();
    const containers = { web: await containerOn(database.dataSource), operator: await containerOn(database.operator) };
    const stage = new Stage(database, containers, played);
    await stage.get(PublishInstruments).execute();
    return stage;
  }

  /** In the role that the process has which runs it; whoever acts has their roles in the database. */
  get<T extends object>(useCase: Type<T>): T {
    const { web, operator } = this.containers;
    return this.enrolment.before((OF_THE_OPERATOR.includes(useCase) ? operator : web).get(useCase));
  }

  /** As the web's container holds it: for asking a store behind the back of every use case. */
  port<T>(port: abstract new (...parameters: never[]) => T): T {
    return this.containers.web.get(port as unknown as Type<T>);
  }

  /** Writes down the roles of somebody who does nothing through a use case. */
  async enrol(actor: Actor): Promise<void> {
    await this.enrolment.enrol(actor);
  }

  readonly root: Actor = person('root', 'administrator');

  country(region = 'Test Region', code = 'NV'): Promise<Country> {
    return this.get(DefineCountry).execute(this.root, { region, code, name: `Country ${code}`, fictional: true });
  }

  async agency(name: string, country?: Country): Promise<AgencyId> {
    const { id } = country ?? (await this.country());
    const settings = { ...AGENCY_SETTINGS, name };
    return (await this.get(CreateAgency).execute(this.root, { country: id, settings, fictional: true })).agency;
  }

  async assessment(lead: Actor, agency: AgencyId): Promise<AssessmentId> {
    const { assessment } = await this.get(StartAssessment).execute(lead, {
      agency,
      instrument: 'sample',
      version: '1.0.0',
      variant: 'full',
      title: 'Self-assessment 2025',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
    });
    return assessment;
  }

  /** As the owner of the tables: to inspect, and to arrange what no use case does. */
  rows<Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    return asOwner(this.database.address, async (client) => (await client.query<Row>(sql, [...parameters])).rows);
  }

  async close(): Promise<void> {
    await this.containers.web.close();
    await this.containers.operator.close();
    await this.database.close();
  }
}

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

export async function* streamOf(...parts: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts)
    yield await Promise.resolve(typeof part === 'string' ? new TextEncoder().encode(part) : part);
}
