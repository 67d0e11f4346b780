import type { EvidenceId } from '@isonomia/instrument';
import type { AgencyId, AssessmentId, DocumentId, FileId, OutcomeId, RoundId, TaskId, UserId } from '../ids.js';
import type { FollowUp } from '../plan/follow-up.js';
import type { Adoption, PlanTask, TaskEvent, TaskEvidence } from '../plan/plan.js';
import type { Transaction } from './unit-of-work.js';

export interface PlanSharing {
  readonly shown: boolean;
  readonly by: UserId;
  readonly at: Date;
}

type NoticeKind = 'days-14' | 'days-3' | 'overdue' | 'months-6' | 'months-12';

/** A letter that is due: about a task that must be done soon, or a plan that is old enough to be looked back on. */
export interface DueNotice {
  readonly agency: AgencyId;
  readonly agencyName: string;
  readonly kind: NoticeKind;
  /** ISO date that it is about: the day due, or the day of adoption. */
  readonly day: string;
}
export interface DueReminder extends DueNotice {
  readonly task: PlanTask;
}
export interface DueFollowUp extends DueNotice {
  /** What the plan started from: an assessment, or a workshop, by the group that was there. */
  readonly from: { readonly kind: 'assessment' | 'workshop'; readonly id: string };
  readonly title: string;
}

export interface Mailbox {
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

/** Tasks of one recommendation in one state, of one agency. */
export interface PlanCount {
  readonly instrumentId?: string;
  readonly instrumentVersion?: string;
  readonly rule?: string;
  readonly dimension?: string;
  readonly state: PlanTask['state'];
  readonly tasks: number;
  readonly overdue: number;
}
export interface PlanOfAgency {
  readonly agency: AgencyId;
  readonly name: string;
  readonly country: string;
  readonly counts: readonly PlanCount[];
}

export abstract class PlanStore {
  /** Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: TaskId): Promise<PlanTask | undefined>;
  /** By due date, those without one last. */
  abstract ofAgency(tx: Transaction, agency: AgencyId): Promise<readonly PlanTask[]>;
  abstract ofRule(tx: Transaction, agency: AgencyId, instrument: string, rule: string): Promise<PlanTask | undefined>;
  /** Those that were accepted from this assessment last. */
  abstract ofAssessment(tx: Transaction, assessment: AssessmentId): Promise<readonly PlanTask[]>;
  /** With its first event. False when the recommendation has a task already. */
  abstract insert(tx: Transaction, task: PlanTask, event: Omit<TaskEvent, 'body' | 'revision'>): Promise<boolean>;
  /** With its event; the new revision, undefined when the task is no longer at `expected`. */
  abstract change(
    tx: Transaction,
    task: PlanTask,
    event: Omit<TaskEvent, 'body' | 'revision'>,
    expected: number,
  ): Promise<number | undefined>;
  /** Something happened to a task that changed nothing of its own. */
  abstract note(tx: Transaction, task: PlanTask, event: Omit<TaskEvent, 'body' | 'revision'>): Promise<void>;
  /** Oldest first. */
  abstract history(tx: Transaction, task: TaskId): Promise<readonly TaskEvent[]>;
  abstract historyOfAgency(tx: Transaction, agency: AgencyId): Promise<ReadonlyMap<TaskId, readonly TaskEvent[]>>;
  /** Accepted recommendations without a task, of the latest outcomes: the newest one first, each recommendation once. */
  abstract waiting(
    tx: Transaction,
    agency: AgencyId,
  ): Promise<readonly { readonly outcome: OutcomeId; readonly rules: readonly string[] }[]>;
  /** Newest first. */
  abstract adoptions(tx: Transaction, agency: AgencyId): Promise<readonly Adoption[]>;

  abstract addEvidence(tx: Transaction, agency: AgencyId, evidence: TaskEvidence): Promise<void>;
  /** Of every task; those that were removed too. Oldest first. */
  abstract evidence(tx: Transaction, agency: AgencyId, task?: TaskId): Promise<readonly TaskEvidence[]>;
  /** Removed or not; also sets the transaction's agency. */
  abstract findEvidence(tx: Transaction, id: EvidenceId): Promise<TaskEvidence | undefined>;
  /** False when there is nothing to do any more. */
  abstract removeEvidence(tx: Transaction, id: EvidenceId, at: Date): Promise<boolean>;
  abstract restoreEvidence(tx: Transaction, id: EvidenceId): Promise<boolean>;
  /** Files of evidence that was removed by then, and names them no more. */
  abstract giveUpFiles(tx: Transaction, removedBy: Date): Promise<readonly FileId[]>;

  /** Newest first. */
  abstract sharing(tx: Transaction, round: RoundId, agency: AgencyId): Promise<readonly PlanSharing[]>;
  abstract share(
    tx: Transaction,
    sharing: PlanSharing & { readonly round: RoundId; readonly agency: AgencyId },
  ): Promise<void>;
  /** Of agencies that show it to the actor at this moment; each is told. */
  abstract inRound(tx: Transaction, round: RoundId, today: string): Promise<readonly PlanOfAgency[]>;

  abstract keepFollowUp(
    tx: Transaction,
    kept: { readonly document: DocumentId; readonly agency: AgencyId; readonly followUp: FollowUp },
  ): Promise<void>;
  abstract followUp(tx: Transaction, document: DocumentId): Promise<FollowUp | undefined>;

  /** Letters that are due and were not written, for the worker. */
  abstract dueReminders(tx: Transaction, today: string): Promise<readonly DueReminder[]>;
  abstract dueFollowUps(tx: Transaction, today: string): Promise<readonly DueFollowUp[]>;
  /** False when it was written before: two workers write one letter. */
  abstract notify(
    tx: Transaction,
    notice: DueNotice & { readonly subject: string; readonly at: Date },
  ): Promise<boolean>;
  /** The owner, while they work there; else the leads. For the worker. */
  abstract recipients(tx: Transaction, agency: AgencyId, owner?: UserId): Promise<readonly Mailbox[]>;
}
