import type { DocumentId } from '../ids.js';

/** What a signature says beside who made it. */
export interface SignedAs {
  readonly documentId: DocumentId;
  /** Where anybody asks whether the file is genuine. */
  readonly verifyUrl: string;
  /** Of the words that a reader of PDFs shows beside the signature. */
  readonly language: string;
  readonly at: Date;
}

/**
 * Seals a printed PDF: whoever opens it sees that it comes from this installation, and that not a byte was changed. The
 * document's id then stands in several places of the file that no packing hides, so that a changed copy is still known.
 */
export abstract class DocumentSigner {
  abstract sign(pdf: Uint8Array, as: SignedAs): Promise<Uint8Array>;
}
