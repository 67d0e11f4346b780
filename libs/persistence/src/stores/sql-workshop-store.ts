import {
  agencyId,
  countryId,
  NO_CURRENCY,
  regionId,
  workshopId,
  WorkshopStore,
  type AgencyLead,
  type AgendaSession,
  type GroupId,
  type NewGroup,
  type NewParticipant,
  type NewWorkshop,
  type ParticipantChange,
  type ParticipantId,
  type Reach,
  type RegionAgency,
  type RegionId,
  type RosterLine,
  type SessionId,
  type SheetAgency,
  type Transaction,
  type Workshop,
  type WorkshopGroup,
  type WorkshopId,
  type WorkshopLine,
  type WorkshopPlan,
} from '@isonomia/application';
import { first, recordset } from './values.js';
import * as sql from './workshop-sql.js';
import {
  toGroup,
  toRosterLine,
  toSession,
  toWorkshop,
  workshopPlanValues,
  type GroupRecord,
  type RosterRecord,
  type SessionRecord,
  type WorkshopRecord,
} from './workshop-rows.js';

export class SqlWorkshopStore extends WorkshopStore {
  async list(tx: Transaction, reach: Reach): Promise<readonly WorkshopLine[]> {
    const rows = await tx.query<sql.LineRecord>(sql.LIST, reach.everywhere ? [true, []] : [false, reach.regions]);
    return rows.map(({ id, region_id, starts_on, ends_on, ...line }) => ({
      ...line,
      id: workshopId(id),
      regionId: regionId(region_id),
      startsOn: starts_on,
      endsOn: ends_on,
    }));
  }

  async insert(tx: Transaction, workshop: NewWorkshop): Promise<void> {
    const { id, regionId: region, joinCode, createdBy, createdAt } = workshop;
    await tx.query(sql.INSERT, [id, ...workshopPlanValues(workshop), region, joinCode, createdBy, createdAt]);
  }

  async find(tx: Transaction, id: WorkshopId): Promise<Workshop | undefined> {
    const row = first(await tx.query<WorkshopRecord>(sql.FIND, [id]));
    return row === undefined ? undefined : toWorkshop(row);
  }

  async lock(tx: Transaction, id: WorkshopId): Promise<Workshop | undefined> {
    const row = first(await tx.query<WorkshopRecord>(sql.LOCK, [id]));
    return row === undefined ? undefined : toWorkshop(row);
  }

  async change(tx: Transaction, id: WorkshopId, plan: WorkshopPlan, expected: number): Promise<number | undefined> {
    const parameters = [id, ...workshopPlanValues(plan), expected];
    return first(await tx.query<{ readonly revision: number }>(sql.CHANGE, parameters))?.revision;
  }

  async setState(tx: Transaction, id: WorkshopId, state: 'open' | 'closed', at: Date): Promise<void> {
    await tx.query(sql.SET_STATE, [id, state, at]);
  }

  async setJoining(tx: Transaction, id: WorkshopId, joining: boolean): Promise<void> {
    await tx.query('UPDATE workshop SET joining = $2 WHERE id = $1', [id, joining]);
  }

  async setJoinCode(tx: Transaction, id: WorkshopId, code: string): Promise<void> {
    await tx.query('UPDATE workshop SET join_code = $2 WHERE id = $1', [id, code]);
  }

  async agenda(tx: Transaction, id: WorkshopId): Promise<readonly AgendaSession[]> {
    return (await tx.query<SessionRecord>(sql.AGENDA, [id])).map(toSession);
  }

  async insertSessions(tx: Transaction, id: WorkshopId, sessions: readonly AgendaSession[]): Promise<void> {
    await tx.query(sql.INSERT_SESSIONS, [id, recordset(sessions)]);
  }

  async changeSession(tx: Transaction, session: AgendaSession): Promise<void> {
    const { id, day, starts, ends, title, kind } = session;
    await tx.query(sql.CHANGE_SESSION, [id, day, starts, ends, title, kind]);
  }

  async removeSession(tx: Transaction, id: SessionId): Promise<void> {
    await tx.query('UPDATE workshop SET session_id = NULL WHERE session_id = $1', [id]);
    await tx.query('DELETE FROM workshop_session WHERE id = $1', [id]);
  }

  async groups(tx: Transaction, id: WorkshopId): Promise<readonly WorkshopGroup[]> {
    return (await tx.query<GroupRecord>(sql.GROUPS, [id])).map(toGroup);
  }

