import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  discloseGroups,
  STANDARD_RULES,
  type DisclosureRules,
  type GroupContributor,
  type LinearSolver,
} from '@isonomia/disclosure';
import { loadSolver } from '@isonomia/solver';
import { attack, coalitionsOf, sampleOf, type Published } from '../support/attacker/attack.js';
import { quantitiesOfTable } from '../support/attacker/facts.js';
import { hasLemas, LEMAS_TABLE, lemasAgencies } from '../support/attacker/lemas.js';
import { drawing } from '../support/attacker/regions.js';
import { FULL } from '../support/full.js';

const SLOW = 900_000;
/** Of some 85,000: the public, agencies and pairs, spread by chance. */
const MOST = FULL ? 400 : 4;

const describeWithFile = hasLemas() ? describe : describe.skip;

describeWithFile('LEMAS 2016, 2,784 agencies by state, type and size', () => {
  let solver: LinearSolver;
  beforeAll(async () => {
    solver = await loadSolver();
  });

  const publish = (agencies: readonly GroupContributor[], rules: DisclosureRules = STANDARD_RULES) => {
    const disclosed = discloseGroups(agencies, LEMAS_TABLE, solver, rules);
    const tables = [{ disclosed, members: agencies }];
    const release: Published = { agencies, quantities: quantitiesOfTable('people', agencies, tables, rules) };
    return { disclosed, release, coalitions: sampleOf(coalitionsOf(agencies), MOST, drawing(1)) };
  };
  const weak = (rules: Partial<DisclosureRules>): DisclosureRules => ({ ...STANDARD_RULES, audited: false, ...rules });

  it(
    'gives no agency away, and shows most states all the same',
    () => {
      const agencies = lemasAgencies();
      expect(agencies.filter(reportsOneToFourWomen).length / agencies.length).toBeGreaterThan(0.5);
      const { disclosed, release, coalitions } = publish(agencies);
      const states = Object.values(disclosed.groupings['country'] ?? {});
      expect(states.length).toBe(51);
      expect(states.filter(({ state }) => state === 'shown').length).toBeGreaterThanOrEqual(38);
      expect(disclosed.suppressed).toBeLessThan(0.35);
      expect(attack(release, coalitions, solver)).toEqual([]);
    },
    SLOW,
  );

  it.each<[string, DisclosureRules]>([
    ['one agency is enough for a figure', weak({ minimumHoldings: 1, dominance: 1, protection: 0 })],
    ['nothing is rounded', weak({ roundingBase: 1, minimumCell: 1, protection: 0 })],
  ])(
    'gives somebody away when %s',
    (_, rules) => {
      const { release, coalitions } = publish(lemasAgencies(), rules);
      expect(attack(release, coalitions, solver, true).length).toBeGreaterThan(0);
    },
    SLOW,
  );

  it(
    'gives a capital of one agency away among its neighbours only when nothing else goes to cover it',
    () => {
      const agencies = lemasAgencies().filter(({ country }) => ['DC', 'MD', 'VA'].includes(country));
      const open = publish(agencies, weak({ complementary: false }));
      const capital = agencies.find(({ country }) => country === 'DC')?.id;
      expect(attack(open.release, [new Set()], solver).map(({ agency }) => agency)).toContain(capital);
      const { release, coalitions } = publish(agencies);
      expect(attack(release, coalitions, solver)).toEqual([]);
    },
    SLOW,
  );
});

const reportsOneToFourWomen = ({ rows }: GroupContributor): boolean =>
  Object.values(rows).some((row) => row !== undefined && row.women > 0 && row.women < 5);
