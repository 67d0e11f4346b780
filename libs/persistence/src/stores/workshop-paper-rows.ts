import {
  documentId,
  participantId,
  userId,
  workshopId,
  workshopOutcomeId,
  type Attendee,
  type CertificateFacts,
  type DocumentFailure,
  type DocumentState,
  type FrozenHead,
  type PaperSubject,
  type WorkshopPaper,
} from '@isonomia/application';
import { toForm, type FormRecord } from './form-values.js';
import { present, toDate, type At } from './values.js';
import { withoutNulls } from './workshop-room-sql.js';

export interface HeadRecord {
  readonly id: string;
  readonly workshop_id: string;
  readonly revision: number;
  readonly sha256: string;
  readonly frozen_at: At;
  readonly stands: boolean;
}

export interface PaperRecord extends FormRecord {
  readonly id: string;
  readonly workshop_id: string;
  readonly outcome_id: string | null;
  readonly participant_id: string | null;
  readonly facts: CertificateFacts | null;
  readonly state: DocumentState;
  readonly requested_by: string;
  readonly requested_at: At;
  readonly started_at: At | null;
  readonly finished_at: At | null;
  readonly failure: DocumentFailure | null;
  readonly size: number | null;
  readonly sha256: string | null;
}
export const PAPER_COLUMNS = `id, workshop_id, outcome_id, participant_id, facts, languages, arrangement, format, state,
  requested_by, requested_at, started_at, finished_at, failure, size, sha256`;

export interface AttendeeRecord {
  readonly participant_id: string;
  readonly facts: CertificateFacts;
}

export const toHead = (row: HeadRecord): FrozenHead => ({
  id: workshopOutcomeId(row.id),
  workshop: workshopId(row.workshop_id),
  revision: row.revision,
  sha256: row.sha256,
  frozenAt: toDate(row.frozen_at),
  stands: row.stands,
});

export const toAttendee = ({ participant_id, facts }: AttendeeRecord): Attendee => ({
  participant: participantId(participant_id),
  facts: withoutNulls(facts),
});

export const toPaper = (row: PaperRecord): WorkshopPaper => ({
  id: documentId(row.id),
  workshop: workshopId(row.workshop_id),
  ...subjectOf(row),
  form: toForm(row),
  state: row.state,
  requestedBy: userId(row.requested_by),
  requestedAt: toDate(row.requested_at),
  ...(row.started_at !== null && { startedAt: toDate(row.started_at) }),
  ...(row.finished_at !== null && { finishedAt: toDate(row.finished_at) }),
  ...present('failure', row.failure),
  ...present('size', row.size),
  ...present('sha256', row.sha256),
});

/** The table holds one of the two, and facts with a certificate. */
function subjectOf({ outcome_id, participant_id, facts, id }: PaperRecord): PaperSubject {
  if (outcome_id !== null) return { kind: 'outcome', outcome: workshopOutcomeId(outcome_id) };
  if (participant_id === null || facts === null) throw new Error(`document ${id} of a workshop is about nothing`);
  return { kind: 'certificate', participant: participantId(participant_id), facts };
}
