import type { Release } from '@isonomia/comparison';
import type { Practice } from '@isonomia/outcome';
import type { PublishedInstrument } from '../ports/instrument-library.js';

/** A country of the region of a release. */
export interface ReleasedCountry {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Who published it, when, over what: what a release stands under wherever it is printed. */
export interface ReleaseFacts {
  readonly region: string;
  readonly round: string;
  /** Within its round, from 1. */
  readonly number: number;
  /** ISO date. */
  readonly publishedOn: string;
  /** Of the canonical JSON of the release. */
  readonly sha256: string;
  readonly countries: readonly ReleasedCountry[];
  /** True where the agencies are made up. */
  readonly fictional: boolean;
  /** What others have done about its recommendations, as it stood when its first report was made. */
  readonly practices?: readonly Practice[];
}

/** A ready release with the words of its instrument: all that any file or report of it is made from. */
export interface PublishedRelease {
  readonly facts: ReleaseFacts;
  readonly release: Release;
  readonly published: PublishedInstrument;
}
