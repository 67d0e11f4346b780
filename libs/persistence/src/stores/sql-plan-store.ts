import {
  agencyId,
  assessmentId,
  bodyOf,
  fileId,
  outcomeId,
  PlanStore,
  taskId,
  userId,
  type Adoption,
  type AgencyId,
  type AssessmentId,
  type DocumentId,
  type DueFollowUp,
  type DueReminder,
  type FileId,
  type FollowUp,
  type Mailbox,
  type PlanOfAgency,
  type PlanTask,
  type RoundId,
  type TaskEvent,
  type TaskEvidence,
  type TaskId,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import type { EvidenceId } from '@isonomia/instrument';
import {
  CHANGED_COLUMNS,
  changedValues,
  places,
  TASK_COLUMNS,
  taskValues,
  toEvent,
  toTask,
  toTaskEvidence,
  type EventRecord,
  type TaskEvidenceRecord,
  type TaskRecord,
} from './plan-rows.js';
import { FOLLOW_UPS, NOTIFY, REMINDERS } from './plan-notices.js';
import { first, present, toDate, type At } from './values.js';

type NewEvent = Omit<TaskEvent, 'body' | 'revision'>;

const TASKS = `SELECT ${TASK_COLUMNS} FROM plan_task`;
const OF_RULE = `${TASKS} WHERE agency_id = $1 AND instrument_id = $2 AND rule_id = $3`;
const IN_ORDER = 'ORDER BY due NULLS LAST, created_at, id';
const FIND = `SELECT ${TASK_COLUMNS}, set_config('isonomia.agency', agency_id::text, true) FROM plan_task WHERE id = $1`;
const TASK_WIDTH = TASK_COLUMNS.split(',').length;
const CHANGED_WIDTH = CHANGED_COLUMNS.split(',').length;
const INSERT = `INSERT INTO plan_task (${TASK_COLUMNS}) VALUES (${places(TASK_WIDTH)}) ON CONFLICT DO NOTHING RETURNING id`;
const CHANGE = `WITH done AS (
    UPDATE plan_task SET (${CHANGED_COLUMNS}) = ROW (${places(CHANGED_WIDTH, 3)}), revision = revision + 1
    WHERE id = $1 AND revision = $2 RETURNING revision)
  SELECT revision FROM done`;
const NOTE = `INSERT INTO plan_event (agency_id, task_id, revision, kind, body, note, outcome_id, by, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const EVENTS = 'SELECT task_id, revision, kind, body, note, outcome_id, by, at FROM plan_event';

const WAITING = `SELECT w.outcome_id, array_agg(w.rule_id ORDER BY w.rule_id) AS rules FROM (
    SELECT DISTINCT ON (a.instrument_id, d.rule_id) d.outcome_id, d.rule_id, o.created_at
    FROM decision d JOIN outcome o ON o.id = d.outcome_id JOIN assessment a ON a.id = o.assessment_id
    WHERE d.agency_id = $1 AND NOT d.taken_back AND d.decision <> 'declined'
      AND NOT EXISTS (SELECT FROM outcome n WHERE n.assessment_id = o.assessment_id AND n.revision > o.revision)
      AND NOT EXISTS (SELECT FROM plan_task t
        WHERE t.agency_id = $1 AND t.instrument_id = a.instrument_id AND t.rule_id = d.rule_id)
    ORDER BY a.instrument_id, d.rule_id, o.created_at DESC) w
  GROUP BY w.outcome_id ORDER BY max(w.created_at) DESC`;
const ADOPTIONS = `SELECT a.id AS assessment_id, a.title, min(e.at) AS at,
    (array_agg(o.id ORDER BY o.revision DESC))[1] AS outcome_id
  FROM plan_event e JOIN outcome o ON o.id = e.outcome_id JOIN assessment a ON a.id = o.assessment_id
  WHERE e.agency_id = $1 GROUP BY a.id, a.title ORDER BY min(e.at) DESC, a.id`;

const EVIDENCE = `SELECT e.id, e.task_id, e.kind, e.title, e.number, e.date, e.holder, e.page, e.url, e.restricted, e.created_by,
    e.created_at, e.removed_at, e.file_id, f.name AS file_name, f.size::text AS file_size, f.sha256 AS file_sha256
  FROM plan_evidence e LEFT JOIN file f ON f.id = e.file_id`;
const FIND_EVIDENCE = `${EVIDENCE}, LATERAL (SELECT set_config('isonomia.agency', e.agency_id::text, true)) entered WHERE e.id = $1`;
const ADD_EVIDENCE = `INSERT INTO plan_evidence (agency_id, id, task_id, kind, title, number, date, holder, page, url, restricted,
    file_id, created_by, created_at) VALUES (${places(14)})`;
const REMOVE = `WITH gone AS (UPDATE plan_evidence SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL RETURNING id)
  SELECT id FROM gone`;
const RESTORE = `WITH back AS (UPDATE plan_evidence SET removed_at = NULL
    WHERE id = $1 AND removed_at IS NOT NULL AND (kind <> 'file' OR file_id IS NOT NULL) RETURNING id)
  SELECT id FROM back`;
const GIVE_UP = `WITH gone AS (UPDATE plan_evidence SET file_id = NULL WHERE removed_at <= $1 AND file_id IS NOT NULL
    RETURNING old.file_id)
  SELECT file_id FROM gone`;

const SHARING = `SELECT shown, chosen_by, chosen_at FROM plan_sharing WHERE round_id = $1 AND agency_id = $2 ORDER BY id DESC`;
const SHARE = 'INSERT INTO plan_sharing (round_id, agency_id, shown, chosen_by, chosen_at) VALUES ($1, $2, $3, $4, $5)';

interface AdoptionRecord {
  readonly assessment_id: string;
  readonly outcome_id: string;
  readonly title: string;
  readonly at: At;
}
interface CountRecord {
  readonly instrument_id: string | null;
  readonly instrument_version: string | null;
  readonly rule_id: string | null;
  readonly dimension_id: string | null;
  readonly state: PlanTask['state'];
  readonly tasks: number;
  readonly overdue: number;
}
interface OfAgencyRecord {
  readonly agency_id: string;
  readonly agency: string;
  readonly country: string;
  readonly tasks: readonly CountRecord[];
}

export class SqlPlanStore extends PlanStore {
  async find(tx: Transaction, id: TaskId): Promise<PlanTask | undefined> {
    const row = first(await tx.query<TaskRecord>(FIND, [id]));
    return row === undefined ? undefined : toTask(row);
  }

  async ofAgency(tx: Transaction, agency: AgencyId): Promise<readonly PlanTask[]> {
    return (await tx.query<TaskRecord>(`${TASKS} WHERE agency_id = $1 ${IN_ORDER}`, [agency])).map(toTask);
  }

  async ofRule(tx: Transaction, agency: AgencyId, instrument: string, rule: string): Promise<PlanTask | undefined> {
    const row = first(await tx.query<TaskRecord>(OF_RULE, [agency, instrument, rule]));
    return row === undefined ? undefined : toTask(row);
  }

  async ofAssessment(tx: Transaction, assessment: AssessmentId): Promise<readonly PlanTask[]> {
    return (await tx.query<TaskRecord>(`${TASKS} WHERE assessment_id = $1 ${IN_ORDER}`, [assessment])).map(toTask);
  }

  async insert(tx: Transaction, task: PlanTask, event: NewEvent): Promise<boolean> {
    if ((await tx.query(INSERT, taskValues(task))).length === 0) return false;
    await this.note(tx, task, event);
    return true;
  }

  async change(tx: Transaction, task: PlanTask, event: NewEvent, expected: number): Promise<number | undefined> {
    const rows = await tx.query<{ readonly revision: number }>(CHANGE, [task.id, expected, ...changedValues(task)]);
    const revision = first(rows)?.revision;
    if (revision !== undefined) await this.note(tx, { ...task, revision }, event);
    return revision;
  }

  async note(tx: Transaction, task: PlanTask, event: NewEvent): Promise<void> {
    const { kind, note, outcome, by, at } = event;
    const body = JSON.stringify(bodyOf(task));
    await tx.query(NOTE, [task.agencyId, task.id, task.revision, kind, body, note ?? null, outcome ?? null, by, at]);
  }

  async history(tx: Transaction, task: TaskId): Promise<readonly TaskEvent[]> {
    return (await tx.query<EventRecord>(`${EVENTS} WHERE task_id = $1 ORDER BY id`, [task])).map(toEvent);
  }

  async historyOfAgency(tx: Transaction, agency: AgencyId): Promise<ReadonlyMap<TaskId, readonly TaskEvent[]>> {
    const rows = await tx.query<EventRecord>(`${EVENTS} WHERE agency_id = $1 ORDER BY id`, [agency]);
    const histories = new Map<TaskId, TaskEvent[]>();
    for (const row of rows) {
      const id = taskId(row.task_id);
      const known = histories.get(id);
      if (known === undefined) histories.set(id, [toEvent(row)]);
      else known.push(toEvent(row));
    }
    return histories;
  }

  async waiting(tx: Transaction, agency: AgencyId): ReturnType<PlanStore['waiting']> {
    const rows = await tx.query<{ readonly outcome_id: string; readonly rules: readonly string[] }>(WAITING, [agency]);
    return rows.map((row) => ({ outcome: outcomeId(row.outcome_id), rules: row.rules }));
  }

  async adoptions(tx: Transaction, agency: AgencyId): Promise<readonly Adoption[]> {
    return (await tx.query<AdoptionRecord>(ADOPTIONS, [agency])).map((row) => ({
      assessment: assessmentId(row.assessment_id),
      outcome: outcomeId(row.outcome_id),
      title: row.title,
      on: toDate(row.at).toISOString().slice(0, 10),
    }));
  }

  async addEvidence(tx: Transaction, agency: AgencyId, evidence: TaskEvidence): Promise<void> {
    const file = evidence.kind === 'file' ? evidence.file?.id : undefined;
    const url = evidence.kind === 'link' ? evidence.url : undefined;
    const { id, task, kind, title, number, date, holder, page, restricted, createdBy, createdAt } = evidence;
    const details = [number, date, holder, page, url].map((value) => value ?? null);
    const common = [agency, id, task, kind, title, ...details, restricted, file ?? null, createdBy, createdAt];
    await tx.query(ADD_EVIDENCE, common);
  }

  async evidence(tx: Transaction, agency: AgencyId, task?: TaskId): Promise<readonly TaskEvidence[]> {
    const sql = `${EVIDENCE} WHERE e.agency_id = $1 AND ($2::uuid IS NULL OR e.task_id = $2) ORDER BY e.created_at, e.id`;
    return (await tx.query<TaskEvidenceRecord>(sql, [agency, task ?? null])).map(toTaskEvidence);
  }

  async findEvidence(tx: Transaction, id: EvidenceId): Promise<TaskEvidence | undefined> {
    const row = first(await tx.query<TaskEvidenceRecord>(FIND_EVIDENCE, [id]));
    return row === undefined ? undefined : toTaskEvidence(row);
  }

  async removeEvidence(tx: Transaction, id: EvidenceId, at: Date): Promise<boolean> {
    return (await tx.query(REMOVE, [id, at])).length > 0;
  }

  async restoreEvidence(tx: Transaction, id: EvidenceId): Promise<boolean> {
    return (await tx.query(RESTORE, [id])).length > 0;
  }

  async giveUpFiles(tx: Transaction, removedBy: Date): Promise<readonly FileId[]> {
    const rows = await tx.query<{ readonly file_id: string }>(GIVE_UP, [removedBy]);
    return rows.map((row) => fileId(row.file_id));
  }

  async sharing(tx: Transaction, round: RoundId, agency: AgencyId): ReturnType<PlanStore['sharing']> {
    const rows = await tx.query<{ readonly shown: boolean; readonly chosen_by: string; readonly chosen_at: At }>(
      SHARING,
      [round, agency],
    );
    return rows.map((row) => ({ shown: row.shown, by: userId(row.chosen_by), at: toDate(row.chosen_at) }));
  }

  async share(tx: Transaction, { round, agency, shown, by, at }: Parameters<PlanStore['share']>[1]): Promise<void> {
    await tx.query(SHARE, [round, agency, shown, by, at]);
  }

  async inRound(tx: Transaction, round: RoundId, today: string): Promise<readonly PlanOfAgency[]> {
    const rows = await tx.query<OfAgencyRecord>('SELECT * FROM plans_in_round($1, $2::date)', [round, today]);
    return rows.map((row) => ({
      agency: agencyId(row.agency_id),
      name: row.agency,
      country: row.country,
      counts: row.tasks.map(({ state, tasks, overdue, ...of }) => ({
        ...present('instrumentId', of.instrument_id),
        ...present('instrumentVersion', of.instrument_version),
        ...present('rule', of.rule_id),
        ...present('dimension', of.dimension_id),
        state,
        tasks,
        overdue,
      })),
    }));
  }

  async keepFollowUp(
    tx: Transaction,
    { document, agency, followUp }: Parameters<PlanStore['keepFollowUp']>[1],
  ): Promise<void> {
    const sql = 'INSERT INTO follow_up (document_id, agency_id, body) VALUES ($1, $2, $3)';
    await tx.query(sql, [document, agency, JSON.stringify(followUp)]);
  }

  async followUp(tx: Transaction, document: DocumentId): Promise<FollowUp | undefined> {
    const sql = 'SELECT body FROM follow_up WHERE document_id = $1';
    return first(await tx.query<{ readonly body: FollowUp }>(sql, [document]))?.body;
  }

  async dueReminders(tx: Transaction, today: string): Promise<readonly DueReminder[]> {
    type Row = TaskRecord & { readonly agency: string; readonly kind: DueReminder['kind'] };
    return (await tx.query<Row>(REMINDERS, [today])).map((row) => ({
      agency: agencyId(row.agency_id),
      agencyName: row.agency,
      kind: row.kind,
      day: row.due ?? today,
      task: toTask(row),
    }));
  }

  async dueFollowUps(tx: Transaction, today: string): Promise<readonly DueFollowUp[]> {
    type Row = Readonly<Record<'agency_id' | 'agency' | 'subject' | 'title' | 'day', string>> & {
      readonly started: DueFollowUp['from']['kind'];
      readonly kind: DueFollowUp['kind'];
    };
    return (await tx.query<Row>(FOLLOW_UPS, [today])).map((row) => ({
      agency: agencyId(row.agency_id),
      agencyName: row.agency,
      kind: row.kind,
      day: row.day,
      from: { kind: row.started, id: row.subject },
      title: row.title,
    }));
  }

  async notify(
    tx: Transaction,
    { agency, subject, kind, day, at }: Parameters<PlanStore['notify']>[1],
  ): Promise<boolean> {
    return (await tx.query(NOTIFY, [agency, subject, kind, day, at])).length > 0;
  }

  recipients(tx: Transaction, agency: AgencyId, owner?: UserId): Promise<readonly Mailbox[]> {
    return tx.query<Mailbox>('SELECT name, email, language FROM plan_recipients($1, $2)', [agency, owner ?? null]);
  }
}
