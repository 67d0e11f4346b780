import { describe, expect, it } from '@jest/globals';
import { EXAMPLE_COUNTRIES, EXAMPLE_RELEASE } from '../../../test/support/release-example.js';
import { observationsOf, type Observation } from './observations.js';

const all = observationsOf(EXAMPLE_RELEASE);
const keyOf = ({ grouping, group, table, measure, item, sex }: Observation): string =>
  [grouping, group, table, measure, item, sex].join('/');
const at = (key: string): Observation['observed'] | undefined => all.find((one) => keyOf(one) === key)?.observed;
const [, , vardania] = EXAMPLE_COUNTRIES;

describe('the numbers of a release', () => {
  it('stand in one place each', () => {
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  it('are those of the release, each as it is shown there', () => {
    expect(at('all/all/dimensions/median/D4/all')).toEqual({ kind: 'value', value: 61 });
    expect(at('all/all/dimensions/lower-quartile/D2/all')).toEqual({ kind: 'under', bound: 10 });
    expect(at('all/all/dimensions/upper-quartile/D14/all')).toEqual({ kind: 'over', bound: 90 });
    expect(at('agency-type/customs/people/people/head/women')).toEqual({ kind: 'under', bound: 5 });
    expect(at('agency-type/customs/people/people/all/women')).toEqual({ kind: 'at-least', low: 4305 });
    expect(at('all/all/people/womens-share/officers/women')).toEqual({ kind: 'value', value: 26 });
    expect(at('all/all/gates/open/SVC7/all')).toEqual({ kind: 'between', low: 40, high: 60 });
    expect(at('all/all/statement/share-withheld/all/all')).toEqual({ kind: 'value', value: 25 });
  });

  it('that are withheld are said to be, and no more: nothing tells one from another', () => {
    const hidden = all.filter((one) => one.observed.kind === 'withheld');
    expect(new Set(hidden.map((one) => JSON.stringify([one.observed, one.partial]))).size).toBe(1);
    expect(at('agency-type/customs/people/people/managers/women')).toEqual({ kind: 'withheld' });
  });

  it('of a group that is withheld are the same lines as those of a shown one, all of them withheld', () => {
    const lines = (group: string): readonly string[] =>
      all.filter((one) => one.group === group).map((one) => keyOf(one).split('/').slice(2).join('/'));
    expect(lines(vardania.id)).toEqual(lines(EXAMPLE_COUNTRIES[0].id));
    expect(all.filter((one) => one.group === vardania.id && one.observed.kind !== 'withheld')).toEqual([]);
    expect(lines(vardania.id).length).toBeGreaterThan(40);
  });

  it('are withheld in a small group wherever a larger one of the grouping has them', () => {
    expect(at('agency-type/police/dimensions/lower-quartile/D1/all')).toEqual({ kind: 'withheld' });
    expect(at('agency-type/customs/dimensions/lower-quartile/D1/all')).toEqual({ kind: 'value', value: 42 });
  });

  it('are said to be withheld even where no group at all may be shown', () => {
    const [everybody] = EXAMPLE_RELEASE.groups;
    const none = observationsOf({
      ...EXAMPLE_RELEASE,
      groups: [{ grouping: 'all', group: everybody?.group ?? '', state: 'withheld', reason: 'too-few' }],
    });
    expect(none.filter((one) => one.table === 'participation').map((one) => one.observed.kind)).toEqual([
      'withheld',
      'withheld',
    ]);
  });
});
