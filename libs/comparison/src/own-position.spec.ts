import { describe, expect, it } from '@jest/globals';
import { NO_SOLVER, contributed } from '../../../test/support/contributions.js';
import { sampleInstrument } from '../../../test/support/sample-instrument.js';
import { composeRelease } from './compose-release.js';
import type { Contribution } from './contribution.js';
import { type OwnPosition, ownPosition } from './own-position.js';
import type { Release } from './release.js';

const scored = (id: string, evidenced: number, country = 'A'): Contribution =>
  contributed(id, {
    country,
    overall: { evidenced, claimed: evidenced },
    dimensions: { D1: { evidenced, claimed: evidenced } },
  });
const release = (contributions: readonly Contribution[]): Release =>
  composeRelease({
    instrument: sampleInstrument(),
    variant: 'full',
    reference: { from: '2025-01-01', to: '2025-12-31' },
    invited: 20,
    validated: 20,
    contributions,
    earlier: [],
    solver: NO_SOLVER,
  });
const region = (scores: readonly number[]): Release =>
  release(scores.map((score, at) => scored(`as-${String(at)}`, score)));
const inAll = (made: Release, own: Contribution): OwnPosition | undefined =>
  ownPosition(made, own).find(({ grouping }) => grouping === 'all');

describe('where an agency stands among its peers', () => {
  // Median 45 of nine.
  const nine = region([5, 15, 25, 35, 45, 55, 65, 75, 85]);

  it.each([
    [39, 'below'],
    [40, 'about'],
    [50, 'about'],
    [51, 'above'],
  ])('with %d points is %s a median of 45', (points, to) => {
    expect(inAll(nine, scored('own', points))?.dimensions['D1']).toEqual({ to });
  });

  it('is a quarter only where quartiles are published', () => {
    // Eleven: median 50, quartiles 25 and 75.
    const eleven = region([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    const quarter = (points: number) => inAll(eleven, scored('own', points))?.overall?.quarter;
    expect([0, 24.4, 24.5, 49, 50, 74, 75, 100].map(quarter)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(inAll(nine, scored('own', 5))?.overall?.quarter).toBeUndefined();
  });

  it('is about the median where both are at an end of the scale that is not told apart', () => {
    const low = region([0, 0, 0, 0, 0]);
    expect(inAll(low, scored('own', 9))?.overall).toEqual({ to: 'about' });
    expect(inAll(low, scored('own', 30))?.overall).toEqual({ to: 'above' });
    const high = region([100, 100, 100, 100, 100]);
    expect(inAll(high, scored('own', 50))?.overall).toEqual({ to: 'below' });
    expect(inAll(high, scored('own', 95))?.overall).toEqual({ to: 'about' });
  });

  it('is said of the groups it belongs to, and of no group that is withheld', () => {
    const made = release([
      ...Array.from({ length: 6 }, (_, at) => scored(`a-${String(at)}`, 50)),
      ...Array.from({ length: 6 }, (_, at) => scored(`b-${String(at)}`, 50, 'B')),
      ...Array.from({ length: 5 }, (_, at) => scored(`c-${String(at)}`, 50, 'C')),
      scored('d', 50, 'D'),
    ]);
    const groups = (country: string): readonly string[] =>
      ownPosition(made, scored('own', 50, country)).map(({ grouping, group }) => `${grouping} ${group}`);
    expect(groups('A')).toContain('country A');
    expect(groups('A')).not.toContain('country B');
    expect(groups('D').filter((group) => group.startsWith('country'))).toEqual([]);
  });

  it('is the same whatever lies behind what is published', () => {
    // Both have the median 45 and are under ten, so that the release is the same.
    const other = region([44, 44, 44, 44, 45, 46, 46, 46, 46]);
    const own = scored('own', 47);
    expect(inAll(other, own)).toEqual(inAll(nine, own));
  });

  it('has no score where the agency has none', () => {
    expect(inAll(nine, contributed('own'))).toEqual({ grouping: 'all', group: 'all', dimensions: {} });
  });
});
