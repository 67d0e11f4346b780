import type { DocumentId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface MakeDocumentJob {
  readonly kind: 'make-document';
  readonly document: DocumentId;
}
export type Job = MakeDocumentJob;

export abstract class JobQueue {
  /** Part of the transaction: no job without its row, no row without its job. */
  abstract enqueue(tx: Transaction, job: Job): Promise<void>;
}