  async insertGroups(tx: Transaction, id: WorkshopId, groups: readonly NewGroup[], at: Date): Promise<void> {
    await tx.query(sql.INSERT_GROUPS, [id, recordset(groups), at]);
  }

  async renameGroup(tx: Transaction, id: GroupId, name: string): Promise<void> {
    await tx.query('UPDATE workshop_group SET name = $2 WHERE id = $1', [id, name]);
  }

  async removeGroup(tx: Transaction, id: GroupId): Promise<void> {
    await tx.query(sql.LEAVE_GROUP, [id]);
    await tx.query('DELETE FROM workshop_group WHERE id = $1', [id]);
  }

  async roster(tx: Transaction, id: WorkshopId): Promise<readonly RosterLine[]> {
    return (await tx.query<RosterRecord>(sql.ROSTER, [id])).map(toRosterLine);
  }

  async insertParticipants(
    tx: Transaction,
    id: WorkshopId,
    people: readonly NewParticipant[],
    at: Date,
  ): Promise<void> {
    await tx.query(sql.INSERT_PEOPLE, [id, recordset(people), at]);
  }

  async changeParticipant(
    tx: Transaction,
    id: ParticipantId,
    change: ParticipantChange,
    expected: number,
  ): Promise<boolean> {
    const { name, agencyId: agency, organisation, countryId: country, function: office } = change;
    const { sex, language, email, agencyGroupId: group } = change;
    const values = [name, agency, organisation, country, office, sex, language, email, group];
    const rows = await tx.query(sql.CHANGE_PERSON, [id, ...values.map((value) => value ?? null), expected]);
    return rows.length > 0;
  }

  async removeParticipant(tx: Transaction, id: ParticipantId, at: Date): Promise<void> {
    const gone = await tx.query(sql.DELETE_WHO_NEVER_CAME, [id]);
    if (gone.length === 0) await tx.query(sql.REMOVE_PERSON, [id, at]);
  }

  async freeSeat(tx: Transaction, id: ParticipantId): Promise<boolean> {
    const rows = await tx.query<{ readonly freed: boolean }>('SELECT free_seat($1) AS freed', [id]);
    return first(rows)?.freed === true;
  }

  async placeInMixed(
    tx: Transaction,
    placed: readonly { readonly participant: ParticipantId; readonly group?: GroupId }[],
  ): Promise<void> {
    await tx.query(sql.PLACE_IN_MIXED, [recordset(placed)]);
  }

  async agenciesOf(tx: Transaction, region: RegionId): Promise<readonly RegionAgency[]> {
    return (await tx.query<sql.AgencyRecord>(sql.AGENCIES, [region])).map((row) => ({
      id: agencyId(row.id),
      name: row.name,
      countryId: countryId(row.country_id),
      country: row.country,
      countryCode: row.code,
    }));
  }

  async leads(tx: Transaction, id: WorkshopId): Promise<readonly AgencyLead[]> {
    const rows = await tx.query<sql.LeadRecord>('SELECT * FROM leads_in_workshop($1)', [id]);
    return rows.map(({ agency_id, ...lead }) => ({ ...lead, agency: agencyId(agency_id) }));
  }

  async sheetAgency(tx: Transaction, group: GroupId): Promise<SheetAgency | undefined> {
    const row = first(await tx.query<sql.SheetAgencyRecord>('SELECT * FROM sheet_agency($1)', [group]));
    if (row === undefined) return undefined;
    const { workshop_id, agency_id, currency, ...agency } = row;
    return { ...agency, id: agencyId(agency_id), workshop: workshopId(workshop_id), currency: currency ?? NO_CURRENCY };
  }

  async sheetsSent(tx: Transaction, groups: readonly GroupId[], at: Date): Promise<void> {
    await tx.query('UPDATE workshop_group SET sheet_sent_at = $2 WHERE id = ANY ($1::uuid[])', [groups, at]);
  }

  async fillFromSheet(
    tx: Transaction,
    { group, answers, by, at }: Parameters<WorkshopStore['fillFromSheet']>[1],
  ): Promise<number | undefined> {
    const rows = await tx.query<{ readonly filled: number | null }>(
      'SELECT fill_from_sheet($1, $2, $3, $4) AS filled',
      [group, JSON.stringify(answers), by, at],
    );
    return first(rows)?.filled ?? undefined;
  }
}
