import {
  AgencyReader,
  AgencyStore,
  AnswerStore,
  AssessmentReader,
  AssessmentStore,
  AuditLog,
  AuditReader,
  AuditSealsSource,
  CarryStore,
  Clock,
  ContributionStore,
  DocumentStore,
  DraftStore,
  ErasureStore,
  EvidenceStore,
  FileStore,
  Hasher,
  HoldingsReader,
  Ids,
  InstrumentLibrary,
  MailStore,
  NamedReader,
  InvitationStore,
  LinkStore,
  SharedDocuments,
  OutcomeStore,
  PeopleStore,
  PlaceStore,
  PracticeStore,
  PlanStore,
  ReleaseReader,
  ReleaseStore,
  ReportStore,
  RetentionStore,
  RoundReader,
  RoundStore,
  ReviewReader,
  ReviewStore,
  Snapshots,
  UnitOfWork,
  WorkshopAfterStore,
  WorkshopRoomStore,
  WorkshopPromiseStore,
  WorkshopGroupsStore,
  WorkshopPapersStore,
  WorkshopQuizStore,
  WorkshopScreenStore,
  WorkshopSeats,
  WorkshopTextStore,
  WorkshopStore,
} from '@isonomia/application';
import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { SqlAgencyReader } from './readers/sql-agency-reader.js';
import { SqlAssessmentReader } from './readers/sql-assessment-reader.js';
import { SqlHoldingsReader } from './readers/sql-holdings-reader.js';
import { ChunkedFileStore } from './stores/chunked-file-store.js';
import { SqlAgencyStore } from './stores/sql-agency-store.js';
import { SqlAnswerStore } from './stores/sql-answer-store.js';
import { SqlAssessmentStore } from './stores/sql-assessment-store.js';
import { SqlAuditReader } from './readers/sql-audit-reader.js';
import { SqlAuditSealsSource } from './stores/sql-audit-seals.js';
import { SqlAuditLog } from './stores/sql-audit-log.js';
import { SqlContributionStore } from './stores/sql-contribution-store.js';
import { SqlCarryStore } from './stores/sql-carry-store.js';
import { SqlDocumentStore } from './stores/sql-document-store.js';
import { SqlDraftStore } from './stores/sql-draft-store.js';
import { SqlErasureStore } from './stores/sql-erasure-store.js';
import { SqlEvidenceStore } from './stores/sql-evidence-store.js';
import { SqlInstrumentLibrary } from './stores/sql-instrument-library.js';
import { SqlMailStore } from './stores/sql-mail-store.js';
import { SqlInvitationStore } from './stores/sql-invitation-store.js';
import { SqlLinkStore } from './stores/sql-link-store.js';
import { SqlWorkshopAfterStore } from './stores/sql-workshop-after-store.js';
import { SqlWorkshopRoomStore } from './stores/sql-workshop-room-store.js';
import { SqlWorkshopPromiseStore } from './stores/sql-workshop-promise-store.js';
import { SqlWorkshopTextStore } from './stores/sql-workshop-text-store.js';
import { SqlWorkshopGroupsStore } from './stores/sql-workshop-groups-store.js';
import { SqlWorkshopPapersStore } from './stores/sql-workshop-papers-store.js';
import { SqlWorkshopQuizStore } from './stores/sql-workshop-quiz-store.js';
import { SqlWorkshopScreenStore } from './stores/sql-workshop-screen-store.js';
import { SqlWorkshopSeats } from './stores/sql-workshop-seats.js';
import { SqlWorkshopStore } from './stores/sql-workshop-store.js';
import { SqlSharedDocuments } from './stores/sql-shared-documents.js';
import { SqlPeopleStore } from './stores/sql-people-store.js';
import { SqlNamedReader } from './readers/sql-named-reader.js';
import { SqlPlanStore } from './stores/sql-plan-store.js';
import { SqlPlaceStore } from './stores/sql-place-store.js';
import { SqlPracticeStore } from './stores/sql-practice-store.js';
import { SqlReleaseReader } from './readers/sql-release-reader.js';
import { SqlReleaseStore } from './stores/sql-release-store.js';
import { SqlReviewReader } from './readers/sql-review-reader.js';
import { SqlReviewStore } from './stores/sql-review-store.js';
import { SqlRoundReader } from './readers/sql-round-reader.js';
import { SqlRoundStore } from './stores/sql-round-store.js';
import { SqlReportStore } from './stores/sql-report-store.js';
import { SqlRetentionStore } from './stores/sql-retention-store.js';
import { SqlOutcomeStore } from './stores/sql-outcome-store.js';
import { NodeHasher, RandomIds, SystemClock } from './system/system.js';
import { TypeOrmSnapshots, TypeOrmUnitOfWork } from './unit-of-work.js';

