import {
  WorkshopGroupsStore,
  type AgencyGroup,
  type FromSeat,
  type GroupChange,
  type GroupId,
  type GroupWork,
  type SaidInGroup,
  type StandingText,
  type Transaction,
  type WorkshopId,
  type WorkshopState,
} from '@isonomia/application';
import { questionId, type Answer } from '@isonomia/instrument';
import type { DataSource } from 'typeorm';
import { toAgency, type AgencyRecord } from './agency-rows.js';
import { autocommit } from './autocommit.js';
import { first, present, toDate, type At } from './values.js';
import {
  toChoices,
  toConsensus,
  toWork,
  toWorkingGroup,
  type ChoiceRecord,
  type ConsensusRecord,
  type GroupOfSeatRecord,
  type WorkRecord,
} from './workshop-group-rows.js';

interface AgencyGroupRecord extends GroupOfSeatRecord {
  readonly agency: AgencyRecord;
  readonly choices: readonly ChoiceRecord[] | null;
  readonly consensus: readonly ConsensusRecord[] | null;
}

/** What `say_in_group` answers; of what was received before, the same. */
interface Reply {
  readonly status: SaidInGroup['kind'];
  readonly revision?: number;
  readonly at?: At | null;
  readonly answer?: Answer | string | null;
  readonly note?: string | null;
  readonly by?: string | null;
  readonly state?: WorkshopState;
}

const AGENCY_GROUPS = `
  SELECT g.id, g.kind, g.name, g.sheet_returned_at AS sheet, to_jsonb(a) AS agency,
    (SELECT jsonb_agg(jsonb_build_object('about', n.about, 'choice', n.choice)) FROM (
      SELECT DISTINCT ON (c.about) c.about, c.choice FROM workshop_choice c WHERE c.group_id = g.id
      ORDER BY c.about, c.id DESC) n) AS choices,
    (SELECT jsonb_agg(jsonb_build_object('by', c.changed_by, 'question', c.question_id, 'answer', c.answer, 'note', c.note,
      'origin', c.origin, 'revision', c.revision, 'at', c.changed_at)) FROM workshop_consensus c WHERE c.group_id = g.id) AS consensus
  FROM workshop_group g CROSS JOIN LATERAL agency_of_group(g.id) a
  WHERE g.workshop_id = $1 AND ($2::uuid IS NULL OR g.id = $2)
  ORDER BY g.position, g.id`;

/** A phone's changes and pages are one round trip each, on no connection longer than that. */
export class SqlWorkshopGroupsStore extends WorkshopGroupsStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async say({ seat, at, key }: FromSeat, change: GroupChange): Promise<SaidInGroup> {
    const { rows } = await autocommit(this.dataSource).query<{ readonly reply: Reply }>({
      name: 'say-in-group',
      text: 'SELECT say_in_group($1, $2, $3, $4, $5) AS reply',
      values: [seat, change.kind, JSON.stringify(saidOf(change)), key ?? null, at],
    });
    const reply = first(rows)?.reply;
    if (reply === undefined) throw new Error('A function that always answers gave no answer.');
    return toSaid(reply, change);
  }

  async work({ seat, at }: Pick<FromSeat, 'seat' | 'at'>): Promise<GroupWork | undefined> {
    const { rows } = await autocommit(this.dataSource).query<{ readonly work: WorkRecord | null }>({
      name: 'group-work',
      text: 'SELECT group_work($1, $2) AS work',
      values: [seat, at],
    });
    const work = first(rows)?.work ?? undefined;
    return work === undefined ? undefined : toWork(work);
  }

  async agencyGroups(tx: Transaction, workshop: WorkshopId, group?: GroupId): Promise<readonly AgencyGroup[]> {
    const rows = await tx.query<AgencyGroupRecord>(AGENCY_GROUPS, [workshop, group ?? null]);
    return rows.map((row) => ({
      ...toWorkingGroup(row),
      agency: toAgency(row.agency),
      choices: toChoices(row.choices),
      consensus: (row.consensus ?? []).map(toConsensus),
    }));
  }
}

function saidOf(change: GroupChange): object {
  if (change.kind !== 'point') return change;
  const { id, group, expected, point } = change;
  return { id, group, expected, ...point };
}

function toSaid(reply: Reply, change: GroupChange): SaidInGroup {
  switch (reply.status) {
    case 'recorded':
      return { kind: 'recorded', revision: reply.revision ?? 0, at: toDate(reply.at ?? '') };
    case 'conflict':
      return { kind: 'conflict', standing: toStanding(reply, change) };
    case 'not-open':
      return { kind: 'not-open', state: reply.state ?? 'closed' };
    default:
      return { kind: reply.status };
  }
}

function toStanding(reply: Reply, change: GroupChange): StandingText {
  const { revision = 0, answer, note, by, at } = reply;
  return {
    ...('question' in change && { question: questionId(change.question) }),
    revision,
    ...(typeof answer === 'string' ? { body: answer } : present('answer', answer)),
    ...present('note', note),
    ...present('by', by),
    ...(at !== undefined && at !== null && { at: toDate(at) }),
  };
}
