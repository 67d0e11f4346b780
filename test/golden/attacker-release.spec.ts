import { beforeAll, describe, expect, it } from '@jest/globals';
import { composeRelease, type Contribution, type Release, type SizeBand } from '@isonomia/comparison';
import { STANDARD_RULES, type DisclosureRules, type LinearSolver } from '@isonomia/disclosure';
import { loadSolver } from '@isonomia/solver';
import { attack, coalitionsOf, sampleOf } from '../support/attacker/attack.js';
import { readReleases, type Read } from '../support/attacker/read-release.js';
import { drawing, region, type Draw, type Participant, type RegionShape } from '../support/attacker/regions.js';
import { contributed } from '../support/contributions.js';
import { FULL } from '../support/full.js';
import { sampleInstrument } from '../support/sample-instrument.js';

const SMALL: RegionShape = { countries: 6, agencies: [1, 3] };
const MEDIUM: RegionShape = { countries: 8, agencies: [6, 9] };
/** In the long run every coalition tries, and some regions have hundreds. */
const SLOW = 900_000;
const seeds = (count: number, more: number): readonly number[] =>
  Array.from({ length: FULL ? more : count }, (_, at) => at + 1);
const MOST = FULL ? Infinity : 20;
const instrument = sampleInstrument();

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const score = (draw: Draw) => ({ evidenced: Math.round(draw() * 1000) / 10, claimed: Math.round(draw() * 1000) / 10 });

/** What an agency of a generated region would bring, with a score in everything and every gate asked. */
function contribution({ id, holding, country, groups, rows }: Participant, draw: Draw): Contribution {
  const bands = [
    { band: 'officers', ...rows['junior'] },
    { band: 'heads', ...rows['leaders'] },
    { band: 'clerks', ...rows['civil'] },
  ].map(({ band, women = 0, men = 0 }) => ({ band, women, men }));
  return contributed(id, {
    holding,
    country,
    agencyType: groups['agency-type'] ?? '',
    sizeBand: groups['size-band'] as SizeBand,
    overall: score(draw),
    dimensions: Object.fromEntries(instrument.dimensions.map(({ id: dimension }) => [dimension, score(draw)])),
    items: Object.fromEntries(instrument.items.map(({ id: item }) => [item, Math.round(draw() * 100)])),
    gates: Object.fromEntries(instrument.gates.map(({ id: gate }) => [gate, draw() < 0.6 ? 'open' : 'not-shown'])),
    coverage: { answered: Math.round(draw() * 100), evidenced: Math.round(draw() * 100) },
    bands,
    hires: rows['middle'] ?? { women: 0, men: 0 },
  });
}

const contributionsOf = (shape: RegionShape, seed: number): readonly Contribution[] => {
  const draw = drawing(seed);
  return region(shape, draw).map((participant) => contribution(participant, draw));
};

function released(members: readonly Contribution[], before: readonly Read[], rules = STANDARD_RULES): Read {
  const release: Release = composeRelease({
    instrument,
    variant: 'full',
    reference: { from: '2025-01-01', to: '2025-12-31' },
    invited: members.length,
    validated: members.length,
    contributions: members,
    earlier: before.map((read) => read.members),
    rules,
    solver,
  });
  return { release, members };
}

function leaksOf(reads: readonly Read[], seed: number, rules?: DisclosureRules) {
  const published = readReleases(reads, rules);
  return attack(published, sampleOf(coalitionsOf(published.agencies), MOST, drawing(seed)), solver);
}

describe('whoever reads a whole release: people, hires, scores, items, gates and coverage', () => {
  it.each(seeds(2, 40))('learns nobody’s numbers in six countries with one to three agencies (%i)', (seed) => {
    expect(leaksOf([released(contributionsOf(SMALL, seed), [])], seed)).toEqual([]);
  }, SLOW);

  it.each(seeds(1, 20))('learns nobody’s numbers among sixty agencies of eight countries (%i)', (seed) => {
    expect(leaksOf([released(contributionsOf(MEDIUM, seed), [])], seed)).toEqual([]);
  }, SLOW);

  it.each(seeds(1, 12))('learns nobody’s numbers from two releases of one round (%i)', (seed) => {
    const all = contributionsOf(MEDIUM, 50 + seed);
    const first = released(all.slice(0, -12), []);
    const second = released(all, [first]);
    expect(second.release.groups[0]?.state).toBe('shown');
    expect(leaksOf([first, second], seed)).toEqual([]);
  }, SLOW);

  it('learns nobody’s numbers where five join between two releases and one of them is nearly all of the five', () => {
    const agency = (at: number, people: number): Contribution =>
      contributed(`a${String(at).padStart(2, '0')}`, {
        country: at % 2 === 0 || at >= 30 ? 'A' : 'B',
        bands: [{ band: 'officers', women: people + at, men: 3 * people + at }],
      });
    const before = Array.from({ length: 30 }, (_, at) => agency(at, 900));
    const joined = [5000, 40, 50, 60, 70].map((people, at) => agency(30 + at, people));
    const first = released(before, []);
    const both = [first, released([...before, ...joined], [first])];
    expect(both.map(({ release }) => release.groups[0]?.state)).toEqual(['shown', 'shown']);
    expect(leaksOf(both, 1)).toEqual([]);
    const apart = [first, released([...before, ...joined], [first], { ...STANDARD_RULES, differencing: false })];
    expect(leaksOf(apart, 1).map(({ agency: found }) => found)).toContain('a30');
  });

  it('finds somebody out when one agency is enough for a figure', () => {
    const rules = { ...STANDARD_RULES, minimumHoldings: 1 };
    expect(leaksOf([released(contributionsOf(SMALL, 1), [], rules)], 1, rules).length).toBeGreaterThan(0);
  });
});
