import type { AgencyId, AssessmentId, DocumentId, ReleaseId } from '../ids.js';
import type { HeldLink, LinkKey, SharedAssessment, SharedDocument, SharedRelease } from '../links/shared.js';
import type { DocumentFormat } from '../documents/document-form.js';
import type { AuditedAction } from './audit-log.js';
import type { ByteStream } from './file-store.js';
import type { Transaction } from './unit-of-work.js';

/** Which link asks, and when: it may have ended since the last question. */
export interface Asking {
  readonly key: LinkKey;
  readonly at: Date;
}

export interface NewOrder {
  readonly id: DocumentId;
  readonly language: string;
  readonly format: DocumentFormat;
  /** Documents that a link may have made at most. */
  readonly most: number;
}
/** `undefined`: the link does not open it. */
export type Ordered =
  | { readonly document: DocumentId; readonly made: boolean; readonly agency?: AgencyId }
  | 'as-many-as-it-may'
  | undefined;

/**
 * What a personal link opens. Each question proves itself by the digest of the secret, whatever else the process believes:
 * no actor, no agency and no row of theirs is at hand here.
 */
export abstract class SharedDocuments {
  /** Undefined for one that ended, was revoked, or never was. */
  abstract find(asking: Asking): Promise<HeldLink | undefined>;
  /** Newest first. */
  abstract assessments(tx: Transaction, asking: Asking): Promise<readonly SharedAssessment[]>;
  abstract releases(tx: Transaction, asking: Asking): Promise<readonly SharedRelease[]>;
  abstract documents(tx: Transaction, asking: Asking): Promise<readonly SharedDocument[]>;
  abstract order(tx: Transaction, asking: Asking, assessment: AssessmentId, order: NewOrder): Promise<Ordered>;
  abstract orderReport(tx: Transaction, asking: Asking, release: ReleaseId, order: NewOrder): Promise<Ordered>;
  /** Counted, and appended to the audit of whose the link is. False when it has ended. */
  abstract note(
    tx: Transaction,
    asking: Asking,
    entry: {
      readonly action: AuditedAction & ('link.opened' | 'document.read' | 'document.requested');
      /** Of the link itself when left out. */
      readonly document?: { readonly kind: 'document' | 'report'; readonly id: DocumentId };
      readonly detail?: Readonly<Record<string, string>>;
    },
  ): Promise<boolean>;
  /** A chunk at a time; nothing comes of what the link does not open, or no longer. */
  abstract read(asking: Asking, document: DocumentId): ByteStream;
}
