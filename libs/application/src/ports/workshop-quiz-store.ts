import type { ParticipantId, WorkshopId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export const QUIZ_PHASES = ['before', 'after'] as const;
export type QuizPhase = (typeof QUIZ_PHASES)[number];

/** Question → option, of the questions that were answered. */
export type QuizAnswers = Readonly<Record<string, string>>;

export interface QuizSheet {
  readonly phase: QuizPhase;
  readonly answers: QuizAnswers;
  readonly at: Date;
}

/** What a room handed in; while fewer than five did, their number alone. */
export interface QuizTally {
  readonly phase: QuizPhase;
  readonly handedIn: number;
  readonly chosen: readonly { readonly question: string; readonly option: string; readonly count: number }[];
}

/** What participants answered: each sees their own sheets, everybody else counts. */
export abstract class WorkshopQuizStore {
  /** Of the seat that the transaction sits in. */
  abstract own(tx: Transaction, participant: ParticipantId): Promise<readonly QuizSheet[]>;
  /** False when there is one of this phase already. */
  abstract handIn(
    tx: Transaction,
    sheet: QuizSheet & { readonly workshop: WorkshopId; readonly participant: ParticipantId },
  ): Promise<boolean>;
  /** A phase that nobody handed in is not there. */
  abstract tallies(tx: Transaction, workshop: WorkshopId): Promise<readonly QuizTally[]>;
}
