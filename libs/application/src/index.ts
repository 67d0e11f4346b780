export { AskPasswordReset } from './account/ask-password-reset.js';
export { ChangeAccount } from './account/change-account.js';
export { ChangePassword, type ChangeResult } from './account/change-password.js';
export { ManageAccessTokens, type CreateAccessTokenCommand } from './account/manage-access-tokens.js';
export { ManageSessions } from './account/manage-sessions.js';
export { NewPassword } from './account/new-password.js';
export { ResetPassword, type ResetResult } from './account/reset-password.js';
export type { AccessToken, NewAccessToken, TokenScope } from './ports/access-tokens.js';
export { AccessTokens, TOKEN_SCOPES } from './ports/access-tokens.js';
export { Credentials, RESET_MINUTES, type AccountCard, type PasswordFault, type Wait } from './ports/credentials.js';
export { OpenSessions, type OpenSession } from './ports/open-sessions.js';
export { may, mayAtAgency, maySomewhere, type GuardedAssessment, type Permit, type Place } from './access/access.js';
export { describeAccess } from './access/describe-access.js';
export { PLACES_OF_ROLE, mayGive, rolesToGive, type PlaceKind } from './access/grants.js';
export { demandFreshProof, PROOF_MINUTES } from './access/fresh-proof.js';
export { mustHaveSecondFactor, owedBy } from './access/second-factor.js';
export type { Action, AssessmentState } from './access/table.js';
export { ROLES, type Actor, type Assurance, type Membership, type Owed, type Role } from './actor.js';
export type { Agency, AgencyRank, AgencySettings, AgencyUnit, Country } from './agencies/agency.js';
export { NO_CURRENCY } from './agencies/agency.js';
export { AddCountry } from './agencies/add-country.js';
export { AdministerAgency } from './agencies/administer-agency.js';
export { CreateAgency, type CreateAgencyCommand } from './agencies/create-agency.js';
export { DefineCountry, type DefineCountryCommand } from './agencies/define-country.js';
export { DefineRegion } from './agencies/define-region.js';
export { ListAgencies, type AgencyList, type ListAgenciesCommand } from './agencies/list-agencies.js';
export { ListCountries } from './agencies/list-countries.js';
export { ListRegions, type RegionList } from './agencies/list-regions.js';
export { ReadAgencyLogo } from './agencies/read-agency-logo.js';
export { RetireAgency } from './agencies/retire-agency.js';
export { knownTerms } from './agencies/known-terms.js';
export type { KnownTerms, SettingsInput } from './agencies/read-settings.js';
export { SetAgencyLogo, type SetAgencyLogoCommand } from './agencies/set-agency-logo.js';
export { SetUpAgency, type SetUpAgencyCommand } from './agencies/set-up-agency.js';
export { ViewAgency, type AgencyView } from './agencies/view-agency.js';
export { AddEvidence, type AddEvidenceCommand, type EvidenceSource } from './assessments/add-evidence.js';
export { DiscardEvidenceFile, UNDO_HOURS } from './assessments/discard-evidence-file.js';
export { evidenceNamed, selectionOf } from './assessments/answer-file.js';
export { AnswerHistory } from './assessments/answer-history.js';
export { AnswerNotice, type AnswerNoticeCommand } from './assessments/answer-notice.js';
export { AnswerWriter, type Written } from './assessments/answer-writer.js';
export type {
  Assessment,
  Assignment,
  CitationEvidence,
  Comment,
  CurrentAnswer,
  DecisionDocument,
  FileEvidence,
  LinkEvidence,
  PinnedAssessment,
  StoredAnswer,
  StoredEvidence,
  SubmissionApproval,
} from './assessments/assessment.js';
export { AssignDimension, type AssignDimensionCommand } from './assessments/assign-dimension.js';
export { CheckAnswers, type AnswersCheck, type OpenDraft } from './assessments/check-answers.js';
export { Uploads } from './assessments/uploads.js';
export { DecisionDocuments } from './assessments/decision-documents.js';
export type { ApprovalGiven, DecisionDetails } from './assessments/read-approval.js';
export { ClearAnswer, type ClearAnswerCommand } from './assessments/clear-answer.js';
export { CommentOnQuestion, type CommentOnQuestionCommand } from './assessments/comment-on-question.js';
export { DiscardDraft, type DiscardDraftCommand } from './assessments/discard-draft.js';
export { isOvertaken, type DraftFields, type StoredDraft } from './assessments/draft.js';
export { DraftWriter } from './assessments/draft-writer.js';
export type { EvidenceDetails } from './assessments/evidence-details.js';
export { FindQuestion } from './assessments/find-question.js';
export type { IncomingFile } from './assessments/incoming-file.js';
export { KeepDraft, type KeepDraftCommand, type KeptDraft } from './assessments/keep-draft.js';
export { ListAnswers } from './assessments/list-answers.js';
export { ListAssessments } from './assessments/list-assessments.js';
export { ListDrafts } from './assessments/list-drafts.js';
export { opened } from './assessments/open-assessment.js';
export type { DimensionProgress } from './assessments/progress.js';
export { QuestionGate } from './assessments/question-gate.js';
export { readAnswers, type IncomingAnswer } from './assessments/read-answers.js';
export { ReadEvidenceFile } from './assessments/read-evidence-file.js';
export { RecordAnswer, type RecordAnswerCommand, type SavedAnswer } from './assessments/record-answer.js';
export { RecordAnswers, type RecordAnswersCommand } from './assessments/record-answers.js';
export { RemoveEvidence } from './assessments/remove-evidence.js';
export { RestoreEvidence, type RestorableEvidence } from './assessments/restore-evidence.js';
export { StartAssessment, type StartAssessmentCommand } from './assessments/start-assessment.js';
export type { Submission, SubmitAssessmentCommand } from './assessments/submit-assessment.js';
export { withoutGone } from './assessments/standing-evidence.js';
export { SubmitAssessment } from './assessments/submit-assessment.js';
export { ViewAssessment, type AssessmentView, type TaskListLine } from './assessments/view-assessment.js';
export { ViewDimension, type DimensionView, type QuestionView } from './assessments/view-dimension.js';
export type { Warning } from './assessments/warnings.js';
export { WithdrawAssessment } from './assessments/withdraw-assessment.js';
export {
  ARRANGEMENTS,
  DOCUMENT_FORMATS,
  formOf,
  type Arrangement,
  type DocumentForm,
  type DocumentFormat,
  type DocumentLanguages,
  type FormWish,
} from './documents/document-form.js';
export { DocumentDesk, type Draw } from './documents/document-desk.js';
export type {
  FollowUpDocument,
  DocumentFailure,
  DocumentState,
  OutcomeDocument,
  QuestionnaireDocument,
  StoredDocument,
} from './documents/document.js';
export { DownloadDocument } from './documents/download-document.js';
export { ListAgencyDocuments, type AgencyDocuments } from './documents/list-agency-documents.js';
export { ListDocuments, type DocumentList } from './documents/list-documents.js';
export { DocumentPress } from './documents/document-press.js';
export { MakeDocument } from './documents/make-document.js';
export { mayRetry } from './documents/open-document.js';
export { PrintQuestionnaire, type PrintQuestionnaireCommand } from './documents/print-questionnaire.js';
export { RequestDocument, type RequestDocumentCommand } from './documents/request-document.js';
export { RetryDocument } from './documents/retry-document.js';
export { fingerprintOf, VerifyDocument, type VerificationResult } from './documents/verify-document.js';
export { verifyUrl } from './documents/verify-url.js';
export { ViewDocument, type DocumentView } from './documents/view-document.js';
export type {
  AgencyId,
  AssessmentId,
  CommentId,
  CountryId,
  DocumentId,
  FileId,
  InvitationId,
  MembershipId,
  MailId,
  OutcomeId,
  RegionId,
  ReleaseId,
  RoundId,
  TaskId,
  WorkshopId,
  SessionId,
  GroupId,
  ParticipantId,
  PointId,
  ClauseId,
  CommitmentId,
  OfferId,
  WorkshopOutcomeId,
  PracticeId,
  UserId,
} from './ids.js';
export {
  agencyId,
  assessmentId,
  commentId,
  countryId,
  documentId,
  fileId,
  invitationId,
  isUuid,
  membershipId,
  mailId,
  outcomeId,
  personId,
  regionId,
  releaseId,
  roundId,
  taskId,
  workshopId,
  sessionId,
  groupId,
  participantId,
  pointId,
  clauseId,
  commitmentId,
  offerId,
  workshopOutcomeId,
  practiceId,
  linkId,
  storedEvidenceId,
  userId,
} from './ids.js';
export { ImportAssessments, type ImportAssessmentsCommand } from './imports/import-assessments.js';
export { ImportWriter, type ImportedAssessment } from './imports/import-writer.js';
export type { ImportedAgency, ImportedEvidence } from './imports/imported-agency.js';
export { ListInstruments, ViewInstrument } from './instruments/list-instruments.js';
export { PublishInstruments, SYSTEM, type PublishedVersion } from './instruments/publish-instruments.js';
export { AcceptInvitation } from './people/accept-invitation.js';
export { DisablePerson } from './people/disable-person.js';
export { GiveRole, type GiveRoleCommand } from './people/give-role.js';
export { InvitationMail } from './people/invitation-mail.js';
export { InvitePerson, type InvitePersonCommand } from './people/invite-person.js';
export { ListInvitations } from './people/list-invitations.js';
export { ListPeople, type PeopleList } from './people/list-people.js';
export type { HeldRole, InvitationOffer, OpenInvitation, PersonKept } from './people/person.js';
export { ResendInvitation } from './people/resend-invitation.js';
export { RevokeInvitation } from './people/revoke-invitation.js';
export { RolePlaces } from './people/role-place.js';
export { TakeRole } from './people/take-role.js';
export { ViewInvitation } from './people/view-invitation.js';
export { ViewPerson, type PersonView } from './people/view-person.js';
export { AgencyReader, type AgencyLine, type AssessmentLine, type Page, type Reach } from './ports/agency-reader.js';
export { AgencyStore, type NewAgency } from './ports/agency-store.js';
export type { AnswerToRecord, AnswersOfAssessment, GuardedWrite, Recorded } from './ports/answer-store.js';
export { AnswerStore } from './ports/answer-store.js';
export { AssessmentReader, type AssessmentContents, type Questionnaire } from './ports/assessment-reader.js';
export { AssessmentStore, type ApprovalOfAssessment, type NewAssessment } from './ports/assessment-store.js';
export { AUDITED_ACTIONS, AuditLog, type AuditEntry, type AuditedAction } from './ports/audit-log.js';
export { ContributionStore, type NewContribution } from './ports/contribution-store.js';
export type {
  EarlierRelease,
  ExpectedAgency,
  ProspectScreen,
  OwnAgency,
  ReleaseScreen,
  ReleasesOfRound,
  RoundOfRelease,
  WholeRelease,
} from './ports/release-reader.js';
export { ReleaseReader } from './ports/release-reader.js';
export { NamedReader, type NamedRow, type NamedScreen } from './ports/named-reader.js';
export type { NamedAgency, NamedResult } from './named/named-result.js';
export {
  ViewNamed,
  ViewNamedAgency,
  type NamedAgencyView,
  type NamedReading,
  type NamedView,
} from './named/view-named.js';
export { ReleaseComposer, type CompositionRequest } from './ports/release-composer.js';
export { ReleaseStore, type ComposedRelease, type ParticipantsOfRound } from './ports/release-store.js';
export { BuildRelease } from './releases/build-release.js';
export { ListReleases, type ReleaseList } from './releases/list-releases.js';
export { MakeRelease } from './releases/make-release.js';
export { ReleaseInputs } from './releases/release-inputs.js';
export { ReadRelease } from './releases/read-release.js';
export type { AnnexedAgency, NamedAnnex } from './reports/named-annex.js';
export {
  REPORT_EDITIONS,
  type RegionalReport,
  type ReportEdition,
  type ReportKey,
  type ReportWish,
} from './reports/report.js';
export { DownloadRegionalReport } from './reports/download-regional-report.js';
export { MakeRegionalReport } from './reports/make-regional-report.js';
export { NamedAnnexes } from './reports/named-annexes.js';
export { RegionalReportDesk } from './reports/regional-report-desk.js';
export { RequestRegionalReport } from './reports/request-regional-report.js';
export { ViewRegionalReport, type RegionalReportView } from './reports/view-regional-report.js';
export { ReportStore } from './ports/report-store.js';
export { RetryRelease } from './releases/retry-release.js';
export { ViewProspect, type ProspectView } from './releases/view-prospect.js';
export { ViewRelease, type ReleaseView } from './releases/view-release.js';
export type { ReleaseFailure, ReleaseHead, ReleaseMember, ReleaseState } from './releases/release.js';
export { DocumentSigner, type SignedAs } from './ports/document-signer.js';
export {
  DocumentStore,
  type KeptDocument,
  type KnownPdf,
  type PdfQuestion,
  type Verification,
} from './ports/document-store.js';
export type { DraftToDrop, DraftToKeep, DraftWrite, Dropped, Kept } from './ports/draft-store.js';
export { DraftStore } from './ports/draft-store.js';
export type { EvidenceOfAssessment, GivenUpFile, RemovedEvidence } from './ports/evidence-store.js';
export { EvidenceStore } from './ports/evidence-store.js';
export { InvitationStore, type Acceptance, type Accepted, type NewInvitation } from './ports/invitation-store.js';
export { Passwords, type PasswordChoice } from './ports/passwords.js';
export { PeopleStore, type GivenPlace, type PeopleSought } from './ports/people-store.js';
export { PlaceStore, type AgencyEntry, type RegionKept } from './ports/place-store.js';
export { FileCleaner, type CleanedFile } from './ports/file-cleaner.js';
export { TRACES, type Trace } from './ports/traces.js';
export { FileStore, type ByteStream, type NewFile, type StoredFile } from './ports/file-store.js';
export type { Publication, PublishedInstrument } from './ports/instrument-library.js';
export { InstrumentLibrary, InstrumentSource } from './ports/instrument-library.js';
export { ORGANISATION_KINDS, PRACTICE_CHECKS, PracticeLibrary } from './ports/practice-library.js';
export type { LibraryPractice, PracticeLinks } from './ports/practice-library.js';
export { PracticeStore } from './ports/practice-store.js';
export type { NewPractice } from './ports/practice-store.js';
export { AddPractice, type AddPracticeCommand } from './practices/add-practice.js';
export { ChangePractice, type ChangePracticeCommand } from './practices/change-practice.js';
export { ListPractices, type PracticeList, type PracticeShelved } from './practices/list-practices.js';
export { ViewPracticeOffer, type PracticeOffer } from './practices/view-practice-offer.js';
export { WithdrawPractice } from './practices/withdraw-practice.js';
export type { EntryInput } from './practices/read-entry.js';
export { BesideQuestions } from './assessments/beside-questions.js';
export { PracticeShelf } from './practices/practice-shelf.js';
export { keptLinks, practicesFor } from './practices/practices-for.js';
export { PRACTICE_STATES } from './practices/regional-practice.js';
export type { PracticeEntry, PracticeState, RegionalPractice } from './practices/regional-practice.js';
export type { DiscardEvidenceFileJob, Job, MakeDocumentJob, MakeReleaseJob, SendMailJob } from './ports/job-queue.js';
export { JobQueue } from './ports/job-queue.js';
export { MailFolder, type KeptMail } from './ports/mail-folder.js';
export { MailStore, type ClaimedMail, type MailFailure } from './ports/mail-store.js';
export { Mailer, MailNotTaken, MailUnanswered, MailWriter, type Letter, type WrittenMail } from './ports/mailer.js';
export type { Attachment, Mail, MailParams, MailTemplate } from './mail/mail.js';
export { isMailAddress, Outbox } from './ports/outbox.js';
export { MAIL_ATTEMPTS, SendMail } from './mail/send-mail.js';
export type { NewOutcome, OutcomeHead, StoredDecision, StoredOutcome } from './ports/outcome-store.js';
export { OutcomeStore } from './ports/outcome-store.js';
export type {
  FollowUpOptions,
  OutcomeDocumentOptions,
  PrintableDocument,
  PrintedWorkshop,
  QuestionnaireOptions,
  RegionalReportOptions,
  WorkshopDocumentOptions,
} from './ports/printing.js';
export { DocumentRenderer, PdfPrinter } from './ports/printing.js';
export { DrawingPainter, WordWriter } from './ports/word-writer.js';
export type { Drawing, Drawings } from './ports/word-writer.js';
export { Clock, Hasher, Ids, Installation, type LanAddress } from './ports/system.js';
export { Snapshots, Transaction, UnitOfWork, type AgencyScope, type Scope } from './ports/unit-of-work.js';
export { UserDirectory, type Colleague, type Person } from './ports/user-directory.js';
export { Fields } from './problems/fields.js';
export { Problem } from './problems/problem.js';
export {
  AdministratorNeeded,
  AgencyRetired,
  AlreadyCorrected,
  DocumentNotReady,
  FileRefused,
  FileTooLarge,
  Forbidden,
  InputRefused,
  InvitationUnusable,
  LastAdministrator,
  NotComplete,
  NotFound,
  NotTheirReview,
  OwnAgencyReview,
  OwnRoles,
  ProofRequired,
  PublishedVersionChanged,
  QuotaExceeded,
  ReasonsOpen,
  RetiredVersion,
  RevisionConflict,
  RevisionConflicts,
  RolesElsewhere,
  SecondPersonNeeded,
  UnknownInstrument,
  WrongState,
} from './problems/problems.js';
export { RoundDeclined, RoundReleased, RoundStarted, RoundWrongState } from './problems/round-problems.js';
export { RoundStore, type LeadToTell, type NewRound } from './ports/round-store.js';
export {
  PROGRESS,
  RoundReader,
  type Board,
  type BoardFilter,
  type BoardLine,
  type Candidate,
  type CountryTotals,
  type Progress,
  type Reminding,
  type RoundLine,
  type RoundOfAgency,
} from './ports/round-reader.js';
export {
  ROUND_STATES,
  SHARING_CHOICES,
  shares,
  type ChosenSharing,
  type Participation,
  type Round,
  type RoundPlan,
  type RoundState,
  type SharingChoice,
} from './rounds/round.js';
export {
  CarryStore,
  type CarriedAnswer,
  type CarriedFrom,
  type EarlierAssessment,
  type FittingDraft,
  type StandingAssessment,
  type LastAnswers,
  type WantedInRound,
} from './ports/carry-store.js';
export { Carrying } from './rounds/carrying.js';
export { RoundEntry } from './rounds/round-entry.js';
export { ConfirmAnswers, type ConfirmAnswersCommand } from './assessments/confirm-answers.js';
export { CorrectAssessment } from './assessments/correct-assessment.js';
export { TakeOverAnswer, type TakeOverAnswerCommand } from './assessments/take-over-answer.js';
export { ViewTrends, type TrendsView } from './results/view-trends.js';
export { ViewStartInRound, type StartInRoundView } from './rounds/view-start-in-round.js';
export { StartInRound, type StartInRoundCommand } from './rounds/start-in-round.js';
export { ReviewReader, type ReviewLine, type ReviewReach } from './ports/review-reader.js';
export { ReviewStore, type LeadMailbox } from './ports/review-store.js';
export { AskInReview } from './review/ask-in-review.js';
export { Contributions } from './review/contributions.js';
export { DecideReview, type DecideReviewCommand } from './review/decide-review.js';
export {
  ListReviews,
  REVIEW_QUEUES,
  type NamedReviewLine,
  type ReviewQueue,
  type Reviews,
} from './review/list-reviews.js';
export { ReturnAssessment } from './review/return-assessment.js';
export { ReviewMail } from './review/review-mail.js';
export { ReviewSheets } from './review/review-sheets.js';
export type { AnswerChange, EvidencePoint, ReasonPoint, ReviewRequest } from './review/review-sheet.js';
export type { EvidenceDecision, ReasonDecision, ReviewDecision, ReviewStep } from './review/review.js';
export { TakeReview, type TakeReviewCommand } from './review/take-review.js';
export { ValidateAssessment, type Validation } from './review/validate-assessment.js';
export { ViewReview, type NamedStep, type QuestionReview, type ReviewView } from './review/view-review.js';
export { ViewReviewTrail, type ReviewTrail } from './review/view-review-trail.js';
export { ChangeRound } from './rounds/change-round.js';
export { ChooseSharing } from './rounds/choose-sharing.js';
export { CloseRound } from './rounds/close-round.js';
export { DeclineRound } from './rounds/decline-round.js';
export { ExtendRound } from './rounds/extend-round.js';
export { InviteAgencies, type Invited } from './rounds/invite-agencies.js';
export { InvitedAgencies } from './rounds/invited-agency.js';
export { KeepRounds, type KeptRounds } from './rounds/keep-rounds.js';
export { ListCandidates, type CandidateList } from './rounds/list-candidates.js';
export { ListDueReminders, type ReminderList } from './rounds/list-due-reminders.js';
export { ListRounds, type RoundList } from './rounds/list-rounds.js';
export { ListRoundsOfAgency, type RoundsOfAgency } from './rounds/list-rounds-of-agency.js';
export { OpenRound } from './rounds/open-round.js';
export { PlanContexts } from './rounds/plan-context.js';
export { PlanRound } from './rounds/plan-round.js';
export type { PlanInput } from './rounds/read-plan.js';
export { RemindAgencies } from './rounds/remind-agencies.js';
export { daysLeft, today } from './rounds/round-day.js';
export { RoundMail } from './rounds/round-mail.js';
export { RoundMoves } from './rounds/round-moves.js';
export { ViewBoard, type BoardAgency, type BoardView } from './rounds/view-board.js';
export { ViewPlanOffer, type PlanOffer } from './rounds/view-plan-offer.js';
export { ViewRound } from './rounds/view-round.js';
export { ViewRoundInvitation, type RoundInvitation } from './rounds/view-round-invitation.js';
export { DecideRecommendation, type DecideRecommendationCommand } from './results/decide-recommendation.js';
export type { ExplainNumberCommand, Explained, Explanation } from './results/explain-number.js';
export { ExplainNumber } from './results/explain-number.js';
export type { FrozenOutcome, OutcomeText, SharedMember } from './results/freeze-outcome.js';
export { SHARED_MEMBERS, freezeOutcome } from './results/freeze-outcome.js';
export { OutcomeFreezer } from './results/outcome-freezer.js';
export { OutcomeComposer } from './results/outcome-composer.js';
export { profileOf } from './results/outcome-request.js';
export { TakeBackDecision, type TakeBackDecisionCommand } from './results/take-back-decision.js';
export { ViewResult, type ResultView } from './results/view-result.js';
export type { AuditBatch, AuditChain, Seal, SealedRange } from './ports/audit-seals.js';
export { AuditSeals, SealKey, SYSTEM_CHAIN } from './ports/audit-seals.js';
export { SealAudit, type Sealing } from './audit/seal-audit.js';
export { VerifyAudit, type AuditFinding, type ChainHead, type ChainReport } from './audit/verify-audit.js';
export { BoundedNotes, VISITOR } from './audit/bounded-notes.js';
export { AuditReader, type AuditLine, type AuditQuery } from './ports/audit-reader.js';
export { AuditSealsSource } from './ports/audit-seals.js';
export { ReadAudit, type AuditCommand, type AuditFilter, type AuditPage, type AuditScope } from './audit/read-audit.js';
export { AUDIT_EXPORT_LIMIT, ExportAudit } from './audit/export-audit.js';
export { CheckAudit } from './audit/check-audit.js';
export { Downloads } from './audit/downloads.js';
export { Archiver, type ArchiveEntry } from './ports/archiver.js';
export { ErasureStore, type AskedErasure, type ErasedAgency } from './ports/erasure-store.js';
export { HoldingsReader, type Holding } from './ports/holdings-reader.js';
export { AskAgencyErasure, ERASURE_DAYS } from './privacy/ask-agency-erasure.js';
export { EraseAgency } from './privacy/erase-agency.js';
export { ErasePerson, mayErasePeople, type ErasePersonCommand } from './privacy/erase-person.js';
export { ExportAgency, type AgencyExport } from './privacy/export-agency.js';
export { ExportPerson } from './privacy/export-person.js';
export { RETENTION_CLASSES, RetentionStore, type RetentionClass } from './ports/retention-store.js';
export { KeepRetention, type Retained, type RetentionDays } from './privacy/keep-retention.js';
export { ViewAgencyData, type AgencyData } from './privacy/view-agency-data.js';
export type {
  FactorOverview,
  Passkey,
  PasskeyAnswer,
  PasskeyChallenge,
  PasskeySite,
  ProofResult,
  ProviderRefusal,
  ProviderSignIn,
  ProviderVisitor,
  SetUpResult,
} from './ports/sign-in-factors.js';
export { Passkeys, SecondFactors, SingleSignOn } from './ports/sign-in-factors.js';
export type { PublishedRelease, ReleasedCountry, ReleaseFacts } from './releases/published-release.js';
export { ADDRESSEES, commonRecommendations } from './releases/common-recommendations.js';
export type { Addressee, CommonReason, CommonRecommendation } from './releases/common-recommendations.js';
export { DownloadShared, type SharedFile } from './links/download-shared.js';
export { GiveLink, type GiveLinkCommand } from './links/give-link.js';
export { HoldLink } from './links/hold-link.js';
export { LINK_DAYS, LINK_HOLDER, MOST_ORDERS, USUAL_LINK_DAYS } from './links/link.js';
export type { LinkPlace, LinkReach, NewLink, PersonalLink } from './links/link.js';
export { LinkLetter } from './links/link-letter.js';
export { LinkPlaces, type OpenedPlace } from './links/link-places.js';
export { ListLinks, type LinkList } from './links/list-links.js';
export { ListShared, type SharedList } from './links/list-shared.js';
export { OrderShared, type OrderSharedCommand } from './links/order-shared.js';
export { RevokeLink } from './links/revoke-link.js';
export type { HeldLink, LinkKey, SharedAssessment, SharedDocument, SharedKind, SharedRelease } from './links/shared.js';
export { ViewShared, type SharedView } from './links/view-shared.js';
export { LinkStore } from './ports/link-store.js';
export { SharedDocuments, type Asking, type NewOrder, type Ordered } from './ports/shared-documents.js';
export { LinkSpent, LinkUnusable } from './problems/link-problems.js';
export { AddTask, type AddTaskCommand } from './plan/add-task.js';
export { BringDecisions } from './plan/bring-decisions.js';
export { ChangeTask, ReportOnTask } from './plan/change-task.js';
export { CountPlan, type PlanCounted } from './plan/count-plan.js';
export { FollowUpComposer } from './plan/compose-follow-up.js';
export type { DimensionThenNow, FollowUp, FollowUpTask, PromisedWords } from './plan/follow-up.js';
export { KeepPlans, type KeptPlans } from './plan/keep-plans.js';
export { monthsAfter } from './plan/months-after.js';
export {
  bodyOf,
  isOpen,
  isOverdue as isTaskOverdue,
  TASK_STATES,
  type Adoption,
  type PlanTask,
  type TaskBody,
  type TaskEvent,
  type TaskEvidence,
  type TaskOrigin,
  type TaskState,
} from './plan/plan.js';
export { PlanFromDecisions } from './plan/plan-from-decisions.js';
export { PlanGate } from './plan/plan-gate.js';
export type { DeliveryInput, PromiseInput } from './plan/read-task.js';
export { FollowUpOrder, RequestFollowUp, type RequestFollowUpCommand } from './plan/request-follow-up.js';
export { SharePlan } from './plan/share-plan.js';
export { AddTaskEvidence, ReadTaskEvidenceFile, RemoveTaskEvidence } from './plan/task-evidence.js';
export { ViewPlan, type PlanLine, type PlanView } from './plan/view-plan.js';
export { ViewPlansInRound, type PlansInRound } from './plan/view-plans-in-round.js';
export { ViewTask, type TaskView } from './plan/view-task.js';
export {
  PlanStore,
  type DueFollowUp,
  type DueReminder,
  type Mailbox,
  type PlanCount,
  type PlanOfAgency,
  type PlanSharing,
} from './ports/plan-store.js';
export {
  SeatUnusable,
  JoinCodeUnusable,
  SeatTaken,
  WorkshopWrongState,
  NotInAgencyGroup,
  ClausesLocked,
  JoinCodeNeeded,
} from './problems/workshop-problems.js';
export { WorkshopSeats, type OfferedSeat, type OfferedSeats } from './ports/workshop-seats.js';
export {
  WorkshopStore,
  type AgencyLead,
  type NewGroup,
  type NewParticipant,
  type NewWorkshop,
  type ParticipantChange,
  type RegionAgency,
  type RosterLine,
  type SheetAgency,
  type WorkshopLine,
} from './ports/workshop-store.js';
export { WORKSHOP_PARTS, WorkshopSignals, type Listening, type WorkshopPart } from './ports/workshop-signals.js';
export { QuizLibrary, type Quiz, type QuizQuestion, type QuizWords } from './ports/quiz-library.js';
export {
  WorkshopScreenStore,
  type Attended,
  type ForwardPoint,
  type GroupProgress,
} from './ports/workshop-screen-store.js';
export { NoteAttendance, ViewAttendance, type AttendanceView } from './workshops/screen/attendance.js';
export { dayOf } from './workshops/screen/days.js';
export {
  HandInQuiz,
  quizPhase,
  ViewOwnQuiz,
  ViewQuizResult,
  type OwnQuiz,
  type QuizResultView,
} from './workshops/screen/quiz.js';
export {
  QUIZ_PHASES,
  WorkshopQuizStore,
  type QuizAnswers,
  type QuizPhase,
  type QuizSheet,
  type QuizTally,
} from './ports/workshop-quiz-store.js';
export { BeginSession, RunTimer } from './workshops/screen/run-wall.js';
export { MOST_MINUTES, secondsLeft } from './workshops/screen/timer.js';
export { ViewWall, type ShownGroup, type Wall } from './workshops/screen/view-wall.js';
export { WatchWorkshop } from './workshops/screen/watch-workshop.js';
export {
  WorkshopGroupsStore,
  type AgencyGroup,
  type FromSeat,
  type GroupChange,
  type SaidInGroup,
} from './ports/workshop-groups-store.js';
export {
  GROUP_SIDES,
  NOTHING_CHOSEN,
  POINT_KINDS,
  POINT_MOVES,
  type Agreement,
  type Consensus,
  type GroupChoices,
  type GroupMember,
  type GroupPoint,
  type GroupSide,
  type GroupWork,
  type OwnAnswer,
  type PointKind,
  type PointMove,
  type Said,
  type StandingText,
  type WorkingGroup,
} from './workshops/groups/group-work.js';
export { isFigure } from './workshops/groups/asked-of-group.js';
export { ChooseForGroup, type ChooseCommand } from './workshops/groups/choose-for-group.js';
export { groupResult, type GroupResult, type ResultOf } from './workshops/groups/group-result.js';
export {
  GroupQuestions,
  SayAgreement,
  SayAnswer,
  SayConsensus,
  type SayAgreementCommand,
  type SayAnswerCommand,
} from './workshops/groups/say-answer.js';
export { GroupVoice } from './workshops/groups/say-in-group.js';
export { MovePoint, SayPoint, type MovePointCommand, type SayPointCommand } from './workshops/groups/say-point.js';
export {
  agencyMembers,
  heldTogether,
  spreadOf,
  type ConsensusState,
  type HeldTogether,
  type Spread,
  type SpreadLine,
} from './workshops/groups/spread.js';
export { ViewAgencyGroup, type AgencyGroupsView, type AgencyGroupView } from './workshops/groups/view-agency-group.js';
export { ViewGroup, type GroupView } from './workshops/groups/view-group.js';
export { ChangeAgenda, type SessionInput } from './workshops/setup/change-agenda.js';
export { ChangeGroups, type SeatingChange } from './workshops/setup/change-groups.js';
export { ChangeWorkshop, type ChangeWorkshopCommand } from './workshops/setup/change-workshop.js';
export {
  ImportRoster,
  PreviewRoster,
  type RosterFault,
  type RosterPreview,
  type RosterRow,
} from './workshops/setup/import-roster.js';
export { ReturnSheet, type SheetHolder, type SheetView, ViewSheet } from './workshops/setup/return-sheet.js';
export { SendSheets } from './workshops/setup/send-sheets.js';
export { MoveWorkshop, WORKSHOP_MOVES, type WorkshopMove } from './workshops/setup/move-workshop.js';
export { NoteWorkshopReading } from './workshops/setup/note-reading.js';
export { OwnGroups } from './workshops/setup/own-groups.js';
export { PlanWorkshop, ViewWorkshopOffer, type WorkshopOffer } from './workshops/setup/plan-workshop.js';
export type { PersonInput, RosterContext } from './workshops/setup/read-person.js';
export type { WorkshopInput } from './workshops/setup/read-workshop.js';
export {
  AddParticipant,
  ChangeParticipant,
  FreeSeat,
  MOST_PEOPLE,
  RemoveParticipant,
  RosterDesk,
  ViewPersonForm,
  type PersonForm,
} from './workshops/setup/roster.js';
export { ListWorkshops, ViewWorkshop, type WorkshopList, type WorkshopView } from './workshops/setup/view-workshop.js';
export { HoldSeat } from './workshops/hold-seat.js';
export {
  WorkshopRoomStore,
  type OwnSeat,
  type RoomDone,
  type RoomGroup,
  type RoomNeighbour,
  type RoomNow,
} from './ports/workshop-room-store.js';
export { ChangeOwnSeat, type OwnSeatCommand } from './workshops/room/change-own-seat.js';
export { JoinWorkshop, type JoinOffer } from './workshops/room/join-workshop.js';
export { RoomChanges } from './workshops/room/room-changes.js';
export { TakeSeat, type TakeSeatCommand } from './workshops/room/take-seat.js';
export { ViewRoom, type RoomView } from './workshops/room/view-room.js';
export { SEAT_HOLDER, type Seat, type SeatKey } from './workshops/seat.js';
export {
  CLAUSE_ADDRESSEES,
  GROUP_KINDS,
  OUTCOME_CHOICES,
  PARTICIPANT_SEXES,
  ROOM_CHOICES,
  SESSION_KINDS,
  WORKSHOP_STATES,
  WORKSHOP_STATUS,
  type ClauseAddressee,
  type AgendaSession,
  type GroupKind,
  type OutcomeChoice,
  type Participant,
  type ParticipantSex,
  type RoomChoice,
  type SessionKind,
  type Timer,
  type Workshop,
  type WorkshopGroup,
  type WorkshopPlan,
  type WorkshopState,
} from './workshops/workshop.js';
export { WorkshopTextStore } from './ports/workshop-text-store.js';
export { WorkshopPromiseStore } from './ports/workshop-promise-store.js';
export {
  CLAUSE_MARKS,
  clauseText,
  isStale,
  openClauses,
  STANCES,
  type Clause,
  type ClauseComment,
  type ClauseEvent,
  type ClauseMark,
  type ClausePosition,
  type ClauseVersion,
  type PointForward,
  type Stance,
  type TextGroup,
  type TextRoom,
} from './workshops/text/clause.js';
export {
  MOST_COMMITMENTS,
  OFFER_KINDS,
  OFFER_STATES,
  type Commitment,
  type Offer,
  type OfferKind,
  type OfferState,
} from './workshops/text/promise.js';
export { AddClause, ChangeClause } from './workshops/text/edit-clauses.js';
export { MarkClause, MoveClause, RestoreClause, WithdrawClause } from './workshops/text/mark-clauses.js';
export { LockText, SettleComment, UnlockText } from './workshops/text/lock-text.js';
export { CommentOnClause, HoldPosition } from './workshops/text/speak-to-clause.js';
export {
  ReadRoomClause,
  ReadRoomText,
  RoomTexts,
  ViewClause,
  ViewText,
  type ClauseView,
  type LedClause,
  type LedText,
  type RoomText,
} from './workshops/text/view-text.js';
export { TextGate } from './workshops/text/text-gate.js';
export {
  KeepCommitment,
  ReadCommitments,
  RemoveCommitment,
  type KeepCommitmentCommand,
  type RemovedCommitment,
  type RoomCommitments,
} from './workshops/text/commitments.js';
export { ChangeOffer, MakeOffer, ReadOffers, type RoomOffers } from './workshops/text/offers.js';
export { extremesOf, scoresOf, SuggestPairs, type SuggestedPair } from './workshops/text/suggest-pairs.js';
export { WorkshopPapersStore, type GatheredGroup, type GatheredRoom } from './ports/workshop-papers-store.js';
export type { FrozenHead, FrozenWorkshop } from './workshops/papers/frozen.js';
export { FreezeWorkshop } from './workshops/papers/freeze-workshop.js';
export {
  DownloadWorkshopPaper,
  LedPapers,
  OrderWorkshopPaper,
  ViewWorkshopPapers,
  type WorkshopPapersView,
} from './workshops/papers/led-papers.js';
export { MakeWorkshopPaper, WorkshopPaperDesk } from './workshops/papers/make-workshop-paper.js';
export {
  DownloadOwnPaper,
  OrderOwnPaper,
  SeatedPapers,
  ViewOwnPapers,
  type OwnPapersView,
} from './workshops/papers/own-papers.js';
export type { Attendee, CertificateFacts, NewPaper, PaperSubject, WorkshopPaper } from './workshops/papers/paper.js';
export { PaperCounter, type DownloadedPaper, type PaperWish } from './workshops/papers/paper-counter.js';
export { RoomOutcome } from './workshops/papers/room-outcome.js';
export {
  WorkshopAfterStore,
  type AttendedWorkshop,
  type FollowedCommitment,
  type ListedContact,
  type OpenOffer,
} from './ports/workshop-after-store.js';
export { TakeCommitments } from './workshops/after/take-commitments.js';
export { ViewAttended, type AttendedView } from './workshops/after/view-attended.js';
export { ViewNetwork, type NetworkOffer, type NetworkView } from './workshops/after/view-network.js';
