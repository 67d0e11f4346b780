import type { WorkshopOutcome } from '@isonomia/comparison';
import type { Practice } from '@isonomia/outcome';

const MOST = 6;
const MOST_OF_DIMENSION = 2;
/** Whose practices the first workshops looked at, and whose the library knows best. */
const FIRST = ['DE', 'PH'];

/**
 * What others have done about what is lacking here: the joint gaps, or, where there are no joint figures, what groups put
 * forward as limitations and what the text speaks to. At most two of a dimension, no practice twice.
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

function dimensionsLacking({ figures, limitations, clauses }: WorkshopOutcome): readonly string[] {
  const gaps = figures.state === 'shown' ? figures.gaps : [];
  const spoken = [...limitations, ...clauses].map(({ dimension }) => dimension);
  return [...new Set([...gaps, ...spoken.filter((dimension) => dimension !== undefined)])];
}

function placeOf({ country }: Practice): number {
  const place = FIRST.indexOf(country ?? '');
  return place === -1 ? FIRST.length : place;
}
