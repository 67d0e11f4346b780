import type { EvidenceId } from '@isonomia/instrument';
import type { AgencyId, DocumentId, MailId, ReleaseId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface MakeDocumentJob {
  readonly kind: 'make-document';
  readonly document: DocumentId;
  /** Whose rows the job may see and write; jobs of earlier versions lack it. */
  readonly agency?: AgencyId;
  /** The report of a release, which belongs to no agency. */
  readonly report?: true;
  /** The outcome of a workshop, or the certificate of somebody who was there. */
  readonly workshop?: true;
}
/** The file of removed evidence is kept while the removal can be undone, and then goes for good. */
export interface DiscardEvidenceFileJob {
  readonly kind: 'discard-evidence-file';
  readonly evidence: EvidenceId;
}
export interface SendMailJob {
  readonly kind: 'send-mail';
  readonly mail: MailId;
}
export interface MakeReleaseJob {
  readonly kind: 'make-release';
  readonly release: ReleaseId;
}
export type Job = MakeDocumentJob | DiscardEvidenceFileJob | SendMailJob | MakeReleaseJob;

export abstract class JobQueue {
  /** Part of the transaction: no job without its row, no row without its job. Done at once, or not before `due`. */
  abstract enqueue(tx: Transaction, job: Job, due?: Date): Promise<void>;
  /** The same for many, to be done at once; a queue that can takes them in one statement. */
  async enqueueAll(tx: Transaction, jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) await this.enqueue(tx, job);
  }
}