/** Every port that keeps rows, reads them, or asks the machine: for a container, and for a command that has none. */
export interface Ports {
  readonly unitOfWork: UnitOfWork;
  readonly snapshots: Snapshots;
  readonly agencies: AgencyStore;
  readonly places: PlaceStore;
  readonly plans: PlanStore;
  readonly people: PeopleStore;
  readonly invitations: InvitationStore;
  readonly links: LinkStore;
  readonly sharedDocuments: SharedDocuments;
  readonly workshopAfter: WorkshopAfterStore;
  readonly workshopSeats: WorkshopSeats;
  readonly workshopScreens: WorkshopScreenStore;
  readonly workshopQuizzes: WorkshopQuizStore;
  readonly workshopPapers: WorkshopPapersStore;
  readonly workshopGroups: WorkshopGroupsStore;
  readonly workshopTexts: WorkshopTextStore;
  readonly workshopPromises: WorkshopPromiseStore;
  readonly workshopRoom: WorkshopRoomStore;
  readonly workshops: WorkshopStore;
  readonly assessments: AssessmentStore;
  readonly answers: AnswerStore;
  readonly evidence: EvidenceStore;
  readonly files: FileStore;
  readonly outcomes: OutcomeStore;
  readonly documents: DocumentStore;
  readonly drafts: DraftStore;
  readonly carries: CarryStore;
  readonly erasures: ErasureStore;
  readonly holdings: HoldingsReader;
  readonly contributions: ContributionStore;
  readonly releases: ReleaseStore;
  readonly releaseReader: ReleaseReader;
  readonly namedReader: NamedReader;
  readonly reports: ReportStore;
  readonly practices: PracticeStore;
  readonly retention: RetentionStore;
  readonly rounds: RoundStore;
  readonly roundReader: RoundReader;
  readonly reviews: ReviewStore;
  readonly reviewReader: ReviewReader;
  readonly instruments: InstrumentLibrary;
  readonly mails: MailStore;
  readonly audit: AuditLog;
  readonly auditReader: AuditReader;
  readonly auditSeals: AuditSealsSource;
  readonly agencyReader: AgencyReader;
  readonly assessmentReader: AssessmentReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
}

export function createPorts(dataSource: DataSource): Ports {
  const clock = new SystemClock();
  return {
    snapshots: new TypeOrmSnapshots(dataSource),
    unitOfWork: new TypeOrmUnitOfWork(dataSource),
    agencies: new SqlAgencyStore(),
    places: new SqlPlaceStore(),
    plans: new SqlPlanStore(),
    people: new SqlPeopleStore(),
    invitations: new SqlInvitationStore(),
    links: new SqlLinkStore(),
    workshopAfter: new SqlWorkshopAfterStore(),
    workshopSeats: new SqlWorkshopSeats(dataSource),
    workshopScreens: new SqlWorkshopScreenStore(),
    workshopQuizzes: new SqlWorkshopQuizStore(),
    workshopPapers: new SqlWorkshopPapersStore(),
    workshopGroups: new SqlWorkshopGroupsStore(dataSource),
    workshopTexts: new SqlWorkshopTextStore(),
    workshopPromises: new SqlWorkshopPromiseStore(),
    workshopRoom: new SqlWorkshopRoomStore(),
    workshops: new SqlWorkshopStore(),
    sharedDocuments: new SqlSharedDocuments(dataSource),
    assessments: new SqlAssessmentStore(dataSource),
    answers: new SqlAnswerStore(dataSource),
    evidence: new SqlEvidenceStore(),
    files: new ChunkedFileStore(dataSource),
    outcomes: new SqlOutcomeStore(),
    documents: new SqlDocumentStore(dataSource),
    drafts: new SqlDraftStore(dataSource),
    carries: new SqlCarryStore(),
    erasures: new SqlErasureStore(),
    holdings: new SqlHoldingsReader(),
    contributions: new SqlContributionStore(),
    releases: new SqlReleaseStore(),
    releaseReader: new SqlReleaseReader(),
    namedReader: new SqlNamedReader(),
    reports: new SqlReportStore(),
    practices: new SqlPracticeStore(),
    retention: new SqlRetentionStore(),
    rounds: new SqlRoundStore(),
    roundReader: new SqlRoundReader(),
    reviews: new SqlReviewStore(),
    reviewReader: new SqlReviewReader(),
    instruments: new SqlInstrumentLibrary(dataSource),
    mails: new SqlMailStore(),
    audit: new SqlAuditLog(dataSource),
    auditReader: new SqlAuditReader(),
    auditSeals: new SqlAuditSealsSource(),
    agencyReader: new SqlAgencyReader(),
    assessmentReader: new SqlAssessmentReader(),
    clock,
    ids: new RandomIds(clock),
    hasher: new NodeHasher(),
  };
}

