import { quantityIn } from '@isonomia/instrument';
import type { AnswerFile, Band, ComparedPeople, Instrument, Quantity } from '@isonomia/instrument';
import type { DimensionScore, OverallScore, Profile } from '@isonomia/scoring';
import type { BandPeople, Contribution, People, SizeBand, Standing } from './contribution.js';

export interface ContributionRequest {
  readonly assessment: string;
  readonly agency: Pick<Contribution, 'agency' | 'holding' | 'country' | 'agencyType'>;
  readonly instrument: Instrument;
  readonly answers: AnswerFile;
  /** Of the validated outcome: evidenced after review. */
  readonly profile: Profile;
  readonly compared: ComparedPeople;
}

/**
 * What a validated assessment brings into comparison. Nothing is worked out anew: scores are those of the profile, people
 * those of the answers. A table that is not complete brings nothing, as it brings nothing to the scores.
 */
export const contributionOf = (request: ContributionRequest): Contribution => {
  const { instrument, answers, profile, compared } = request;
  const staff = staffOf(instrument, answers, compared.staff);
  const hires = peopleOf(instrument, answers, compared.hires);
  const leavers = peopleOf(instrument, answers, compared.leavers);
  return {
    assessment: request.assessment,
    ...request.agency,
    sizeBand: sizeBandOf(staff?.counting),
    instrument: { id: instrument.id, version: instrument.version, variant: answers.variant },
    reference: answers.reference,
    overall: standingOf(profile.overall),
    dimensions: Object.fromEntries(instrument.dimensions.map(({ id }) => [id, standingOf(profile.dimensions[id])])),
    items: evidencedItems(instrument, profile),
    gates: Object.fromEntries(Object.entries(profile.gates).map(([id, { state }]) => [id, state])),
    coverage: coverageOf(profile),
    bands: staff?.bands ?? [],
    ...(hires === undefined ? {} : { hires }),
    ...(leavers === undefined ? {} : { leavers }),
  };
};

const standingOf = (score: DimensionScore | OverallScore | undefined): Standing => {
  if (score?.shown !== true) return {};
  const { claimed, evidenced, level, interval } = score;
  return {
    ...(claimed === undefined ? {} : { claimed }),
    ...(evidenced === undefined ? {} : { evidenced }),
    ...(interval === undefined ? {} : { interval: interval.evidenced }),
    ...(level === undefined ? {} : { level }),
  };
};

// The score of a pay gap can be turned back into the gap.
const evidencedItems = ({ items }: Instrument, profile: Profile): Contribution['items'] =>
  Object.fromEntries(
    items.flatMap(({ id, rule }) => {
      if (rule.code === 'PG') return [];
      const evidenced = profile.items[id]?.evidenced;
      return evidenced === undefined ? [] : [[id, evidenced]];
    }),
  );

const coverageOf = ({ coverage: { answered, evidenced, data } }: Profile): Contribution['coverage'] => ({
  answered,
  evidenced,
  ...(data === undefined ? {} : { data }),
});

const peopleOf = (instrument: Instrument, answers: AnswerFile, quantity: Quantity | undefined): People | undefined => {
  if (quantity === undefined) return undefined;
  const women = quantityIn(instrument, answers, quantity, 'women');
  const men = quantityIn(instrument, answers, quantity, 'men');
  return women === undefined || men === undefined ? undefined : { women, men };
};

interface Staff {
  readonly bands: readonly BandPeople[];
  /** Everybody in a band that counts, other sex included. */
  readonly counting: number;
}

const staffOf = (instrument: Instrument, answers: AnswerFile, table: Quantity | undefined): Staff | undefined => {
  if (table === undefined) return undefined;
  const ofBand = ({ id }: Band): Quantity => ({ ...table, bands: [id] });
  // The table as a whole first: a band whose row is there says nothing when another row is missing.
  if (quantityIn(instrument, answers, table) === undefined) return undefined;
  const bands = instrument.bands.map((band): BandPeople => ({
    band: band.id,
    women: 0,
    men: 0,
    ...peopleOf(instrument, answers, ofBand(band)),
  }));
  const counting = instrument.bands.filter(({ counts }) => counts);
  const sum = counting.reduce((total, band) => total + (quantityIn(instrument, answers, ofBand(band)) ?? 0), 0);
  return { bands, counting: sum };
};

const SIZES: readonly (readonly [under: number, band: SizeBand])[] = [
  [100, 'under-100'],
  [500, '100-499'],
  [2000, '500-1999'],
  [Infinity, '2000-up'],
];

const sizeBandOf = (people: number | undefined): SizeBand =>
  people === undefined ? 'unknown' : (SIZES.find(([under]) => people < under)?.[1] ?? 'unknown');
