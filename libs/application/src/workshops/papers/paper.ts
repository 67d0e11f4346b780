import type { DocumentForm } from '../../documents/document-form.js';
import type { DocumentFailure, DocumentState } from '../../documents/document.js';
import type { DocumentId, ParticipantId, UserId, WorkshopId, WorkshopOutcomeId } from '../../ids.js';

/** What a certificate says, kept with it: somebody was there, on these days, and nothing of what they did. */
export interface CertificateFacts {
  readonly name: string;
  /** Their agency or organisation. */
  readonly from: string;
  readonly country?: string;
  readonly function?: string;
  readonly title: string;
  readonly place: string;
  readonly region: string;
  /** ISO dates. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly days: readonly string[];
  readonly organisers: readonly string[];
  readonly fictional: boolean;
}

/** What a paper is made of: an outcome, or the attendance of one person. */
export type PaperSubject =
  | { readonly kind: 'outcome'; readonly outcome: WorkshopOutcomeId }
  | { readonly kind: 'certificate'; readonly participant: ParticipantId; readonly facts: CertificateFacts };

export type NewPaper = PaperSubject & {
  /** Printed on it; anybody can ask whether it is genuine. */
  readonly id: DocumentId;
  readonly workshop: WorkshopId;
  readonly form: DocumentForm;
  readonly requestedBy: UserId;
  readonly requestedAt: Date;
};

export type WorkshopPaper = NewPaper & {
  readonly state: DocumentState;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly failure?: DocumentFailure;
  /** Bytes, and their hash; when ready. */
  readonly size?: number;
  readonly sha256?: string;
};

/** Somebody of the roster who was there on a day at least. */
export interface Attendee {
  readonly participant: ParticipantId;
  readonly facts: CertificateFacts;
}