export const PORTS = Symbol('Ports');

const provider = (provide: abstract new () => object, pick: (ports: Ports) => object): Provider => ({
  provide,
  useFactory: pick,
  inject: [PORTS],
});

/** One provider a port, for whatever asks for the abstract class; they need `PORTS`. */
export const PORT_PROVIDERS: readonly Provider[] = [
  provider(UnitOfWork, ({ unitOfWork }) => unitOfWork),
  provider(Snapshots, ({ snapshots }) => snapshots),
  provider(AgencyStore, ({ agencies }) => agencies),
  provider(PlaceStore, ({ places }) => places),
  provider(PlanStore, ({ plans }) => plans),
  provider(PeopleStore, ({ people }) => people),
  provider(InvitationStore, ({ invitations }) => invitations),
  provider(LinkStore, ({ links }) => links),
  provider(WorkshopPapersStore, ({ workshopPapers }) => workshopPapers),
  provider(WorkshopAfterStore, ({ workshopAfter }) => workshopAfter),
  provider(WorkshopSeats, ({ workshopSeats }) => workshopSeats),
  provider(WorkshopScreenStore, ({ workshopScreens }) => workshopScreens),
  provider(WorkshopQuizStore, ({ workshopQuizzes }) => workshopQuizzes),
  provider(WorkshopGroupsStore, ({ workshopGroups }) => workshopGroups),
  provider(WorkshopTextStore, ({ workshopTexts }) => workshopTexts),
  provider(WorkshopPromiseStore, ({ workshopPromises }) => workshopPromises),
  provider(WorkshopRoomStore, ({ workshopRoom }) => workshopRoom),
  provider(WorkshopStore, ({ workshops }) => workshops),
  provider(SharedDocuments, ({ sharedDocuments }) => sharedDocuments),
  provider(AssessmentStore, ({ assessments }) => assessments),
  provider(AnswerStore, ({ answers }) => answers),
  provider(EvidenceStore, ({ evidence }) => evidence),
  provider(FileStore, ({ files }) => files),
  provider(OutcomeStore, ({ outcomes }) => outcomes),
  provider(DocumentStore, ({ documents }) => documents),
  provider(DraftStore, ({ drafts }) => drafts),
  provider(CarryStore, ({ carries }) => carries),
  provider(ErasureStore, ({ erasures }) => erasures),
  provider(HoldingsReader, ({ holdings }) => holdings),
  provider(ContributionStore, ({ contributions }) => contributions),
  provider(ReleaseStore, ({ releases }) => releases),
  provider(ReleaseReader, ({ releaseReader }) => releaseReader),
  provider(NamedReader, ({ namedReader }) => namedReader),
  provider(ReportStore, ({ reports }) => reports),
  provider(PracticeStore, ({ practices }) => practices),
  provider(RetentionStore, ({ retention }) => retention),
  provider(RoundStore, ({ rounds }) => rounds),
  provider(RoundReader, ({ roundReader }) => roundReader),
  provider(ReviewStore, ({ reviews }) => reviews),
  provider(ReviewReader, ({ reviewReader }) => reviewReader),
  provider(InstrumentLibrary, ({ instruments }) => instruments),
  provider(MailStore, ({ mails }) => mails),
  provider(AuditLog, ({ audit }) => audit),
  provider(AuditReader, ({ auditReader }) => auditReader),
  provider(AuditSealsSource, ({ auditSeals }) => auditSeals),
  provider(AgencyReader, ({ agencyReader }) => agencyReader),
  provider(AssessmentReader, ({ assessmentReader }) => assessmentReader),
  provider(Clock, ({ clock }) => clock),
  provider(Ids, ({ ids }) => ids),
  provider(Hasher, ({ hasher }) => hasher),
];
