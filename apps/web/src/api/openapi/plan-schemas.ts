import { TASK_STATES } from '@isonomia/application';
import { arrayOf, type JsonSchema, mapOf, object, optional, ref, text, type } from './schema-parts.js';

const moment: JsonSchema = { type: 'string', format: 'date-time' };
const day: JsonSchema = { type: 'string', format: 'date' };
const integer = type('integer');
const flag = type('boolean');

const body = {
  what: optional({ type: 'string', description: 'Left out: as the recommendation says.' }),
  ownerRole: optional(text),
  ownerName: optional(text),
  ownerId: optional(text),
  due: optional(day),
  indicator: optional(text),
  target: optional(text),
  reminders: flag,
  state: ref('TaskState'),
  reason: optional(text),
  withdrawn: { type: 'boolean', description: 'Dropped since its decision was taken back.' },
  measured: optional(text),
} as const;

const task = {
  ...body,
  id: text,
  agencyId: text,
  origin: optional(
    object({
      outcome: text,
      assessment: text,
      instrumentId: text,
      instrumentVersion: text,
      rule: text,
      dimension: optional(text),
    }),
  ),
  dueSetOn: day,
  revision: integer,
  createdBy: text,
  createdAt: moment,
} as const;

/** Action plans: tasks, what happened to them, and how far those of a round are. */
export const PLAN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  TaskState: { enum: [...TASK_STATES] },
  TaskEvidence: object({
    id: text,
    task: text,
    kind: { enum: ['file', 'link', 'citation'] },
    title: text,
    number: optional(text),
    date: optional(day),
    holder: optional(text),
    page: optional(text),
    url: optional(text),
    restricted: flag,
    file: optional(object({ id: text, name: text, size: integer, sha256: text })),
    createdBy: text,
    createdAt: moment,
    removedAt: optional(moment),
  }),
  PlanTask: object(task),
  Plan: object({
    today: day,
    tasks: arrayOf(object({ ...task, evidence: arrayOf(ref('TaskEvidence')) })),
    adoptions: arrayOf(object({ assessment: text, outcome: text, title: text, on: day })),
    waiting: { type: 'integer', description: 'Accepted recommendations that have no task.' },
    may: mapOf(flag),
  }),
  PlanTasksMade: object({ tasks: integer }),
  PlanTaskWhole: object({
    task: ref('PlanTask'),
    evidence: arrayOf(ref('TaskEvidence')),
    history: arrayOf(
      object({
        kind: text,
        revision: integer,
        body: object(body),
        note: optional(text),
        outcome: optional(text),
        by: text,
        at: moment,
      }),
    ),
    may: mapOf(flag),
  }),
  PlansInRound: object({
    agencies: arrayOf(
      object({
        agency: text,
        name: text,
        country: text,
        counts: arrayOf(
          object({
            instrumentId: optional(text),
            instrumentVersion: optional(text),
            rule: optional(text),
            dimension: optional(text),
            state: ref('TaskState'),
            tasks: integer,
            overdue: integer,
          }),
        ),
      }),
    ),
  }),
};
