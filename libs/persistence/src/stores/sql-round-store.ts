import {
  agencyId,
  RoundStore,
  type AgencyId,
  type AuditedAction,
  type ChosenSharing,
  type LeadToTell,
  type NewRound,
  type Participation,
  type Round,
  type RoundId,
  type RoundPlan,
  type RoundState,
  type SharingChoice,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import {
  PLAN_COLUMNS,
  planValues,
  ROUND_COLUMNS,
  ROUND_TABLES,
  toChosen,
  toParticipation,
  toRound,
  type ParticipationRecord,
  type RoundRecord,
  type SharingRecord,
} from './round-rows.js';
import { first } from './values.js';

const FIND = `SELECT ${ROUND_COLUMNS} FROM ${ROUND_TABLES} WHERE d.id = $1`;
const LOCK = `${FIND} FOR UPDATE OF d`;
const UNCLOSED = `SELECT ${ROUND_COLUMNS} FROM ${ROUND_TABLES} WHERE d.state <> 'closed' ORDER BY d.closes_on, d.id`;

const PLACES_OF_PLAN =
  '$2, $3, $4, $5, $6::text[], $7::uuid[], $8::date, $9::date, $10::date, $11::date, $12::date, $13::uuid';
const INSERT = `INSERT INTO round (id, ${PLAN_COLUMNS}, region_id, created_by, created_at)
  VALUES ($1, ${PLACES_OF_PLAN}, $14, $15, $16)`;
const CHANGE = `UPDATE round SET (${PLAN_COLUMNS}) = ROW (${PLACES_OF_PLAN}), revision = revision + 1
  WHERE id = $1 AND revision = $14 RETURNING revision`;

/** Opened by hand before its day, a round opens on the day on which that is done. */
const SET_STATE = `UPDATE round SET state = $2, revision = revision + 1,
    closed_at = CASE WHEN $2 = 'closed' THEN $3::timestamptz END,
    opens_on = CASE WHEN $2 = 'open' THEN least(opens_on, ($3::timestamptz AT TIME ZONE 'UTC')::date) ELSE opens_on END
  WHERE id = $1`;
const EXTEND = `UPDATE round SET closes_on = $2, state = 'open', closed_at = NULL, revision = revision + 1 WHERE id = $1`;

const INVITE = `INSERT INTO participation (round_id, agency_id, invited_at, invited_by)
  SELECT $1, g.id, $4, $5 FROM agency g JOIN country c ON c.id = g.country_id
  WHERE g.id = ANY ($2::uuid[]) AND c.region_id = $3 AND g.retired_at IS NULL
  ON CONFLICT (round_id, agency_id) DO NOTHING RETURNING agency_id`;

const PARTICIPATION = `SELECT p.round_id, p.agency_id, p.invited_at, p.invited_by, p.reminded_at, p.declined_at, a.id AS assessment_id
  FROM participation p
  LEFT JOIN assessment a ON a.round_id = p.round_id AND a.agency_id = p.agency_id AND a.corrects IS NULL
  WHERE p.round_id = $1 AND p.agency_id = $2`;
const PARTICIPANTS =
  'SELECT agency_id FROM participation WHERE round_id = $1 AND declined_at IS NULL ORDER BY agency_id';

const CHOICES = `SELECT choice, chosen_by, chosen_at FROM sharing WHERE round_id = $1 AND agency_id = $2 ORDER BY id DESC`;
const CHOOSE = 'INSERT INTO sharing (round_id, agency_id, choice, chosen_by, chosen_at) VALUES ($1, $2, $3, $4, $5)';

interface LeadRecord {
  readonly agency_id: string;
  readonly agency: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}
interface OfAgency {
  readonly agency_id: string;
}

export class SqlRoundStore extends RoundStore {
  async insert(tx: Transaction, round: NewRound): Promise<void> {
    await tx.query(INSERT, [round.id, ...planValues(round), round.regionId, round.createdBy, round.createdAt]);
  }

  async find(tx: Transaction, id: RoundId): Promise<Round | undefined> {
    const row = first(await tx.query<RoundRecord>(FIND, [id]));
    return row === undefined ? undefined : toRound(row);
  }

  async lock(tx: Transaction, id: RoundId): Promise<Round | undefined> {
    const row = first(await tx.query<RoundRecord>(LOCK, [id]));
    return row === undefined ? undefined : toRound(row);
  }

  async change(tx: Transaction, id: RoundId, plan: RoundPlan, expected: number): Promise<number | undefined> {
    const parameters = [id, ...planValues(plan), expected];
    return first(await tx.query<{ readonly revision: number }>(CHANGE, parameters))?.revision;
  }

  async setState(tx: Transaction, id: RoundId, state: RoundState, at: Date): Promise<void> {
    await tx.query(SET_STATE, [id, state, at]);
  }

  async extend(tx: Transaction, id: RoundId, closesOn: string): Promise<void> {
    await tx.query(EXTEND, [id, closesOn]);
  }

  async unclosed(tx: Transaction): Promise<readonly Round[]> {
    return (await tx.query<RoundRecord>(UNCLOSED, [])).map(toRound);
  }

  async isReleased(tx: Transaction, id: RoundId): Promise<boolean> {
    return (await tx.query("SELECT FROM release WHERE round_id = $1 AND state <> 'failed' LIMIT 1", [id])).length > 0;
  }

  async participants(tx: Transaction, id: RoundId): Promise<readonly AgencyId[]> {
    return (await tx.query<OfAgency>(PARTICIPANTS, [id])).map(toAgencyId);
  }

  async invite(
    tx: Transaction,
    { id, regionId }: Round,
    { agencies, by, at }: { readonly agencies: readonly AgencyId[]; readonly by: UserId; readonly at: Date },
  ): Promise<readonly AgencyId[]> {
    return (await tx.query<OfAgency>(INVITE, [id, agencies, regionId, at, by])).map(toAgencyId);
  }

  async participation(tx: Transaction, round: RoundId, agency: AgencyId): Promise<Participation | undefined> {
    const row = first(await tx.query<ParticipationRecord>(PARTICIPATION, [round, agency]));
    return row === undefined ? undefined : toParticipation(row);
  }

  async decline(tx: Transaction, round: RoundId, agency: AgencyId, at: Date | undefined): Promise<void> {
    const sql = 'UPDATE participation SET declined_at = $3 WHERE round_id = $1 AND agency_id = $2';
    await tx.query(sql, [round, agency, at ?? null]);
  }

  async reminded(tx: Transaction, round: RoundId, agencies: readonly AgencyId[], at: Date): Promise<void> {
    const sql = 'UPDATE participation SET reminded_at = $3 WHERE round_id = $1 AND agency_id = ANY ($2::uuid[])';
    await tx.query(sql, [round, agencies, at]);
  }

  async leads(tx: Transaction, round: RoundId, agencies: readonly AgencyId[]): Promise<readonly LeadToTell[]> {
    const rows = await tx.query<LeadRecord>('SELECT * FROM leads_in_round($1, $2::uuid[])', [round, agencies]);
    return rows.map(({ agency_id, agency, ...lead }) => ({ ...lead, agency: agencyId(agency_id), agencyName: agency }));
  }

  async note(tx: Transaction, round: RoundId, agencies: readonly AgencyId[], action: AuditedAction): Promise<void> {
    await tx.query('SELECT note_in_round($1, $2::uuid[], $3)', [round, agencies, action]);
  }

  async choose(tx: Transaction, chosen: Parameters<RoundStore['choose']>[1]): Promise<void> {
    await tx.query(CHOOSE, [chosen.round, chosen.agency, chosen.choice, chosen.by, chosen.at]);
  }

  async choices(tx: Transaction, round: RoundId, agency: AgencyId): Promise<readonly ChosenSharing[]> {
    return (await tx.query<SharingRecord>(CHOICES, [round, agency])).map(toChosen);
  }

  async choice(tx: Transaction, round: RoundId, agency: AgencyId): Promise<SharingChoice> {
    return first(await tx.query<SharingRecord>(`${CHOICES} LIMIT 1`, [round, agency]))?.choice ?? 'own';
  }
}

const toAgencyId = (row: OfAgency): AgencyId => agencyId(row.agency_id);
