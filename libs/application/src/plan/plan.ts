import type { DimensionId, EvidenceId } from '@isonomia/instrument';
import type { FileEvidence } from '../assessments/assessment.js';
import type { EvidenceDetails } from '../assessments/evidence-details.js';
import type { AgencyId, AssessmentId, OutcomeId, TaskId, UserId } from '../ids.js';

/** In the order of the board. Dropped needs a reason, unless its decision was taken back. */
export const TASK_STATES = ['to-do', 'under-way', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Still to be done: what reminders and delays are about. */
export const isOpen = (state: TaskState): boolean => state === 'to-do' || state === 'under-way';

/** The recommendation that a task comes from; the outcome is the last one that it was accepted from. */
export interface TaskOrigin {
  readonly outcome: OutcomeId;
  readonly assessment: AssessmentId;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly rule: string;
  readonly dimension?: DimensionId;
}

/** What was promised. Left out, words come from the recommendation, in the language of whoever reads. */
export interface TaskPromise {
  readonly what?: string;
  /** The function in charge: may be told outside. */
  readonly ownerRole?: string;
  /** A person's name: stays inside. */
  readonly ownerName?: string;
  /** The account of the person in charge, who then gets the reminders. */
  readonly ownerId?: UserId;
  /** ISO date. */
  readonly due?: string;
  readonly indicator?: string;
  readonly target?: string;
  readonly reminders: boolean;
}

/** What was delivered. */
export interface TaskDelivery {
  readonly state: TaskState;
  /** Why it was dropped. */
  readonly reason?: string;
  /** Dropped since its decision was taken back or declined. */
  readonly withdrawn: boolean;
  readonly measured?: string;
}

export type TaskBody = TaskPromise & TaskDelivery;

export interface PlanTask extends TaskBody {
  readonly id: TaskId;
  readonly agencyId: AgencyId;
  /** None for a task in the agency's own words. */
  readonly origin?: TaskOrigin;
  /** ISO date: a reminder that would have been due before then is not sent. */
  readonly dueSetOn: string;
  readonly revision: number;
  readonly createdBy: UserId;
  readonly createdAt: Date;
}

export type TaskEventKind =
  | 'adopted'
  | 'adopted-again'
  | 'added'
  | 'changed'
  | 'reported'
  | 'withdrawn'
  | 'evidence-added'
  | 'evidence-removed'
  | 'evidence-restored';

/** Never changed: what the task was like after each thing that happened to it. */
export interface TaskEvent {
  readonly kind: TaskEventKind;
  readonly revision: number;
  readonly body: TaskBody;
  readonly note?: string;
  /** The outcome that it was accepted from. */
  readonly outcome?: OutcomeId;
  readonly by: UserId;
  readonly at: Date;
}

interface EvidenceCommon extends EvidenceDetails {
  readonly id: EvidenceId;
  readonly task: TaskId;
  readonly createdBy: UserId;
  readonly createdAt: Date;
  readonly removedAt?: Date;
}
export type TaskEvidence =
  | (EvidenceCommon & { readonly kind: 'file'; readonly file?: FileEvidence['file'] })
  | (EvidenceCommon & { readonly kind: 'link'; readonly url: string })
  | (EvidenceCommon & { readonly kind: 'citation' });

/** The day from which an agency's plan counts: the first time that it accepted something from an assessment. */
export interface Adoption {
  readonly assessment: AssessmentId;
  readonly outcome: OutcomeId;
  readonly title: string;
  /** ISO date. */
  readonly on: string;
}

/** Past its day and not done; the day itself is not over. */
export const isOverdue = (task: Pick<TaskBody, 'state' | 'due'>, today: string): boolean =>
  isOpen(task.state) && task.due !== undefined && task.due < today;

export const bodyOf = (task: TaskBody): TaskBody => ({
  ...(task.what !== undefined && { what: task.what }),
  ...(task.ownerRole !== undefined && { ownerRole: task.ownerRole }),
  ...(task.ownerName !== undefined && { ownerName: task.ownerName }),
  ...(task.ownerId !== undefined && { ownerId: task.ownerId }),
  ...(task.due !== undefined && { due: task.due }),
  ...(task.indicator !== undefined && { indicator: task.indicator }),
  ...(task.target !== undefined && { target: task.target }),
  ...(task.reason !== undefined && { reason: task.reason }),
  ...(task.measured !== undefined && { measured: task.measured }),
  reminders: task.reminders,
  state: task.state,
  withdrawn: task.withdrawn,
});
