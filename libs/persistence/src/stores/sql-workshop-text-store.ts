import {
  type ClauseComment,
  type ClauseEvent,
  type ClauseId,
  type ClausePosition,
  type ClauseVersion,
  type Clause,
  type CommentId,
  groupId,
  type PointForward,
  pointId,
  type TextGroup,
  type TextRoom,
  type Transaction,
  type WorkshopId,
  WorkshopTextStore,
} from '@isonomia/application';
import {
  CLAUSES,
  type ClauseRecord,
  type CommentRecord,
  type PositionRecord,
  type RoomRecord,
  toClause,
  toComment,
  toPosition,
  toRoom,
  toVersion,
  type VersionRecord,
} from './workshop-text-rows.js';
import { first, present } from './values.js';

const ROOM = `SELECT w.id, w.region_id, w.title, w.state, w.languages, w.starts_on::text AS starts_on,
    w.ends_on::text AS ends_on, w.time_zone, w.instrument_id, w.instrument_version, w.clauses_locked_at,
    EXISTS (SELECT FROM workshop_outcome o WHERE o.workshop_id = w.id) AS frozen
  FROM workshop w WHERE w.id = $1`;
const POINTS = `SELECT t.id, t.group_id, t.kind, t.body, t.addressee, t.dimension_id, p.language
  FROM workshop_point t LEFT JOIN workshop_participant p ON p.id = t.participant_id
  WHERE t.workshop_id = $1 AND t.put_forward_at IS NOT NULL AND t.withdrawn_at IS NULL ORDER BY t.put_forward_at, t.id`;

const VERSION = `kept AS (
    INSERT INTO workshop_clause_version (workshop_id, clause_id, revision, event, addressee, texts, mark, by, at)
    SELECT workshop_id, id, revision, $1, addressee, texts, mark, changed_by, changed_at FROM done)`;
const LAST = `(SELECT coalesce(max(l.position), 0) + 1 FROM workshop_clause l
    WHERE l.workshop_id = $3 AND l.addressee = $4 AND l.withdrawn_at IS NULL)`;
const ADD = `WITH done AS (
    INSERT INTO workshop_clause (id, workshop_id, addressee, texts, dimension_id, mark, changed_by, changed_at, point_id, position)
    VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, ${LAST}) RETURNING *), ${VERSION}
  SELECT id FROM done`;
/** Where it stays with its addressee it keeps its place, unless it was out of the text. */
const CHANGE = `WITH done AS (
    UPDATE workshop_clause c SET addressee = $4, texts = $5, dimension_id = $6, mark = $7, changed_by = $8, changed_at = $9,
      withdrawn_at = $10, revision = c.revision + 1,
      position = CASE WHEN c.addressee = $4 AND c.withdrawn_at IS NULL THEN c.position ELSE ${LAST} END
    WHERE c.id = $2 AND c.workshop_id = $3 AND c.revision = $11 RETURNING *), ${VERSION}
  SELECT revision FROM done`;
const ORDER = `WITH done AS (
    UPDATE workshop_clause c SET position = n.position
    FROM unnest($1::uuid[]) WITH ORDINALITY AS n (id, position) WHERE c.id = n.id RETURNING c.id)
  SELECT id FROM done`;
const HISTORY = `SELECT revision, event, addressee, texts, mark, by, at FROM workshop_clause_version
  WHERE clause_id = $1 ORDER BY revision`;

const COMMENTS = `SELECT id, clause_id, group_id, body, said_at, settled_at FROM workshop_comment
  WHERE workshop_id = $1 AND ($2::uuid IS NULL OR clause_id = $2) ORDER BY said_at, id`;
