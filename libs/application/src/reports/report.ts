import type { DocumentFailure, DocumentState } from '../documents/document.js';
import { formOf, type DocumentForm, type FormWish } from '../documents/document-form.js';
import type { DocumentId, ReleaseId, UserId } from '../ids.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import type { ReleaseFacts } from '../releases/published-release.js';
import type { NamedAnnex } from './named-annex.js';

/** `named`: with an annex of the agencies that chose to be named to the round; for the region's coordinators alone. */
export const REPORT_EDITIONS = ['anonymous', 'named'] as const;
export type ReportEdition = (typeof REPORT_EDITIONS)[number];

/** Which report is meant: a release has one of each. */
export interface ReportKey {
  readonly release: ReleaseId;
  readonly edition: ReportEdition;
  readonly form: DocumentForm;
}

/** The same as it was typed: read against the languages of the release's instrument. */
export interface ReportWish extends FormWish {
  readonly release: ReleaseId;
  readonly edition: ReportEdition;
}

export const reportKey = (wish: ReportWish, { texts }: PublishedInstrument): ReportKey => ({
  release: wish.release,
  edition: wish.edition,
  form: formOf(wish, Object.keys(texts)),
});

/** The report of a release in one form: made once, then the same file for everybody who may read the release. */
export interface RegionalReport {
  /** Printed on it; anybody can ask whether it is genuine. */
  readonly id: DocumentId;
  readonly release: ReleaseId;
  readonly form: DocumentForm;
  /** Of the edition with names. */
  readonly named?: NamedAnnex;
  readonly state: DocumentState;
  readonly requestedBy: UserId;
  readonly requestedAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly failure?: DocumentFailure;
  /** What it stands under, as it was first printed: a region or a round that is renamed changes no report. */
  readonly facts?: ReleaseFacts;
  /** Bytes, and their hash; when ready. */
  readonly size?: number;
  readonly sha256?: string;
}

const PATIENCE_MS = 15_000;

/** Longer than printing takes: a person who waits is told, and may ask again. */
export function isLate(
  { state, startedAt, requestedAt }: Pick<RegionalReport, 'state' | 'startedAt' | 'requestedAt'>,
  now: Date,
): boolean {
  if (state !== 'queued' && state !== 'running') return false;
  return now.getTime() - (startedAt ?? requestedAt).getTime() > PATIENCE_MS;
}
