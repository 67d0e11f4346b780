import type { WorkshopOutcome } from '@isonomia/comparison';
import type { Practice } from '@isonomia/outcome';

const MOST = 6;
const MOST_OF_DIMENSION = 2;
/** Whose practices the first workshops looked at, and whose the library knows best. */
const FIRST = ['DE', 'PH'];

/**
 * What others have done about what is lacking here: first the joint gaps, then what groups put forward as limitations, what
 * the text speaks to and what is asked for, then where the joint figures are lowest. At most two of a dimension, no practice
 * twice. Of joint figures that are not shown nothing is taken.
 */
export function practicesOfRoom(outcome: WorkshopOutcome, shelf: readonly Practice[]): readonly Practice[] {
  const chosen = new Map<string, Practice>();
  for (const dimension of dimensionsLacking(outcome)) {
    const about = shelf.filter(({ id, dimensions }) => dimensions.includes(dimension) && !chosen.has(id));
    const ordered = about.toSorted((a, b) => placeOf(a) - placeOf(b));
    for (const practice of ordered.slice(0, MOST_OF_DIMENSION)) chosen.set(practice.id, practice);
  }
  return [...chosen.values()].slice(0, MOST).toSorted((a, b) => placeOf(a) - placeOf(b));
}

function dimensionsLacking({ figures, limitations, clauses, exchange }: WorkshopOutcome): readonly string[] {
  const spoken = [...limitations, ...clauses, ...exchange.filter(({ kind }) => kind === 'ask')];
  const said = spoken.map(({ dimension }) => dimension).filter((dimension) => dimension !== undefined);
  if (figures.state !== 'shown') return [...new Set(said)];
  const lowest = figures.dimensions.toSorted((a, b) => pointsOf(a.median) - pointsOf(b.median));
  return [...new Set([...figures.gaps, ...said, ...lowest.map(({ dimension }) => dimension)])];
}

const pointsOf = (shown: { readonly points: number } | { readonly bound: number }): number =>
  'points' in shown ? shown.points : shown.bound;

function placeOf({ country }: Practice): number {
  const place = FIRST.indexOf(country ?? '');
  return place === -1 ? FIRST.length : place;
}
