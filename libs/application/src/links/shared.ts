import type { DocumentForm } from '../documents/document-form.js';
import type { DocumentState } from '../documents/document.js';
import type { AgencyId, AssessmentId, DocumentId, LinkId, ReleaseId } from '../ids.js';

declare const brand: unique symbol;
/** SHA-256 of the secret in a link: what every question of its holder is asked with. */
export type LinkKey = string & { readonly [brand]: 'LinkKey' };

/** What the holder of a link may know of it. */
export interface HeldLink {
  readonly key: LinkKey;
  readonly id: LinkId;
  /** Absent for the link of a round. */
  readonly agency?: { readonly id: AgencyId; readonly name: string; readonly fictional: boolean };
  readonly timeZone: string;
  readonly round?: string;
  readonly recipient: string;
  readonly language: string;
  readonly editable: boolean;
  readonly expiresAt: Date;
  readonly ordered: number;
  readonly lastUsedAt?: Date;
}

/** Certificates of workshops are a kind of their own, when there are workshops. */
export type SharedKind = 'outcome' | 'report';

/** A document that a link opens: a sharing edition, or a regional report without names. */
export interface SharedDocument {
  readonly id: DocumentId;
  readonly kind: SharedKind;
  /** The assessment or the release that it is of. */
  readonly subject: AssessmentId | ReleaseId;
  /** Of the assessment or of the round. */
  readonly title: string;
  readonly form: DocumentForm;
  readonly state: DocumentState;
  readonly requestedAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly sha256?: string;
  /** Bytes. */
  readonly size?: number;
}

export interface SharedAssessment {
  readonly id: AssessmentId;
  readonly title: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly status: 'submitted' | 'validated';
  /** In which it can be made. */
  readonly languages: readonly string[];
}
export interface SharedRelease {
  readonly id: ReleaseId;
  readonly number: number;
  readonly round: string;
  readonly region: string;
  readonly publishedAt: Date;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
}

const PATIENCE_MS = 15_000;

/** Longer than making one takes: whoever waits is told. */
export function isSlow({ state, startedAt, requestedAt }: SharedDocument, now: Date): boolean {
  if (state !== 'queued' && state !== 'running') return false;
  return now.getTime() - (startedAt ?? requestedAt).getTime() > PATIENCE_MS;
}

export const fileNameOf = ({ id, kind, form }: SharedDocument): string =>
  `isonomia-${kind === 'report' ? 'regional-report' : 'outcome-sharing'}-${form.languages.join('-')}-${id}.${form.format}`;
