import type { Contribution, People, Standing } from '@isonomia/comparison';
import { discloseTable, type ShownTable } from '@isonomia/disclosure';
import type { Instrument, Item, QuestionType } from '@isonomia/instrument';
import { findQuestion, questionsOfRule } from '@isonomia/instrument';
import type { NamedRow } from '../ports/named-reader.js';

/** What others may see of an agency that shows its results under its name. Scores are whole points. */
export interface NamedResult extends Pick<
  Contribution,
  'agencyType' | 'overall' | 'dimensions' | 'gates' | 'coverage' | 'reference'
> {
  /** Evidenced, of items that are not scored from numbers of people or money. */
  readonly items: Contribution['items'];
  /** Bands that count; rounded, small cells hidden. Absent where the table was not available. */
  readonly people?: ShownTable;
  readonly hires?: ShownTable;
  readonly leavers?: ShownTable;
}

export interface NamedAgency extends Omit<NamedRow, 'contribution'> {
  readonly result: NamedResult;
}

/**
 * An institution answers for its scores; of its people the rules of every number that leaves an agency hold. A score that
 * comes from counts of people is left out, and the others are rounded: with a rounded count beside it, an exact score
 * would give back what rounding took away. Pay and complaints are in no contribution. Source: method.md §7, §8.2.
 */
export function namedAgency({ contribution, ...row }: NamedRow, instrument: Instrument): NamedAgency {
  const given = contribution(instrument);
  const { agencyType, gates, reference, coverage } = given;
  const standing = (one: Standing): Standing => wholeStanding(one, instrument.constants.levelBounds);
  return {
    ...row,
    result: {
      agencyType,
      gates,
      reference,
      overall: standing(given.overall),
      dimensions: mapValues(given.dimensions, standing),
      items: sharedItems(instrument, given),
      coverage: {
        answered: whole(coverage.answered),
        evidenced: whole(coverage.evidenced),
        ...(coverage.data !== undefined && { data: whole(coverage.data) }),
      },
      ...peopleTables(instrument, given),
    },
  };
}

const whole = (score: number): number => Math.floor(score + 0.5);

/** Whole points, and never up to the bound of a level that was not reached. */
function wholeStanding({ claimed, evidenced, interval, level }: Standing, bounds: readonly number[]): Standing {
  const points = (score: number): number =>
    bounds.some((bound) => score < bound && whole(score) >= bound) ? Math.floor(score) : whole(score);
  return {
    ...(claimed !== undefined && { claimed: points(claimed) }),
    ...(evidenced !== undefined && { evidenced: points(evidenced) }),
    ...(interval !== undefined && { interval: [points(interval[0]), points(interval[1])] as const }),
    ...(level !== undefined && { level }),
  };
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const FIGURES: ReadonlySet<QuestionType> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']);

/** Data availability reads how many cells were given, not what is in them. */
const isFromFigures = (instrument: Instrument, item: Item): boolean =>
  questionsOfRule(item.rule).some((id) => {
    const type = findQuestion(instrument, id)?.type;
    return type !== undefined && FIGURES.has(type);
  });

const sharedItems = (instrument: Instrument, { items }: Contribution): Contribution['items'] =>
  Object.fromEntries(
    instrument.items.flatMap((item) => {
      const evidenced = items[item.id];
      return evidenced === undefined || isFromFigures(instrument, item) ? [] : [[item.id, whole(evidenced)]];
    }),
  );

function peopleTables(
  { bands }: Instrument,
  { bands: given, hires, leavers }: Contribution,
): Pick<NamedResult, 'people' | 'hires' | 'leavers'> {
  const counting = new Set<string>(bands.filter(({ counts }) => counts).map(({ id }) => id));
  const rows = given.filter(({ band }) => counting.has(band)).map(({ band, women, men }) => ({ id: band, women, men }));
  const one = (people: People): ShownTable => discloseTable([{ id: 'all', ...people }], 'shown');
  return {
    ...(rows.length > 0 && { people: discloseTable(rows, 'shown') }),
    ...(hires !== undefined && { hires: one(hires) }),
    ...(leavers !== undefined && { leavers: one(leavers) }),
  };
}
