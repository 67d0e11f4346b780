import type { PublishedInstrument } from '../ports/instrument-library.js';
import type { KnownTerms } from './read-settings.js';

/** Agency types and common bands of all instruments that are offered, each once, in their order. */
export const knownTerms = (offered: readonly PublishedInstrument[]): KnownTerms => ({
  agencyTypes: [...new Set(offered.flatMap(({ instrument }) => instrument.agencyTypes))],
  bands: [...new Set(offered.flatMap(({ instrument }) => instrument.bands.map((band): string => band.id)))],
});
