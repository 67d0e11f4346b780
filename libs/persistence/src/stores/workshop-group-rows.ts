import {
  NOTHING_CHOSEN,
  groupId,
  participantId,
  pointId,
  type Agreement,
  type ClauseAddressee,
  type Consensus,
  type GroupChoices,
  type GroupKind,
  type GroupMember,
  type GroupPoint,
  type GroupWork,
  type OutcomeChoice,
  type OwnAnswer,
  type PointKind,
  type RoomChoice,
  type WorkingGroup,
} from '@isonomia/application';
import { dimensionId, questionId, type Answer } from '@isonomia/instrument';
import { toAgency, type AgencyRecord } from './agency-rows.js';
import { present, toDate, type At } from './values.js';

type Listed<Row> = readonly Row[] | null;

interface MemberRecord {
  readonly id: string;
  readonly name: string;
  readonly function: string | null;
  readonly agency_group: string | null;
  readonly mixed_group: string | null;
  readonly from: string | null;
  readonly removed: boolean;
}
interface SaidRecord {
  readonly by: string;
  readonly question: string;
  readonly answer: Answer;
  readonly note: string | null;
  readonly revision: number;
  readonly at: At;
}
export type ConsensusRecord = SaidRecord & { readonly origin: Consensus['origin'] };
interface AgreementRecord {
  readonly by: string;
  readonly question: string;
  readonly agrees: boolean;
  readonly view: string | null;
  readonly of: number;
  readonly at: At;
}
interface PointRecord {
  readonly id: string;
  readonly group: string;
  readonly kind: PointKind;
  readonly body: string;
  readonly addressee: ClauseAddressee | null;
  readonly dimension: string | null;
  readonly rule: string | null;
  readonly by: string;
  readonly revision: number;
  readonly at: At;
  readonly forward: At | null;
}
export interface GroupOfSeatRecord {
  readonly id: string;
  readonly kind: GroupKind;
  readonly name: string;
  readonly sheet: At | null;
}
export type ChoiceRecord =
  | { readonly about: 'room'; readonly choice: RoomChoice }
  | { readonly about: 'outcome'; readonly choice: OutcomeChoice };

/** What `group_work` gives. */
export interface WorkRecord {
  readonly workshop: { readonly from: string; readonly to: string } | null;
  readonly groups: Listed<GroupOfSeatRecord>;
  readonly agency: AgencyRecord | null;
  readonly members: Listed<MemberRecord>;
  readonly answers: Listed<SaidRecord>;
  readonly consensus: Listed<ConsensusRecord>;
  readonly agreements: Listed<AgreementRecord>;
  readonly points: Listed<PointRecord>;
  readonly choices: Listed<ChoiceRecord>;
}

const each = <Row, Thing>(rows: Listed<Row>, to: (row: Row) => Thing): readonly Thing[] => (rows ?? []).map(to);

export function toWork(row: WorkRecord): GroupWork {
  const groups = each(row.groups, toWorkingGroup);
  const mixed = groups.find(({ kind }) => kind === 'mixed');
  return {
    reference: row.workshop ?? { from: '', to: '' },
    ...present(
      'group',
      groups.find(({ kind }) => kind !== 'mixed'),
    ),
    ...present('mixedGroup', mixed),
    ...(row.agency !== null && { agency: toAgency(row.agency) }),
    members: each(row.members, (member) => toMember(member, groups)),
    answers: each(row.answers, toOwnAnswer),
    consensus: each(row.consensus, toConsensus),
    agreements: each(row.agreements, toAgreement),
    points: each(row.points, toPoint),
    choices: toChoices(row.choices),
  };
}

export const toWorkingGroup = (row: GroupOfSeatRecord): WorkingGroup => ({
  id: groupId(row.id),
  kind: row.kind,
  name: row.name,
  ...(row.sheet !== null && { sheetReturnedAt: toDate(row.sheet) }),
});

function toMember(row: MemberRecord, groups: readonly WorkingGroup[]): GroupMember {
  const sits = (group: string | null): boolean => groups.some(({ id }) => id === group);
  return {
    id: participantId(row.id),
    name: row.name,
    ...present('function', row.function),
    ...present('from', row.from),
    sides: [
      ...(sits(row.agency_group) ? (['agency'] as const) : []),
      ...(sits(row.mixed_group) ? (['mixed'] as const) : []),
    ],
    removed: row.removed,
  };
}

const toOwnAnswer = (row: SaidRecord): OwnAnswer => ({
  question: questionId(row.question),
  by: participantId(row.by),
  answer: row.answer,
  ...present('note', row.note),
  revision: row.revision,
  at: toDate(row.at),
});

export const toConsensus = (row: ConsensusRecord): Consensus => ({
  question: questionId(row.question),
  answer: row.answer,
  ...present('note', row.note),
  origin: row.origin,
  revision: row.revision,
  by: row.by,
  at: toDate(row.at),
});

const toAgreement = (row: AgreementRecord): Agreement => ({
  question: questionId(row.question),
  by: participantId(row.by),
  agrees: row.agrees,
  ...present('view', row.view),
  ofRevision: row.of,
  at: toDate(row.at),
});

const toPoint = (row: PointRecord): GroupPoint => ({
  id: pointId(row.id),
  group: groupId(row.group),
  kind: row.kind,
  body: row.body,
  ...present('addressee', row.addressee),
  ...(row.dimension !== null && { dimension: dimensionId(row.dimension) }),
  ...present('rule', row.rule),
  by: participantId(row.by),
  revision: row.revision,
  at: toDate(row.at),
  ...(row.forward !== null && { putForwardAt: toDate(row.forward) }),
});

export function toChoices(rows: Listed<ChoiceRecord>): GroupChoices {
  const made = rows ?? [];
  const room = made.find((one) => one.about === 'room');
  const outcome = made.find((one) => one.about === 'outcome');
  return { room: room?.choice ?? NOTHING_CHOSEN.room, outcome: outcome?.choice ?? NOTHING_CHOSEN.outcome };
}
