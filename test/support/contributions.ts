import type { Contribution } from '@isonomia/comparison';
import type { LinearSolver } from '@isonomia/disclosure';

type Given = Partial<Omit<Contribution, 'assessment'>>;

/** An agency of the sample instrument that shares its results; what is not given is as in every other. */
export const contributed = (assessment: string, given: Given = {}): Contribution => ({
  assessment,
  agency: `agency-of-${assessment}`,
  holding: `agency-of-${assessment}`,
  country: 'A',
  agencyType: 'customs',
  sizeBand: '100-499',
  instrument: { id: 'sample', version: '1.0.0', variant: 'full' },
  reference: { from: '2025-01-01', to: '2025-12-31' },
  overall: {},
  dimensions: {},
  items: {},
  gates: {},
  coverage: { answered: 100, evidenced: 40, data: 80 },
  bands: [],
  ...given,
});

/** Where no table of people is asked for, nothing is to be solved. */
export const NO_SOLVER: LinearSolver = () => {
  throw new Error('nothing was to be solved');
};
