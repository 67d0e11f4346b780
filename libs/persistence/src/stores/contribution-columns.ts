import type { NewContribution } from '@isonomia/application';
import type { BandPeople, Contribution, People, Standing } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { GateResult, Level } from '@isonomia/scoring';
import { present } from './values.js';

/** Written into rows by their place in these lists: they may grow at the end and nowhere else. */
const LEVELS: readonly Level[] = ['initial', 'emerging', 'developing', 'advanced', 'leading'];
const GATE_STATES: readonly GateResult['state'][] = ['open', 'not-shown', 'met', 'unanswered'];

type Numbers = readonly (number | null)[];

/** A row as JSON gives it; arrays in the order of the instrument, NULL where there is no number. */
export interface ContributionRecord {
  readonly assessment_id: string;
  readonly agency_id: string;
  readonly round_id: string;
  readonly region_id: string;
  readonly country_id: string;
  readonly holding: string;
  readonly agency_type: string;
  readonly size_band: Contribution['sizeBand'];
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly validated_at: Date | string;
  /** The overall score first, then a dimension each; so are the next four. */
  readonly claimed: Numbers;
  readonly evidenced: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
  readonly levels: Numbers;
  readonly items: Numbers;
  readonly gates: Numbers;
  readonly coverage: Numbers;
  readonly women: readonly number[];
  readonly men: readonly number[];
  readonly hires: readonly number[] | null;
  readonly leavers: readonly number[] | null;
}

export function toRecord({ contribution, ...place }: NewContribution, instrument: Instrument): ContributionRecord {
  const standings = [contribution.overall, ...instrument.dimensions.map(({ id }) => contribution.dimensions[id])];
  const { coverage, bands } = contribution;
  return {
    ...identityOf(contribution),
    round_id: place.round,
    region_id: place.region,
    validated_at: place.validatedAt,
    claimed: standings.map((one) => one?.claimed ?? null),
    evidenced: standings.map((one) => one?.evidenced ?? null),
    low: standings.map((one) => one?.interval?.[0] ?? null),
    high: standings.map((one) => one?.interval?.[1] ?? null),
    levels: standings.map((one) => (one?.level === undefined ? null : LEVELS.indexOf(one.level))),
    items: instrument.items.map(({ id }) => contribution.items[id] ?? null),
    gates: instrument.gates.map(({ id }) => placeOf(contribution.gates[id])),
    coverage: [coverage.answered, coverage.evidenced, coverage.data ?? null],
    women: bands.map(({ women }) => women),
    men: bands.map(({ men }) => men),
    hires: pair(contribution.hires),
    leavers: pair(contribution.leavers),
  };
}

const identityOf = (contribution: Contribution) => ({
  assessment_id: contribution.assessment,
  agency_id: contribution.agency,
  country_id: contribution.country,
  holding: contribution.holding,
  agency_type: contribution.agencyType,
  size_band: contribution.sizeBand,
  instrument_id: contribution.instrument.id,
  instrument_version: contribution.instrument.version,
  variant: contribution.instrument.variant,
  reference_from: contribution.reference.from,
  reference_to: contribution.reference.to,
});
const placeOf = (state: GateResult['state'] | undefined): number | null =>
  state === undefined ? null : GATE_STATES.indexOf(state);
const pair = (people: People | undefined): readonly number[] | null =>
  people === undefined ? null : [people.women, people.men];

export function toContribution(row: ContributionRecord, instrument: Instrument): Contribution {
  const [answered, evidenced, data] = row.coverage;
  return {
    assessment: row.assessment_id,
    agency: row.agency_id,
    holding: row.holding,
    country: row.country_id,
    agencyType: row.agency_type,
    sizeBand: row.size_band,
    instrument: { id: row.instrument_id, version: row.instrument_version, variant: row.variant },
    reference: { from: row.reference_from, to: row.reference_to },
    overall: standingAt(row, 0),
    dimensions: Object.fromEntries(instrument.dimensions.map(({ id }, index) => [id, standingAt(row, index + 1)])),
    items: known(instrument.items, row.items),
    gates: Object.fromEntries(
      Object.entries(known(instrument.gates, row.gates)).flatMap(([id, place]) => {
        const state = GATE_STATES[place];
        return state === undefined ? [] : [[id, state]];
      }),
    ),
    coverage: { answered: answered ?? 0, evidenced: evidenced ?? 0, ...present('data', data) },
    bands: bandsOf(row, instrument),
    ...present('hires', peopleOf(row.hires)),
    ...present('leavers', peopleOf(row.leavers)),
  };
}

function standingAt(row: ContributionRecord, index: number): Standing {
  const low = row.low[index];
  const high = row.high[index];
  const level = LEVELS[row.levels[index] ?? -1];
  return {
    ...present('claimed', row.claimed[index]),
    ...present('evidenced', row.evidenced[index]),
    ...(typeof low === 'number' && typeof high === 'number' && { interval: [low, high] as const }),
    ...present('level', level),
  };
}

const known = (order: readonly { readonly id: string }[], numbers: Numbers): Readonly<Record<string, number>> =>
  Object.fromEntries(
    order.flatMap(({ id }, index) => {
      const number = numbers[index];
      return typeof number === 'number' ? [[id, number] as const] : [];
    }),
  );

/** None where the staff table was not available. */
const bandsOf = (row: ContributionRecord, instrument: Instrument): readonly BandPeople[] =>
  row.women.length === 0
    ? []
    : instrument.bands.map(({ id }, index) => ({
        band: id,
        women: row.women[index] ?? 0,
        men: row.men[index] ?? 0,
      }));

const peopleOf = (numbers: readonly number[] | null): People | undefined => {
  const [women, men] = numbers ?? [];
  return women === undefined || men === undefined ? undefined : { women, men };
};
