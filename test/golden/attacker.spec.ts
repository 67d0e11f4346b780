import { beforeAll, describe, expect, it } from '@jest/globals';
import { STANDARD_RULES, type DisclosureRules, type LinearSolver } from '@isonomia/disclosure';
import { loadSolver } from '@isonomia/solver';
import { attack, coalitionsOf, sampleOf } from '../support/attacker/attack.js';
import type { Leak } from '../support/attacker/bounds.js';
import { BRIDGED_TABLE, bridgedRegion } from '../support/attacker/bridge.js';
import { published, publishedTwice } from '../support/attacker/publish.js';
import { drawing, region, REGION_TABLE, type RegionShape } from '../support/attacker/regions.js';
import { FULL } from '../support/full.js';

const SMALL: RegionShape = { countries: 6, agencies: [1, 3] };
const MIXED: RegionShape = { countries: 6, agencies: [1, 9] };
const MEDIUM: RegionShape = { countries: 8, agencies: [6, 9] };
/** In the long run every coalition tries, and some regions have hundreds. */
const SLOW = 900_000;
const seeds = (count: number, more: number): readonly number[] =>
  Array.from({ length: FULL ? more : count }, (_, at) => at + 1);
/** Of a region's coalitions, those that try in every run: all of a small one. In the long run all try. */
const MOST = FULL ? Infinity : 20;

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

interface Attempt {
  readonly shape: RegionShape;
  readonly seed: number;
  readonly rules?: DisclosureRules;
}

function leaksOf({ shape, seed, rules }: Attempt, first = false): readonly Leak[] {
  const participants = region(shape, drawing(seed));
  const coalitions = sampleOf(coalitionsOf(participants), MOST, drawing(seed));
  return attack(published(participants, solver, rules), coalitions, solver, first);
}

describe('whoever reads a release, alone or with a partner of the same country', () => {
  it.each(seeds(3, 60))('learns nobody’s numbers in six countries with one to three agencies (%i)', (seed) => {
    expect(leaksOf({ shape: SMALL, seed })).toEqual([]);
  }, SLOW);

  it.each(seeds(1, 40))('learns nobody’s numbers where some countries have one agency and some nine (%i)', (seed) => {
    expect(leaksOf({ shape: MIXED, seed })).toEqual([]);
  }, SLOW);

  it.each(seeds(1, 20))('learns nobody’s numbers among sixty agencies of eight countries (%i)', (seed) => {
    expect(leaksOf({ shape: MEDIUM, seed })).toEqual([]);
  }, SLOW);

  it.each(seeds(1, 12))('learns no more from two releases of one round than from one (%i)', (seed) => {
    const all = region(MEDIUM, drawing(100 + seed));
    const both = publishedTwice([all.filter((_, at) => at % 4 !== 0), all], REGION_TABLE, solver);
    const shown = both.disclosed.map(({ groupings }) => groupings['all']?.['all']?.state);
    // What would give somebody away beside the first release is withheld in the second: not in the region of every run.
    expect(shown).toEqual(['shown', seed === 1 ? 'shown' : expect.anything()]);
    expect(attack(both, sampleOf(coalitionsOf(all), MOST, drawing(seed)), solver)).toEqual([]);
  }, SLOW);

  it('learns nothing of the one agency that ties all groups together', () => {
    const agencies = bridgedRegion();
    const release = publishedTwice([agencies], BRIDGED_TABLE, solver);
    expect(release.disclosed[0]?.groupings['all']?.['all']?.state).toBe('shown');
    expect(release.disclosed[0]?.audit.narrow).toBeGreaterThan(0);
    expect(attack(release, coalitionsOf(agencies), solver)).toEqual([]);
  });

  it('is told most of what there is all the same', () => {
    const { suppressed } = published(region({ countries: 4, agencies: [14, 18] }, drawing(1)), solver).disclosed;
    expect(suppressed).toBeLessThan(0.5);
  });
});

describe('the same reader, where a protection is taken away', () => {
  const weak = (rules: Partial<DisclosureRules>): DisclosureRules => ({ ...STANDARD_RULES, audited: false, ...rules });
  const unguarded = weak({ protection: 0 });

  it.each<[string, Attempt]>([
    ['one agency is enough for a figure', { shape: SMALL, seed: 5, rules: weak({ minimumHoldings: 1 }) }],
    ['one agency is enough for a median, people left aside', { shape: SMALL, seed: 1, rules: { ...STANDARD_RULES, minimumHoldings: 1 } }],
    ['nothing else goes to cover what is hidden', { shape: SMALL, seed: 3, rules: weak({ complementary: false }) }],
    ['nothing else goes to cover what is hidden', { shape: MIXED, seed: 6, rules: weak({ complementary: false }) }],
    ['nothing is rounded', { shape: MIXED, seed: 1, rules: { ...unguarded, roundingBase: 1, minimumCell: 1 } }],
    ['one agency may have most of the people', { shape: MIXED, seed: 1, rules: weak({ dominance: 1, protection: 0 }) }],
  ])('finds somebody out when %s', (_, attempt) => {
    expect(leaksOf(attempt, true).length).toBeGreaterThan(0);
  });

  it('finds nobody out by what rounding hides when only the rounding is back', () => {
    expect(leaksOf({ shape: MIXED, seed: 1, rules: unguarded }, true)).toEqual([]);
  });

  it('is stopped by the audit where nothing else covers what is hidden', () => {
    expect(leaksOf({ shape: MIXED, seed: 6, rules: { ...STANDARD_RULES, complementary: false } })).toEqual([]);
  });

  it('finds the agency that ties all groups together when nobody tries before it is published', () => {
    const agencies = bridgedRegion();
    const leaks = attack(publishedTwice([agencies], BRIDGED_TABLE, solver, weak({})), [new Set()], solver);
    expect(leaks.map(({ agency }) => agency)).toContain('a-q-0');
  });

  it('finds whoever joined between two releases that were not compared', () => {
    const all = region({ countries: 4, agencies: [6, 9], ministry: 0 }, drawing(7));
    const joined = all[0]?.id ?? '';
    const before = all.filter(({ id }) => id !== joined);
    const found = (rules: DisclosureRules): readonly string[] =>
      attack(publishedTwice([before, all], REGION_TABLE, solver, rules), [new Set()], solver).map(({ agency }) => agency);
    expect(found({ ...STANDARD_RULES, differencing: false })).toContain(joined);
    expect(found(STANDARD_RULES)).toEqual([]);
  });
});
