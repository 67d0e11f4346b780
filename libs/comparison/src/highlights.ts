import type { Constants } from '@isonomia/instrument';
import type { Highlights, ShownGroup, ShownScore } from './release.js';
import { pointsOf } from './scores.js';

const MOST_DIMENSIONS = 3;
const MOST_ITEMS = 5;

interface Scored {
  readonly id: string;
  readonly points: number;
}

/**
 * What half of a group and more do well (the level "advanced") or lack (under "developing"), from the medians as they are
 * shown and from nothing else. Ties keep the instrument's order.
 */
export const highlightsOf = (
  { dimensions, items }: Pick<ShownGroup, 'dimensions' | 'items'>,
  { levelBounds }: Constants,
): { readonly strengths: Highlights; readonly gaps: Highlights } => {
  const [, low = 0, high = 0] = levelBounds;
  const byDimension = dimensions.map(({ dimension, median }) => scored(dimension, median));
  const byItem = items.map(({ item, median }) => scored(item, median));
  return {
    strengths: {
      dimensions: best(byDimension, high, MOST_DIMENSIONS),
      items: best(byItem, high, MOST_ITEMS),
    },
    gaps: {
      dimensions: worst(byDimension, low, MOST_DIMENSIONS),
      items: worst(byItem, low, MOST_ITEMS),
    },
  };
};

const scored = (id: string, median: ShownScore): Scored => ({ id, points: pointsOf(median) });

const best = (all: readonly Scored[], least: number, most: number): readonly string[] =>
  all
    .filter(({ points }) => points >= least)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, most)
    .map(({ id }) => id);

const worst = (all: readonly Scored[], under: number, most: number): readonly string[] =>
  all
    .filter(({ points }) => points < under)
    .toSorted((a, b) => a.points - b.points)
    .slice(0, most)
    .map(({ id }) => id);
