import {
  agencyId,
  NotFound,
  WorkshopPapersStore,
  type Attendee,
  type DocumentFailure,
  type DocumentId,
  type FrozenHead,
  type FrozenWorkshop,
  type GatheredRoom,
  type NewPaper,
  type ParticipantId,
  type Transaction,
  type WorkshopId,
  type WorkshopOutcomeId,
  type WorkshopPaper,
} from '@isonomia/application';
import { formValues } from './form-values.js';
import { first } from './values.js';
import {
  PAPER_COLUMNS,
  toAttendee,
  toHead,
  toPaper,
  type AttendeeRecord,
  type HeadRecord,
  type PaperRecord,
} from './workshop-paper-rows.js';
import { GATHER, withoutNulls, type RoomRecord } from './workshop-room-sql.js';

const INSERT_OUTCOME = `INSERT INTO workshop_outcome (id, workshop_id, revision, body, sha256, agencies, frozen_by, frozen_at)
  VALUES ($1, $2, $3, $4, $5, $6::uuid[], $7, $8) ON CONFLICT DO NOTHING RETURNING id`;
const HEADS = `SELECT id, workshop_id, revision, sha256, frozen_at, outcome_stands(id) AS stands FROM workshop_outcome
  WHERE workshop_id = $1 ORDER BY revision DESC`;
// A seat reads no agency but its own: the name of its group is that of the agency.
const ATTENDEES = `SELECT p.id AS participant_id, jsonb_build_object('name', p.name,
    'from', coalesce(a.name, p.organisation, g.name), 'country', coalesce(ak.name, k.name), 'function', p.function,
    'title', w.title, 'place', w.place, 'region', r.name, 'startsOn', w.starts_on, 'endsOn', w.ends_on, 'days', d.days,
    'organisers', to_jsonb(w.organisers), 'fictional', r.fictional) AS facts
  FROM workshop_participant p JOIN workshop w ON w.id = p.workshop_id JOIN region r ON r.id = w.region_id
  CROSS JOIN LATERAL (SELECT jsonb_agg(t.day ORDER BY t.day) AS days FROM workshop_attendance t
    WHERE t.participant_id = p.id) d
  LEFT JOIN agency a ON a.id = p.agency_id LEFT JOIN country ak ON ak.id = a.country_id
  LEFT JOIN country k ON k.id = p.country_id LEFT JOIN workshop_group g ON g.id = p.agency_group_id
  WHERE p.workshop_id = $1 AND ($2::uuid IS NULL OR p.id = $2) AND p.removed_at IS NULL AND d.days IS NOT NULL
  ORDER BY coalesce(a.name, p.organisation, g.name), p.name, p.id`;

const INSERT = `INSERT INTO workshop_document (id, workshop_id, kind, outcome_id, participant_id, facts, languages, arrangement,
    format, requested_by, requested_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id`;
const PAPERS = `SELECT ${PAPER_COLUMNS} FROM workshop_document WHERE workshop_id = $1 ORDER BY requested_at DESC, id`;
const STANDS = '(outcome_id IS NULL OR outcome_stands(outcome_id))';
const BYTES = `SELECT bytes FROM workshop_document WHERE id = $1 AND state = 'ready' AND ${STANDS}`;
const REQUEUE = `UPDATE workshop_document SET state = 'queued', requested_at = $2, started_at = NULL, finished_at = NULL,
  failure = NULL WHERE id = $1 AND state <> 'ready' RETURNING id`;
// Between asking and beginning a group may have taken its consent back.
const BEGIN = `UPDATE workshop_document SET state = 'running', attempts = attempts + 1, started_at = $2, finished_at = NULL,
  failure = NULL WHERE id = $1 AND state <> 'ready' AND ${STANDS} RETURNING ${PAPER_COLUMNS}`;
const FINISH = `UPDATE workshop_document SET state = 'ready', bytes = $2::bytea, size = length($2::bytea),
  sha256 = encode(sha256($2::bytea), 'hex'), finished_at = $3, failure = NULL
  WHERE id = $1 AND state <> 'ready' RETURNING sha256`;
const FAIL = `UPDATE workshop_document SET state = 'failed', failure = $2, finished_at = $3 WHERE id = $1 AND state <> 'ready'`;

export class SqlWorkshopPapersStore extends WorkshopPapersStore {
  async gather(tx: Transaction, workshop: WorkshopId): Promise<GatheredRoom> {
    const row = first(await tx.query<RoomRecord>(GATHER, [workshop]));
    if (row === undefined) throw new NotFound('workshop');
    const { mixed_groups, agencies, ...room } = withoutNulls(row);
    return { ...room, mixedGroups: mixed_groups, agencies: agencies.map(agencyId) };
  }

  async insertOutcome(tx: Transaction, outcome: Parameters<WorkshopPapersStore['insertOutcome']>[1]): Promise<boolean> {
    const { id, workshop, revision, body, sha256, agencies, frozenBy, frozenAt } = outcome;
    const values = [id, workshop, revision, JSON.stringify(body), sha256, agencies, frozenBy, frozenAt];
    return first(await tx.query(INSERT_OUTCOME, values)) !== undefined;
  }

  async outcomes(tx: Transaction, workshop: WorkshopId): Promise<readonly FrozenHead[]> {
    return (await tx.query<HeadRecord>(HEADS, [workshop])).map(toHead);
  }

  async outcome(tx: Transaction, id: WorkshopOutcomeId): Promise<FrozenWorkshop | undefined> {
    const sql = 'SELECT body FROM workshop_outcome WHERE id = $1';
    return first(await tx.query<{ readonly body: FrozenWorkshop }>(sql, [id]))?.body;
  }

  async attendees(tx: Transaction, workshop: WorkshopId, of?: ParticipantId): Promise<readonly Attendee[]> {
    return (await tx.query<AttendeeRecord>(ATTENDEES, [workshop, of ?? null])).map(toAttendee);
  }

  async insert(tx: Transaction, paper: NewPaper): Promise<boolean> {
    const about =
      paper.kind === 'outcome' ? [paper.outcome, null, null] : [null, paper.participant, JSON.stringify(paper.facts)];
    const { id, workshop, kind, form, requestedBy, requestedAt } = paper;
    const values = [id, workshop, kind, ...about, ...formValues(form), requestedBy, requestedAt];
    return first(await tx.query(INSERT, values)) !== undefined;
  }

  async papers(tx: Transaction, workshop: WorkshopId): Promise<readonly WorkshopPaper[]> {
    return (await tx.query<PaperRecord>(PAPERS, [workshop])).map(toPaper);
  }

  async bytes(tx: Transaction, id: DocumentId): Promise<Uint8Array | undefined> {
    return first(await tx.query<{ readonly bytes: Buffer }>(BYTES, [id]))?.bytes;
  }

  async requeue(tx: Transaction, id: DocumentId, at: Date): Promise<boolean> {
    return first(await tx.query(REQUEUE, [id, at])) !== undefined;
  }

  async begin(tx: Transaction, id: DocumentId, at: Date): Promise<WorkshopPaper | undefined> {
    const row = first(await tx.query<PaperRecord>(BEGIN, [id, at]));
    return row === undefined ? undefined : toPaper(row);
  }

  async finish(tx: Transaction, id: DocumentId, file: Uint8Array, at: Date): Promise<string | undefined> {
    return first(await tx.query<{ readonly sha256: string }>(FINISH, [id, Buffer.from(file), at]))?.sha256;
  }

  async fail(tx: Transaction, id: DocumentId, failure: DocumentFailure, at: Date): Promise<void> {
    await tx.query(FAIL, [id, failure, at]);
  }
}
