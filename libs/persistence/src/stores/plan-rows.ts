import {
  agencyId,
  assessmentId,
  fileId,
  outcomeId,
  storedEvidenceId,
  taskId,
  userId,
  type PlanTask,
  type TaskBody,
  type TaskEvent,
  type TaskEvidence,
  type TaskOrigin,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import { present, toDate, type At } from './values.js';

export interface TaskRecord {
  readonly id: string;
  readonly agency_id: string;
  readonly outcome_id: string | null;
  readonly assessment_id: string | null;
  readonly instrument_id: string | null;
  readonly instrument_version: string | null;
  readonly rule_id: string | null;
  readonly dimension_id: string | null;
  readonly what: string | null;
  readonly owner_role: string | null;
  readonly owner_name: string | null;
  readonly owner_id: string | null;
  readonly due: string | null;
  readonly due_set_on: string;
  readonly state: PlanTask['state'];
  readonly reason: string | null;
  readonly withdrawn: boolean;
  readonly indicator: string | null;
  readonly target: string | null;
  readonly measured: string | null;
  readonly reminders: boolean;
  readonly revision: number;
  readonly created_by: string;
  readonly created_at: At;
}

const BODY = [
  'what',
  'owner_role',
  'owner_name',
  'owner_id',
  'due',
  'due_set_on',
  'state',
  'reason',
  'withdrawn',
  'indicator',
  'target',
  'measured',
  'reminders',
] as const;
const ORIGIN = [
  'outcome_id',
  'assessment_id',
  'instrument_id',
  'instrument_version',
  'rule_id',
  'dimension_id',
] as const;
const CREATED = ['revision', 'created_by', 'created_at'] as const;
/** What a change writes, in the order of `changedValues`. */
export const CHANGED_COLUMNS = [...ORIGIN, ...BODY].join(', ');
export const TASK_COLUMNS = `id, agency_id, ${CHANGED_COLUMNS}, ${CREATED.join(', ')}`;

export const changedValues = (task: PlanTask): readonly unknown[] => [
  ...originValues(task.origin),
  ...[task.what, task.ownerRole, task.ownerName, task.ownerId, task.due].map(orNull),
  task.dueSetOn,
  task.state,
  orNull(task.reason),
  task.withdrawn,
  ...[task.indicator, task.target, task.measured].map(orNull),
  task.reminders,
];

const orNull = (value: string | undefined): string | null => value ?? null;
const originValues = (origin: TaskOrigin | undefined): readonly (string | null)[] =>
  origin === undefined
    ? ORIGIN.map(() => null)
    : [
        origin.outcome,
        origin.assessment,
        origin.instrumentId,
        origin.instrumentVersion,
        origin.rule,
        orNull(origin.dimension),
      ];

export const taskValues = (task: PlanTask): readonly unknown[] => [
  task.id,
  task.agencyId,
  ...changedValues(task),
  task.revision,
  task.createdBy,
  task.createdAt,
];

export const places = (count: number, first = 1): string =>
  Array.from({ length: count }, (_, at) => `$${at + first}`).join(', ');

export function toTask(row: TaskRecord): PlanTask {
  const origin = toOrigin(row);
  return {
    id: taskId(row.id),
    agencyId: agencyId(row.agency_id),
    ...(origin !== undefined && { origin }),
    ...present('what', row.what),
    ...present('ownerRole', row.owner_role),
    ...present('ownerName', row.owner_name),
    ...(row.owner_id !== null && { ownerId: userId(row.owner_id) }),
    ...present('due', row.due),
    dueSetOn: row.due_set_on,
    state: row.state,
    ...present('reason', row.reason),
    withdrawn: row.withdrawn,
    ...present('indicator', row.indicator),
    ...present('target', row.target),
    ...present('measured', row.measured),
    reminders: row.reminders,
    revision: row.revision,
    createdBy: userId(row.created_by),
    createdAt: toDate(row.created_at),
  };
}

function toOrigin(row: TaskRecord): TaskOrigin | undefined {
  const { outcome_id, assessment_id, instrument_id, instrument_version, rule_id, dimension_id } = row;
  if (outcome_id === null || assessment_id === null || rule_id === null) return undefined;
  return {
    outcome: outcomeId(outcome_id),
    assessment: assessmentId(assessment_id),
    instrumentId: instrument_id ?? '',
    instrumentVersion: instrument_version ?? '',
    rule: rule_id,
    ...(dimension_id !== null && { dimension: dimensionId(dimension_id) }),
  };
}

export interface EventRecord {
  readonly task_id: string;
  readonly revision: number;
  readonly kind: TaskEvent['kind'];
  readonly body: TaskBody;
  readonly note: string | null;
  readonly outcome_id: string | null;
  readonly by: string;
  readonly at: At;
}

export const toEvent = (row: EventRecord): TaskEvent => ({
  kind: row.kind,
  revision: row.revision,
  body: row.body,
  ...present('note', row.note),
  ...(row.outcome_id !== null && { outcome: outcomeId(row.outcome_id) }),
  by: userId(row.by),
  at: toDate(row.at),
});

export interface TaskEvidenceRecord {
  readonly id: string;
  readonly task_id: string;
  readonly kind: TaskEvidence['kind'];
  readonly title: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly holder: string | null;
  readonly page: string | null;
  readonly url: string | null;
  readonly restricted: boolean;
  readonly created_by: string;
  readonly created_at: At;
  readonly removed_at: At | null;
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly file_size: string | null;
  readonly file_sha256: string | null;
}

export function toTaskEvidence(row: TaskEvidenceRecord): TaskEvidence {
  const common = {
    id: storedEvidenceId(row.id),
    task: taskId(row.task_id),
    title: row.title,
    ...present('number', row.number),
    ...present('date', row.date),
    ...present('holder', row.holder),
    ...present('page', row.page),
    restricted: row.restricted,
    createdBy: userId(row.created_by),
    createdAt: toDate(row.created_at),
    ...(row.removed_at !== null && { removedAt: toDate(row.removed_at) }),
  };
  if (row.kind === 'citation') return { ...common, kind: 'citation' };
  if (row.kind === 'link') return { ...common, kind: 'link', url: row.url ?? '' };
  const { file_id: id, file_name: name, file_size: size, file_sha256: sha256 } = row;
  if (id === null || name === null) return { ...common, kind: 'file' };
  return { ...common, kind: 'file', file: { id: fileId(id), name, size: Number(size), sha256: sha256 ?? '' } };
}
