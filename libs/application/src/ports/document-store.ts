import type { DocumentFailure, StoredDocument } from '../documents/document.js';
import type { AssessmentId, DocumentId, FileId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface Verification {
  /** ISO date, as it is printed: the day the document was asked for, where the agency is. */
  readonly issuedOn: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
}

export abstract class DocumentStore {
  abstract insert(tx: Transaction, document: StoredDocument): Promise<void>;
  /** Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: DocumentId): Promise<StoredDocument | undefined>;
  /** As `find`, and nobody else changes it until the transaction ends. */
  abstract lock(tx: Transaction, id: DocumentId): Promise<StoredDocument | undefined>;
  /** Newest first. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredDocument[]>;
  abstract start(tx: Transaction, id: DocumentId, at: Date): Promise<void>;
  abstract finish(
    tx: Transaction,
    id: DocumentId,
    file: { readonly id: FileId; readonly sha256: string },
    at: Date,
  ): Promise<void>;
  abstract fail(tx: Transaction, id: DocumentId, failure: DocumentFailure, at: Date): Promise<void>;
  /** Back to the queue, as if just asked for. */
  abstract requeue(tx: Transaction, id: DocumentId, at: Date): Promise<void>;
  /** For anybody who holds the paper: no transaction, no tenant, no content. */
  abstract verify(id: DocumentId): Promise<Verification | undefined>;
}
