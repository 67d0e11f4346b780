import { Injectable } from '@nestjs/common';
import { documentId, type DocumentId } from '../ids.js';
import { DocumentStore, type KnownPdf, type Verification } from '../ports/document-store.js';
import { NotFound } from '../problems/problems.js';

export type VerificationResult =
  ({ readonly verdict: 'genuine' | 'superseded' | 'altered' } & Verification) | { readonly verdict: 'unknown' };

export interface VerifyDocumentCommand {
  /** A document's number as people type it, or the SHA-256 of a file in hexadecimal. */
  readonly typed: string;
  /** Numbers found in the file that has this hash, those named most often first. */
  readonly found?: readonly string[];
}

/** A file of ours names one document; whoever sends many numbers is guessing. */
const MOST_NUMBERS = 8;

const FINGERPRINT = /^[0-9a-f]{64}$/;

/** The hash in what somebody typed; undefined when it is something else. */
export function fingerprintOf(typed: string): string | undefined {
  const plain = typed.replace(/\s/g, '').toLowerCase();
  return FINGERPRINT.test(plain) ? plain : undefined;
}

/**
 * For anybody who holds the paper or the file, signed in or not: genuine, superseded, altered or unknown, the date and the
 * instrument, nothing else. Of a number alone nobody can say `altered`: it says nothing of what stands on the paper.
 */
@Injectable()
export class VerifyDocument {
  constructor(private readonly documents: DocumentStore) {}

  async execute({ typed, found = [] }: VerifyDocumentCommand): Promise<VerificationResult> {
    const sha256 = fingerprintOf(typed);
    if (sha256 !== undefined) return this.ofFile(sha256, numbersOf(found));
    const [known] = await this.documents.verify({ ids: numbersOf([typed]) });
    return known === undefined ? { verdict: 'unknown' } : told(standing(known), known);
  }

  /** A hash that no file of ours has, of a file that names one of ours: somebody changed it. */
  private async ofFile(sha256: string, ids: readonly DocumentId[]): Promise<VerificationResult> {
    const known = await this.documents.verify({ sha256, ids });
    const same = known.find(({ isFile }) => isFile);
    if (same !== undefined) return told(standing(same), same);
    const named = ids.map((id) => known.find(({ document }) => document === id)).find((one) => one !== undefined);
    return named === undefined ? { verdict: 'unknown' } : told('altered', named);
  }
}

const standing = ({ isSuperseded }: KnownPdf) => (isSuperseded ? 'superseded' : 'genuine');

const told = (
  verdict: 'genuine' | 'superseded' | 'altered',
  { document, issuedOn, instrumentId, instrumentVersion }: Verification,
): VerificationResult => ({ verdict, document, issuedOn, instrumentId, instrumentVersion });

function numbersOf(typed: readonly string[]): readonly DocumentId[] {
  return typed.slice(0, MOST_NUMBERS).flatMap((one) => {
    try {
      return [documentId(one)];
    } catch (error) {
      if (error instanceof NotFound) return [];
      throw error;
    }
  });
}
