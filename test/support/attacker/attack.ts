import type { LinearSolver } from '@isonomia/disclosure';
import { attackGroups, attackSums, type Leak } from './bounds.js';
import type { Agency, Quantity } from './facts.js';
import { narrowByMedians, type Range } from './medians.js';
import type { Draw } from './regions.js';

/** Scores nearer than this to the truth are found out: the width of a band that no reader would call the same. */
const NEAR_SCORE = 2;

/** Whatever numbers of others are behind a publication, and who might look for them. */
export interface Published {
  readonly agencies: readonly Agency[];
  readonly quantities: readonly Quantity[];
}

/** The agencies of one or two holdings that tell each other what is theirs; of none, that is the public. */
export type Coalition = ReadonlySet<string>;

/** The public, each holding, and every two of one country. */
export function coalitionsOf(agencies: readonly Agency[]): readonly Coalition[] {
  const byHolding = Map.groupBy(agencies, ({ holding }) => holding);
  const holdings = [...byHolding.keys()];
  const countryOf = (holding: string): string | undefined => byHolding.get(holding)?.[0]?.country;
  const idsOf = (...some: readonly string[]): Coalition =>
    new Set(some.flatMap((holding) => byHolding.get(holding)?.map(({ id }) => id) ?? []));
  const pairs = holdings.flatMap((one, at) =>
    holdings.slice(at + 1).flatMap((other) => (countryOf(one) === countryOf(other) ? [idsOf(one, other)] : [])),
  );
  return [new Set(), ...holdings.map((holding) => idsOf(holding)), ...pairs];
}

/** All where they are few; else the public and as many others as are asked for, spread by chance. */
export function sampleOf(coalitions: readonly Coalition[], most: number, draw: Draw): readonly Coalition[] {
  if (coalitions.length <= most) return coalitions;
  const [reader, ...others] = coalitions;
  const drawn = others.map((coalition) => ({ coalition, at: draw() })).toSorted((a, b) => a.at - b.at);
  return [...(reader === undefined ? [] : [reader]), ...drawn.slice(0, most - 1).map(({ coalition }) => coalition)];
}

/** What each of the coalitions finds out; with `first`, no more than one leak is looked for. */
export function attack(
  { quantities }: Published,
  coalitions: readonly Coalition[],
  solver: LinearSolver,
  first = false,
): readonly Leak[] {
  const leaks: Leak[] = [];
  for (const coalition of coalitions) {
    for (const quantity of quantities) {
      leaks.push(...(quantity.sums.length === 0 ? [] : attackSums(quantity, coalition, solver)));
      leaks.push(...(coalition.size === 0 ? attackGroups(quantity, coalition, solver) : []));
      leaks.push(...(quantity.medians.length === 0 ? [] : attackMedians(quantity, coalition)));
      if (first && leaks.length > 0) return leaks;
    }
  }
  return leaks;
}

function attackMedians(quantity: Quantity, coalition: Coalition): readonly Leak[] {
  const ranges = new Map(
    [...quantity.truth].map(([id, value]): [string, Range] => [
      id,
      coalition.has(id) ? { lower: value, upper: value } : { lower: quantity.least, upper: quantity.most },
    ]),
  );
  narrowByMedians(ranges, quantity.medians);
  return [...quantity.truth].flatMap(([agency, value]): readonly Leak[] => {
    const { lower, upper } = ranges.get(agency) ?? { lower: -Infinity, upper: Infinity };
    if (coalition.has(agency) || upper - lower >= NEAR_SCORE) return [];
    return [{ quantity: quantity.name, attackers: [...coalition], agency, value, lower, upper, kind: 'narrow' }];
  });
}
