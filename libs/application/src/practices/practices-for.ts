import type { Instrument } from '@isonomia/instrument';
import type { Practice } from '@isonomia/outcome';
import type { RecommendationRule } from '@isonomia/recommendation';
import type { LibraryPractice } from '../ports/practice-library.js';

interface Linked {
  readonly instrument: Instrument;
  readonly rules: readonly RecommendationRule[];
}

// The same list for the same instrument, and the same object: what outcomes share is then written out once.
const known = new WeakMap<readonly LibraryPractice[], WeakMap<Instrument, readonly Practice[]>>();

/** The entries of the library that belong to an instrument, in their order, with links to what it really has. */
export function practicesFor(library: readonly LibraryPractice[], linked: Linked): readonly Practice[] {
  const byInstrument = known.get(library) ?? new WeakMap<Instrument, readonly Practice[]>();
  known.set(library, byInstrument);
  const found = byInstrument.get(linked.instrument);
  if (found !== undefined) return found;
  const practices = library.flatMap(({ links, ...practice }): readonly Practice[] => {
    const mine = links[linked.instrument.id];
    const kept = mine === undefined ? undefined : keptLinks(mine, linked);
    return kept === undefined ? [] : [{ ...practice, ...kept }];
  });
  byInstrument.set(linked.instrument, practices);
  return practices;
}

type Links = Pick<Practice, 'dimensions' | 'items' | 'rules'>;

/** Links to items and rules that the instrument has, and the dimensions these lie in; undefined when nothing is left. */
export function keptLinks(links: Partial<Links>, { instrument, rules }: Linked): Links | undefined {
  const items = instrument.items.filter(({ id }) => links.items?.includes(id) === true);
  const kept = rules.filter(({ id }) => links.rules?.includes(id) === true);
  const ranked = instrument.items.filter(({ id }) => kept.some(({ rankedBy }) => rankedBy === id));
  const within = new Set<string>([...items, ...ranked].map(({ dimension }) => dimension));
  for (const id of links.dimensions ?? []) within.add(id);
  const dimensions = instrument.dimensions.map(({ id }) => String(id)).filter((id) => within.has(id));
  if (dimensions.length + items.length + kept.length === 0) return undefined;
  return { dimensions, items: items.map(({ id }) => String(id)), rules: kept.map(({ id }) => id) };
}