const SAY = `INSERT INTO workshop_comment (id, workshop_id, clause_id, group_id, participant_id, body, said_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const SETTLE = `WITH done AS (
    UPDATE workshop_comment SET settled_at = $3
    WHERE id = $1 AND workshop_id = $2 AND (settled_at IS NULL) = ($3::timestamptz IS NOT NULL) RETURNING id)
  SELECT id FROM done`;

const POSITIONS = `SELECT clause_id, group_id, stance, reason, of_revision, participant_id, said_at FROM workshop_position
  WHERE workshop_id = $1 AND ($2::uuid IS NULL OR clause_id = $2) ORDER BY said_at, group_id`;
const HOLD = `INSERT INTO workshop_position
    (workshop_id, clause_id, group_id, stance, reason, of_revision, participant_id, said_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (clause_id, group_id) DO UPDATE SET stance = excluded.stance, reason = excluded.reason,
    of_revision = excluded.of_revision, participant_id = excluded.participant_id, said_at = excluded.said_at`;

interface GroupRecord {
  readonly group_id: string;
  readonly kind: TextGroup['kind'];
  readonly name: string;
  readonly country: string | null;
}
interface PointRecord {
  readonly id: string;
  readonly group_id: string;
  readonly kind: PointForward['kind'];
  readonly body: string;
  readonly addressee: PointForward['addressee'] | null;
  readonly dimension_id: string | null;
  readonly language: string | null;
}

const bodyValues = (clause: Clause): readonly unknown[] => [
  clause.id,
  clause.workshop,
  clause.addressee,
  JSON.stringify(clause.texts),
  clause.dimension ?? null,
  clause.mark,
  clause.changedBy,
  clause.changedAt,
];

export class SqlWorkshopTextStore extends WorkshopTextStore {
  async room(tx: Transaction, workshop: WorkshopId, held?: 'held'): Promise<TextRoom | undefined> {
    const sql = held === undefined ? ROOM : `${ROOM} FOR UPDATE OF w`;
    const row = first(await tx.query<RoomRecord>(sql, [workshop]));
    return row === undefined ? undefined : toRoom(row);
  }

  async groups(tx: Transaction, workshop: WorkshopId): Promise<readonly TextGroup[]> {
    const rows = await tx.query<GroupRecord>('SELECT * FROM groups_of_room($1)', [workshop]);
    return rows.map((row) => ({
      id: groupId(row.group_id),
      kind: row.kind,
      name: row.name,
      ...present('country', row.country),
    }));
  }

  async pointsForward(tx: Transaction, workshop: WorkshopId): Promise<readonly PointForward[]> {
    return (await tx.query<PointRecord>(POINTS, [workshop])).map((row) => ({
      id: pointId(row.id),
      group: groupId(row.group_id),
      kind: row.kind,
      body: row.body,
      ...present('addressee', row.addressee),
      ...present('dimension', row.dimension_id),
      ...present('language', row.language),
    }));
  }

  async clauses(tx: Transaction, workshop: WorkshopId): Promise<readonly Clause[]> {
    const sql = `${CLAUSES} WHERE c.workshop_id = $1 ORDER BY c.addressee, c.position, c.id`;
    return (await tx.query<ClauseRecord>(sql, [workshop])).map(toClause);
  }

  async clause(tx: Transaction, workshop: WorkshopId, id: ClauseId): Promise<Clause | undefined> {
    const sql = `${CLAUSES} WHERE c.workshop_id = $1 AND c.id = $2`;
    const row = first(await tx.query<ClauseRecord>(sql, [workshop, id]));
    return row === undefined ? undefined : toClause(row);
  }

  async add(tx: Transaction, clause: Clause): Promise<void> {
    await tx.query(ADD, ['added' satisfies ClauseEvent, ...bodyValues(clause), clause.point ?? null]);
  }

  async change(
    tx: Transaction,
    clause: Clause,
    { event, expected }: { readonly event: ClauseEvent; readonly expected: number },
  ): Promise<number | undefined> {
    const values = [event, ...bodyValues(clause), clause.withdrawnAt ?? null, expected];
    return first(await tx.query<{ readonly revision: number }>(CHANGE, values))?.revision;
  }

  async order(tx: Transaction, clauses: readonly ClauseId[]): Promise<void> {
    await tx.query(ORDER, [clauses]);
  }

  async history(tx: Transaction, id: ClauseId): Promise<readonly ClauseVersion[]> {
    return (await tx.query<VersionRecord>(HISTORY, [id])).map(toVersion);
  }

  async comments(tx: Transaction, workshop: WorkshopId, clause?: ClauseId): Promise<readonly ClauseComment[]> {
    return (await tx.query<CommentRecord>(COMMENTS, [workshop, clause ?? null])).map(toComment);
  }

  async say(tx: Transaction, said: Parameters<WorkshopTextStore['say']>[1]): Promise<void> {
    const { id, workshop, clause, group, participant, body, saidAt } = said;
    await tx.query(SAY, [id, workshop, clause, group, participant ?? null, body, saidAt]);
  }

  async settle(
    tx: Transaction,
    {
      workshop,
      comment,
      at,
    }: { readonly workshop: WorkshopId; readonly comment: CommentId; readonly at: Date | undefined },
  ): Promise<boolean> {
    return (await tx.query(SETTLE, [comment, workshop, at ?? null])).length > 0;
  }

  async positions(tx: Transaction, workshop: WorkshopId, clause?: ClauseId): Promise<readonly ClausePosition[]> {
    return (await tx.query<PositionRecord>(POSITIONS, [workshop, clause ?? null])).map(toPosition);
  }

  async hold(tx: Transaction, held: Parameters<WorkshopTextStore['hold']>[1]): Promise<void> {
    const { workshop, clause, group, stance, reason, ofRevision, participant, saidAt } = held;
    await tx.query(HOLD, [workshop, clause, group, stance, reason ?? null, ofRevision, participant ?? null, saidAt]);
  }

  async lock(tx: Transaction, workshop: WorkshopId, at: Date | undefined): Promise<void> {
    await tx.query('UPDATE workshop SET clauses_locked_at = $2 WHERE id = $1', [workshop, at ?? null]);
  }
}
