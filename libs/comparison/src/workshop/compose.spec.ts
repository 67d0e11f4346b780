import { describe, expect, it } from '@jest/globals';
import { agencyGroup, people, roomRequest } from '../../../../test/support/workshop-request.js';
import { composeWorkshopOutcome } from './compose.js';
import type { WorkshopOutcomeRequest } from './request.js';

const groups = [
  agencyGroup('police', 40, { name: 'Police of B', country: 'B' }),
  agencyGroup('customs', 60, { name: 'Customs of A', country: 'A' }),
  agencyGroup('guard', 80, { name: 'Border guard of A', country: 'A' }),
];
const room = (given: Partial<WorkshopOutcomeRequest> = {}): WorkshopOutcomeRequest => roomRequest({ groups, ...given });

describe('the outcome of a workshop', () => {
  it('is the same for the same room in any order', () => {
    const given = room({
      people: [...people('Customs of A', 'A', 4, 3), ...people('Police of B', 'B', 5, 2)],
      points: [
        { kind: 'strength', text: 'A network that meets', dimension: 'REC' },
        { kind: 'strength', text: 'An order that names who answers for it', dimension: 'GOV' },
      ],
      clauses: [clause({ position: 2 }), clause({ position: 1, addressee: 'ministries' })],
      offers: [offer('ask'), offer('offer')],
    });
    const turned = {
      ...given,
      groups: given.groups.toReversed(),
      people: given.people.toReversed(),
      points: given.points.toReversed(),
      clauses: given.clauses.toReversed(),
      offers: given.offers.toReversed(),
    };
    expect(composeWorkshopOutcome(turned)).toEqual(composeWorkshopOutcome(given));
  });

  it('names its status, and when those who promised something look at it again', () => {
    const { status, reviewOn } = composeWorkshopOutcome(room());
    expect(status).toBe('workshop-self-assessment');
    expect(reviewOn).toEqual({ sixMonths: '2024-02-24', twelveMonths: '2024-08-24' });
    const facts = { ...room().facts, endsOn: '2023-08-31' };
    expect(composeWorkshopOutcome(room({ facts })).reviewOn.sixMonths).toBe('2024-02-29');
  });

  it('has what groups put forward without saying which did, in an order that does not tell either', () => {
    const point = {
      kind: 'limitation',
      text: 'No rooms of their own',
      group: 'customs',
      participant: 'somebody',
    } as const;
    const made = composeWorkshopOutcome(room({ points: [{ kind: 'limitation', text: 'Z' }, point] }));
    expect(made.limitations).toEqual([{ text: 'No rooms of their own' }, { text: 'Z' }]);
    expect(JSON.stringify(made)).not.toContain('somebody');
  });

  it('numbers clauses through, by addressee and place, and says who agrees, abstains and reserves what', () => {
    const spoken = clause({
      addressee: 'hr',
      revision: 3,
      positions: [
        { group: 'customs', stance: 'agrees', ofRevision: 3 },
        { group: 'guard', stance: 'agrees', ofRevision: 2 },
        { group: 'police', stance: 'reserves', reason: 'Needs a law first', ofRevision: 3 },
      ],
    });
    const { clauses } = composeWorkshopOutcome(room({ clauses: [clause({ addressee: 'networks' }), spoken] }));
    expect(clauses.map(({ number, addressee }) => [number, addressee])).toEqual([
      [1, 'hr'],
      [2, 'networks'],
    ]);
    // The guard agreed to an older wording.
    expect(clauses[0]).toMatchObject({
      agrees: ['Customs of A'],
      abstains: [],
      reserves: [{ agency: 'Police of B', reason: 'Needs a law first' }],
    });
  });

  it('groups commitments by country and agency, in the order they were written', () => {
    const action = (group: string, position: number) => ({
      group,
      position,
      what: `${group} ${position}`,
      owner: 'Head of staff',
      due: '2024-05-31',
    });
    const commitments = [action('police', 1), action('guard', 2), action('guard', 1), action('customs', 1)];
    const made = composeWorkshopOutcome(room({ commitments })).commitments;
    expect(made.map(({ country, agencies }) => [country, ...agencies.map(({ agency }) => agency)])).toEqual([
      ['A', 'Border guard of A', 'Customs of A'],
      ['B', 'Police of B'],
    ]);
    expect(made[0]?.agencies[0]?.actions.map(({ what }) => what)).toEqual(['guard 1', 'guard 2']);
    expect(JSON.stringify(made)).not.toContain('"group"');
  });

  it('has offers and asks by dimension, offers first', () => {
    const guests = { ...offer('offer'), group: 'guests', groupName: 'International organisations', dimension: 'REC' };
    const made = composeWorkshopOutcome(room({ offers: [guests, offer('ask'), offer('offer')] }));
    expect(made.exchange.map(({ dimension, kind, agency }) => [dimension, kind, agency])).toEqual([
      ['GOV', 'offer', 'Customs of A'],
      ['GOV', 'ask', 'Customs of A'],
      ['REC', 'offer', 'International organisations'],
    ]);
  });
});

const clause = (given: Partial<WorkshopOutcomeRequest['clauses'][number]>) => ({
  addressee: 'heads',
  position: 1,
  texts: { en: 'Name somebody who answers for equality.' },
  mark: 'adopted' as const,
  revision: 1,
  positions: [],
  ...given,
});
const offer = (kind: 'offer' | 'ask') => ({
  group: 'customs',
  groupName: 'Customs of A',
  kind,
  dimension: 'GOV',
  text: kind === 'offer' ? 'Our order as a model' : 'A visit',
});
