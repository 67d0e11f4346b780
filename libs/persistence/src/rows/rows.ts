import { InstallationRow, RegionRow, CountryRow, AgencyRow, MembershipRow } from './place.rows.js';
import { InvitationRow } from './invitation.rows.js';
import { AgencyErasureRow } from './erasure.row.js';
import { AnswerDraftRow } from './draft.rows.js';
import { FileRow, FileChunkRow } from './file.rows.js';
import { MailRow } from './mail.rows.js';
import {
  InstrumentVersionRow,
  AssessmentRow,
  AnswerRow,
  AnswerHistoryRow,
  AnswerSetHistoryRow,
  CommentRow,
  AssignmentRow,
  EvidenceRow,
  ApprovalRow,
} from './assessment.rows.js';
import { CarriedAnswerRow } from './carried-answer.row.js';
import { ParticipationRow, RoundRow, SharingRow } from './round.rows.js';
import { ContributionRow, ReleaseMemberRow, ReleaseRow, ReleaseTableRow } from './release.rows.js';
import { FollowUpRow, PlanEventRow, PlanEvidenceRow, PlanNoticeRow, PlanSharingRow, PlanTaskRow } from './plan.rows.js';
import { GoodPracticeRow } from './good-practice.row.js';
import { ReportRow } from './report.row.js';
import { PersonalLinkRow } from './link.row.js';
import { AuditSealRow } from './audit-seal.row.js';
import { ReviewDecisionRow, ReviewStepRow } from './review.rows.js';
import { OutcomePartRow, OutcomeRow, DecisionRow, DocumentRow, AuditRow } from './result.rows.js';
import {
  WorkshopRow,
  WorkshopSessionRow,
  WorkshopGroupRow,
  WorkshopParticipantRow,
  WorkshopAttendanceRow,
} from './workshop.rows.js';
import {
  WorkshopAnswerRow,
  WorkshopConsensusRow,
  WorkshopConsensusHistoryRow,
  WorkshopAgreementRow,
  WorkshopPointRow,
  WorkshopChoiceRow,
  WorkshopReceiptRow,
  WorkshopQuizSheetRow,
} from './workshop-room.rows.js';
import {
  WorkshopClauseRow,
  WorkshopClauseVersionRow,
  WorkshopCommentRow,
  WorkshopPositionRow,
  WorkshopCommitmentRow,
  WorkshopOfferRow,
} from './workshop-text.rows.js';
import { WorkshopOutcomeRow, WorkshopDocumentRow } from './workshop-paper.rows.js';

/** Every table of ours; the account library and the job queue keep their own. */
export const rows = [
  InstallationRow,
  RegionRow,
  CountryRow,
  AgencyRow,
  MembershipRow,
  InvitationRow,
  AgencyErasureRow,
  FileRow,
  FileChunkRow,
  MailRow,
  InstrumentVersionRow,
  RoundRow,
  ParticipationRow,
  SharingRow,
  AssessmentRow,
  AnswerRow,
  AnswerDraftRow,
  CarriedAnswerRow,
  AnswerHistoryRow,
  AnswerSetHistoryRow,
  CommentRow,
  AssignmentRow,
  EvidenceRow,
  ApprovalRow,
  ReviewStepRow,
  ReviewDecisionRow,
  OutcomePartRow,
  OutcomeRow,
  DecisionRow,
  DocumentRow,
  AuditRow,
  AuditSealRow,
  ContributionRow,
  ReleaseRow,
  ReleaseTableRow,
  ReleaseMemberRow,
  ReportRow,
  GoodPracticeRow,
  PersonalLinkRow,
  PlanTaskRow,
  PlanEventRow,
  PlanEvidenceRow,
  PlanNoticeRow,
  PlanSharingRow,
  FollowUpRow,
  WorkshopRow,
  WorkshopSessionRow,
  WorkshopGroupRow,
  WorkshopParticipantRow,
  WorkshopAttendanceRow,
  WorkshopAnswerRow,
  WorkshopConsensusRow,
  WorkshopConsensusHistoryRow,
  WorkshopAgreementRow,
  WorkshopPointRow,
  WorkshopChoiceRow,
  WorkshopReceiptRow,
  WorkshopQuizSheetRow,
  WorkshopClauseRow,
  WorkshopClauseVersionRow,
  WorkshopCommentRow,
  WorkshopPositionRow,
  WorkshopCommitmentRow,
  WorkshopOfferRow,
  WorkshopOutcomeRow,
  WorkshopDocumentRow,
] as const;
