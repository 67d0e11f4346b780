import { composeWorkshopOutcome } from '@isonomia/comparison';
import type { Practice } from '@isonomia/outcome';
import { describe, expect, it } from '@jest/globals';
import { agencyGroup, roomRequest } from '../../../../../test/support/workshop-request.js';
import { practicesOfRoom } from './practices-of-room.js';

const practice = (id: string, country: string, dimension: string): Practice => ({
  id,
  country,
  organisation: 'customs',
  sources: [{ publisher: 'Its own report' }],
  dimensions: [dimension],
  items: [],
  rules: [],
  words: { en: { organisation: id, what: 'Something' } },
});
const shelf = [
  practice('colombia', 'CO', 'REC'),
  practice('germany', 'DE', 'REC'),
  practice('philippines', 'PH', 'REC'),
  practice('kenya', 'KE', 'GOV'),
];
const groups = (count: number, score = 50) => Array.from({ length: count }, (_, at) => agencyGroup(`g${at}`, score));
const chosen = (given: Parameters<typeof roomRequest>[0]) =>
  practicesOfRoom(composeWorkshopOutcome(roomRequest(given)), shelf).map(({ id }) => id);

describe('practices of others in the outcome of a workshop', () => {
  it('are about what groups lack, two of a dimension, those of Germany and the Philippines first', () => {
    const points = [{ kind: 'limitation', text: 'Half are lost at the test', dimension: 'REC' }] as const;
    expect(chosen({ groups: groups(4), points: [...points] })).toEqual(['germany', 'philippines']);
  });

  it('are about where the joint figures are lowest, where nobody named a lack', () => {
    expect(chosen({ groups: groups(5) })).toEqual(['germany', 'philippines', 'kenya']);
  });

  it('tell nothing of figures that are not shown', () => {
    expect(chosen({ groups: groups(4, 5) })).toEqual([]);
  });
});
