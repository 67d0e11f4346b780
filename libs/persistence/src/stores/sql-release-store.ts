import {
  ReleaseStore,
  type ComposedRelease,
  type ParticipantsOfRound,
  type ReleaseFailure,
  type ReleaseHead,
  type ReleaseId,
  type ReleaseMember,
  type RoundId,
  type Transaction,
} from '@isonomia/application';
import { fromMember, HEAD_COLUMNS, toHead, toMember, type HeadRecord, type MemberRecord } from './release-rows.js';
import { first, recordset } from './values.js';

interface ParticipantsRecord {
  readonly invited: number;
  readonly validated: number;
  readonly members: readonly MemberRecord[] | null;
}

// Two at once: the second one waits for the index, and then finds the first.
const INSERT = `INSERT INTO release (id, round_id, region_id, number, created_by, created_at)
  SELECT $1, $2, $3, coalesce(max(r.number), 0) + 1, $4, $5 FROM release r WHERE r.round_id = $2
  ON CONFLICT DO NOTHING RETURNING number`;
const FIND = `SELECT ${HEAD_COLUMNS} FROM release WHERE id = $1`;
const MEMBERS = `SELECT release_id, assessment_id, holding, country_id, agency_type, size_band FROM released_members($1)`;
// One statement, so that the counts and the members are of one moment.
const PARTICIPANTS = `SELECT
  (SELECT count(*)::int FROM participation p WHERE p.round_id = $1) AS invited, validated_in_round($1) AS validated,
  (SELECT jsonb_agg(jsonb_build_object('release_id', '', 'assessment_id', c.assessment_id, 'holding', c.holding,
    'country_id', c.country_id, 'agency_type', c.agency_type, 'size_band', c.size_band) ORDER BY c.assessment_id)
    FROM releasable_contributions($1) c) AS members`;
const BEGIN = `UPDATE release SET state = 'building', failure = NULL, finished_at = NULL, started_at = $2, attempts = attempts + 1
  WHERE id = $1 AND state <> 'ready' RETURNING ${HEAD_COLUMNS}`;
const LOCK = `${FIND} AND state = 'building' FOR UPDATE`;
const TABLES = `INSERT INTO release_table (release_id, grouping, group_id, position, body)
  SELECT $1, g.body->>'grouping', g.body->>'group', g.position, g.body
  FROM jsonb_array_elements($2) WITH ORDINALITY AS g (body, position)`;
const MEMBER = `INSERT INTO release_member (release_id, assessment_id, holding, country_id, agency_type, size_band)
  SELECT * FROM jsonb_to_recordset($1) AS m (release_id uuid, assessment_id uuid, holding text, country_id text,
    agency_type text, size_band text)`;
const FINISH = `UPDATE release SET state = 'ready', finished_at = $2, sha256 = $3, statement = $4 WHERE id = $1`;
const FAIL = `UPDATE release SET state = 'failed', failure = $2, finished_at = $3 WHERE id = $1 AND state = 'building'`;

export class SqlReleaseStore extends ReleaseStore {
  async insert(tx: Transaction, order: Parameters<ReleaseStore['insert']>[1]): Promise<number | undefined> {
    const { id, round, region, createdBy, createdAt } = order;
    return first(await tx.query<{ readonly number: number }>(INSERT, [id, round, region, createdBy, createdAt]))
      ?.number;
  }

  async find(tx: Transaction, id: ReleaseId): Promise<ReleaseHead | undefined> {
    const row = first(await tx.query<HeadRecord>(FIND, [id]));
    return row === undefined ? undefined : toHead(row);
  }

  async members(tx: Transaction, round: RoundId): Promise<readonly (readonly ReleaseMember[])[]> {
    const releases = new Map<string, ReleaseMember[]>();
    for (const row of await tx.query<MemberRecord>(MEMBERS, [round])) {
      const members = releases.get(row.release_id) ?? [];
      members.push(toMember(row));
      releases.set(row.release_id, members);
    }
    return [...releases.values()];
  }

  async participants(tx: Transaction, round: RoundId): Promise<ParticipantsOfRound> {
    const row = first(await tx.query<ParticipantsRecord>(PARTICIPANTS, [round]));
    return {
      invited: row?.invited ?? 0,
      validated: row?.validated ?? 0,
      members: (row?.members ?? []).map(toMember),
    };
  }

  async begin(tx: Transaction, id: ReleaseId, at: Date): Promise<ReleaseHead | undefined> {
    const row = first(await tx.query<HeadRecord>(BEGIN, [id, at]));
    return row === undefined ? undefined : toHead(row);
  }

  async finish(tx: Transaction, id: ReleaseId, composed: ComposedRelease, at: Date): Promise<boolean> {
    if (first(await tx.query<HeadRecord>(LOCK, [id])) === undefined) return false;
    const { release, sha256, members } = composed;
    await tx.query(TABLES, [id, recordset(release.groups)]);
    await tx.query(MEMBER, [recordset(members.map((member) => fromMember(id, member)))]);
    await tx.query(FINISH, [id, at, sha256, JSON.stringify(release.statement)]);
    return true;
  }

  async fail(tx: Transaction, id: ReleaseId, failure: ReleaseFailure, at: Date): Promise<void> {
    await tx.query(FAIL, [id, failure, at]);
  }

  async requeue(tx: Transaction, id: ReleaseId, { before, at }: { before: Date; at: Date }): Promise<boolean> {
    const sql = 'SELECT requeue_release($1, $2, $3) AS done';
    return first(await tx.query<{ readonly done: boolean }>(sql, [id, before, at]))?.done ?? false;
  }
}
