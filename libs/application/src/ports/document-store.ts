import type { DocumentFailure, StoredDocument } from '../documents/document.js';
import type { AgencyId, AssessmentId, DocumentId, FileId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

/** All that strangers may know of a finished PDF, of an agency or of a region. */
export interface Verification {
  readonly document: DocumentId;
  /** ISO date, as it is printed: the day the document was asked for, where the agency is. */
  readonly issuedOn: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
}

export interface KnownPdf extends Verification {
  /** Whether its file has the hash that was asked for, byte by byte. */
  readonly isFile: boolean;
  /** A newer outcome, a validated correction or a newer release has taken its place. */
  readonly isSuperseded: boolean;
}

/** A SHA-256, numbers, or both. */
export interface PdfQuestion {
  readonly sha256?: string;
  readonly ids: readonly DocumentId[];
}

/** With the size of its file in bytes, when there is one. */
export interface KeptDocument {
  readonly document: StoredDocument;
  readonly size?: number;
}

export abstract class DocumentStore {
  abstract insert(tx: Transaction, document: StoredDocument): Promise<void>;
  /** Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: DocumentId): Promise<StoredDocument | undefined>;
  /** As `find`, and nobody else changes it until the transaction ends. */
  abstract lock(tx: Transaction, id: DocumentId): Promise<StoredDocument | undefined>;
  /** Newest first. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredDocument[]>;
  /** Of all its assessments, newest first. */
  abstract ofAgency(tx: Transaction, id: AgencyId): Promise<readonly KeptDocument[]>;
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
  abstract verify(question: PdfQuestion): Promise<readonly KnownPdf[]>;
}
