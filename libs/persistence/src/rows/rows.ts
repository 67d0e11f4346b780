import { InstallationRow, RegionRow, CountryRow, AgencyRow, MembershipRow } from './place.rows.js';
import { FileRow, FileChunkRow } from './file.rows.js';
import {
  InstrumentVersionRow,
  AssessmentRow,
  AnswerRow,
  AnswerHistoryRow,
  CommentRow,
  AssignmentRow,
  EvidenceRow,
  ApprovalRow,
} from './assessment.rows.js';
import { OutcomePartRow, OutcomeRow, DecisionRow, DocumentRow, AuditRow } from './result.rows.js';

/** Every table of ours; the account library and the job queue keep their own. */
export const rows = [
  InstallationRow,
  RegionRow,
  CountryRow,
  AgencyRow,
  MembershipRow,
  FileRow,
  FileChunkRow,
  InstrumentVersionRow,
  AssessmentRow,
  AnswerRow,
  AnswerHistoryRow,
  CommentRow,
  AssignmentRow,
  EvidenceRow,
  ApprovalRow,
  OutcomePartRow,
  OutcomeRow,
  DecisionRow,
  DocumentRow,
  AuditRow,
] as const;
