import { Injectable } from '@nestjs/common';
import { documentId, type DocumentId } from '../ids.js';
import { DocumentStore, type Verification } from '../ports/document-store.js';
import { NotFound } from '../problems/problems.js';

export type VerificationResult =
  ({ readonly verdict: 'genuine'; readonly document: DocumentId } & Verification) | { readonly verdict: 'unknown' };

/** For anybody who holds the paper, signed in or not: genuine or unknown, its date and its instrument, nothing else. */
@Injectable()
export class VerifyDocument {
  constructor(private readonly documents: DocumentStore) {}

  async execute(command: { readonly typed: string }): Promise<VerificationResult> {
    const id = read(command.typed);
    const found = id === undefined ? undefined : await this.documents.verify(id);
    return id === undefined || found === undefined
      ? { verdict: 'unknown' }
      : { verdict: 'genuine', document: id, ...found };
  }
}

function read(typed: string): DocumentId | undefined {
  try {
    return documentId(typed);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
