export type { GuardedAssessment, Permit, Place } from './access/access.js';
export { authorize, authorizeAtAgency, isOutsider, may, mayAtAgency, permitFor, refusal } from './access/access.js';
export type { Action, AssessmentState } from './access/table.js';
export { ACCESS, ACTIONS, ASSESSMENT_STATES, grantOf } from './access/table.js';
export type { Actor, Membership, Role } from './actor.js';
export { ROLES } from './actor.js';
export type { Agency, AgencyRank, AgencySettings, AgencyUnit, Country } from './agencies/agency.js';
export type {
  Assessment,
  Assignment,
  CitationEvidence,
  Comment,
  CurrentAnswer,
  FileEvidence,
  LinkEvidence,
  PinnedAssessment,
  StoredAnswer,
  StoredEvidence,
  SubmissionApproval,
} from './assessments/assessment.js';
export type {
  DocumentFailure,
  DocumentState,
  OutcomeDocument,
  QuestionnaireDocument,
  StoredDocument,
} from './documents/document.js';
export type {
  AgencyId,
  AssessmentId,
  CommentId,
  CountryId,
  DocumentId,
  FileId,
  OutcomeId,
  RegionId,
  UserId,
} from './ids.js';
export {
  agencyId,
  assessmentId,
  commentId,
  countryId,
  documentId,
  fileId,
  isUuid,
  outcomeId,
  regionId,
  storedEvidenceId,
  userId,
} from './ids.js';
export type { AgencyLine, AssessmentLine, Page, Reach } from './ports/agency-reader.js';
export { AgencyReader } from './ports/agency-reader.js';
export type { NewAgency } from './ports/agency-store.js';
export { AgencyStore } from './ports/agency-store.js';
export type { AnswerToRecord, AnswersOfAssessment, GuardedWrite, Recorded } from './ports/answer-store.js';
export { AnswerStore } from './ports/answer-store.js';
export type { AssessmentContents, Questionnaire } from './ports/assessment-reader.js';
export { AssessmentReader } from './ports/assessment-reader.js';
export type { NewAssessment } from './ports/assessment-store.js';
export { AssessmentStore } from './ports/assessment-store.js';
export type { AuditEntry, AuditedAction } from './ports/audit-log.js';
export { AuditLog } from './ports/audit-log.js';
export type { Verification } from './ports/document-store.js';
export { DocumentStore } from './ports/document-store.js';
export type { EvidenceOfAssessment } from './ports/evidence-store.js';
export { EvidenceStore } from './ports/evidence-store.js';
export type { ByteStream, NewFile, StoredFile } from './ports/file-store.js';
export { FileStore } from './ports/file-store.js';
export type { PublishedInstrument } from './ports/instrument-library.js';
export { InstrumentLibrary, InstrumentSource } from './ports/instrument-library.js';
export type { Job, MakeDocumentJob } from './ports/job-queue.js';
export { JobQueue } from './ports/job-queue.js';
export type { NewOutcome, OutcomeHead, StoredDecision, StoredOutcome } from './ports/outcome-store.js';
export { OutcomeStore } from './ports/outcome-store.js';
export type { OutcomeDocumentOptions, PrintableDocument, QuestionnaireOptions } from './ports/printing.js';
export { DocumentRenderer, PdfPrinter } from './ports/printing.js';
export { Clock, Hasher, Ids, Limits } from './ports/system.js';
export type { Scope } from './ports/unit-of-work.js';
export { Transaction, UnitOfWork } from './ports/unit-of-work.js';
export type { Colleague, Person } from './ports/user-directory.js';
export { UserDirectory } from './ports/user-directory.js';
export { Problem } from './problems/problem.js';
export {
  DocumentNotReady,
  FileRefused,
  FileTooLarge,
  Forbidden,
  InputRefused,
  NotComplete,
  NotFound,
  PublishedVersionChanged,
  QuotaExceeded,
  RetiredVersion,
  RevisionConflict,
  RevisionConflicts,
  UnknownInstrument,
  WrongState,
} from './problems/problems.js';
