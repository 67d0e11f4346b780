import type { DocumentFailure } from '../documents/document.js';
import type { Practice } from '@isonomia/outcome';
import type { DocumentId, ReleaseId } from '../ids.js';
import type { ReleaseFacts } from '../releases/published-release.js';
import type { RegionalReport, ReportKey } from '../reports/report.js';
import type { Transaction } from './unit-of-work.js';

export abstract class ReportStore {
  /** False when the release has one in this form. */
  abstract insert(
    tx: Transaction,
    report: Pick<RegionalReport, 'id' | 'release' | 'form' | 'named' | 'requestedBy' | 'requestedAt'>,
  ): Promise<boolean>;
  /** Of those whose release the actor may read. */
  abstract ofRelease(tx: Transaction, key: ReportKey): Promise<RegionalReport | undefined>;
  /** An edition with names goes when a newer one takes its place. */
  abstract discard(tx: Transaction, id: DocumentId): Promise<void>;
  /** The file of a ready one. */
  abstract bytes(tx: Transaction, id: DocumentId): Promise<Uint8Array | undefined>;
  /** Back to the queue, unless it is ready. */
  abstract requeue(tx: Transaction, id: DocumentId, at: Date): Promise<boolean>;
  /** The worker's: notes that it has begun; undefined when there is nothing to do any more, or when a named agency withdrew. */
  abstract begin(tx: Transaction, id: DocumentId, at: Date): Promise<RegionalReport | undefined>;
  /** The worker's: what it stands under, kept from the first attempt on. */
  abstract keepFacts(tx: Transaction, id: DocumentId, facts: ReleaseFacts): Promise<void>;
  /** The worker's: the practices that the first report of the release was made with, in whatever language. */
  abstract practicesOf(tx: Transaction, release: ReleaseId): Promise<readonly Practice[] | undefined>;
  /** The worker's: the file's SHA-256; undefined when another worker was faster. */
  abstract finish(tx: Transaction, id: DocumentId, pdf: Uint8Array, at: Date): Promise<string | undefined>;
  /** The worker's. Nothing happens to one that is ready. */
  abstract fail(tx: Transaction, id: DocumentId, failure: DocumentFailure, at: Date): Promise<void>;
}
