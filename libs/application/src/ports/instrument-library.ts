import type { ComparedPeople, Instrument } from '@isonomia/instrument';
import type { Reference, Texts } from '@isonomia/outcome';
import type { RecommendationRule } from '@isonomia/recommendation';
import type { Transaction } from './unit-of-work.js';

/** One version as it was published: structure, words and rules. Immutable, shared, never copied. */
export interface PublishedInstrument {
  readonly instrument: Instrument;
  readonly rules: readonly RecommendationRule[];
  readonly references: readonly Reference[];
  /** Ids of the terms, in the order of the glossary; their words are texts. */
  readonly glossary: readonly string[];
  /** Which answers give the people of a comparison; versions published before this was asked have none. */
  readonly compared?: ComparedPeople;
  /** Language → texts. */
  readonly texts: Readonly<Record<string, Texts>>;
  /** SHA-256 of the canonical JSON of `instrument`. */
  readonly sha256: string;
  /** False when new assessments must take a later version. */
  readonly offered: boolean;
}

/**
 * `translated`: languages were added that the published version did not have. `words-differ`: the structure is the same,
 * texts, rules or references are not; what is published stays.
 */
export type Publication = 'new' | 'same' | 'translated' | 'words-differ';

/** What the database holds: assessments are pinned to it, whatever the files say later. */
export abstract class InstrumentLibrary {
  abstract find(id: string, version: string): Promise<PublishedInstrument | undefined>;
  /** Versions that new assessments may take, best first: by id, then latest version. */
  abstract offered(): Promise<readonly PublishedInstrument[]>;
  /** Adds languages, and changes nothing that is there; throws `PublishedVersionChanged` when the same version is there with another hash. */
  abstract publish(tx: Transaction, published: PublishedInstrument): Promise<Publication>;
}

/** What the files of the content library hold. */
export abstract class InstrumentSource {
  abstract load(): Promise<readonly PublishedInstrument[]>;
}
