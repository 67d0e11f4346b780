import type { Cell } from '@isonomia/disclosure';
import type {
  CoverageMedians,
  Grouping,
  PeopleRow,
  Release,
  ReleaseGroup,
  ShareRange,
  ShownDistribution,
  ShownGroup,
  ShownScore,
} from './release.js';

export const OBSERVED_TABLES = [
  'statement',
  'participation',
  'overall',
  'dimensions',
  'items',
  'people',
  'hires',
  'leavers',
  'gates',
  'coverage',
] as const;
export type ObservedTable = (typeof OBSERVED_TABLES)[number];

export const MEASURES = [
  'invited',
  'validated',
  'sharing',
  'cells',
  'cells-withheld',
  'share-withheld',
  'agencies',
  'holdings',
  'median',
  'lower-quartile',
  'upper-quartile',
  'median-claimed',
  'people',
  'womens-share',
  'open',
] as const;
export type Measure = (typeof MEASURES)[number];

/** `points` 0…100, `percent` whole, `people` and `agencies` counted, `cells` of the release's own tables. */
export type Unit = 'points' | 'percent' | 'people' | 'agencies' | 'cells';

/** What stands where no one dimension, item, band or gate is meant. */
export const NO_ITEM = 'all';

export type Sex = 'women' | 'men' | 'all';

/** One number as it is published. `withheld` says that it is, and nothing else: not how large, not by which rule. */
export type Observed =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'at-least'; readonly low: number }
  | { readonly kind: 'under'; readonly bound: number }
  | { readonly kind: 'over'; readonly bound: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'missing' };

/** Where a number stands: no two of a release share one. */
export interface ObservationKey {
  readonly grouping: Grouping;
  readonly group: string;
  readonly table: ObservedTable;
  readonly measure: Measure;
  /** Id of the dimension, item, band, gate or kind of coverage; `all` where there is none. */
  readonly item: string;
  readonly sex: Sex;
}

export interface Observation extends ObservationKey {
  readonly unit: Unit;
  readonly observed: Observed;
  /** True where some of the group have no such number behind it; how many is not said. */
  readonly partial: boolean;
}

type Place = Omit<Observation, 'grouping' | 'group'>;

/**
 * Every number of a release, once, in one order: what every file and every page of it says. A group has a line for each
 * number that any group of its grouping has, so that what is withheld is seen to be, in all formats alike.
 */
export function observationsOf(release: Release): readonly Observation[] {
  const patterns = new Map<Grouping, readonly Place[]>();
  const patternOf = (grouping: Grouping): readonly Place[] => {
    const known = patterns.get(grouping) ?? patternFor(release, grouping);
    patterns.set(grouping, known);
    return known;
  };
  return [
    ...statementOf(release),
    ...release.groups.flatMap((group) => {
      const { grouping, group: id } = group;
      const own = new Map(placesOf(group).map((place) => [keyOf(place), place]));
      return patternOf(grouping).map((place) => ({ grouping, group: id, ...(own.get(keyOf(place)) ?? place) }));
    }),
  ];
}

const WITHHELD: Observed = { kind: 'withheld' };
const keyOf = ({ table, measure, item, sex }: Place): string => [table, measure, item, sex].join('/');

/** What the groups of a grouping have numbers for; where none is shown, what everybody together has. */
function patternFor({ groups }: Release, grouping: Grouping): readonly Place[] {
  const of = (one: Grouping): readonly Place[] =>
    groups.filter((group) => group.grouping === one).flatMap((group) => placesOf(group));
  const own = of(grouping);
  const found = new Map<string, Place>();
  for (const place of own.length > 0 ? own : [...of('all'), ...COUNTED]) {
    if (!found.has(keyOf(place))) found.set(keyOf(place), { ...place, observed: WITHHELD, partial: false });
  }
  const order = (place: Place): number => OBSERVED_TABLES.indexOf(place.table);
  return [...found.values()].toSorted((a, b) => order(a) - order(b));
}

/** Where not even everybody together may be shown, that much is withheld still. */
const COUNTED: readonly Place[] = [count('agencies', WITHHELD), count('holdings', WITHHELD)];

function count(measure: Measure, observed: Observed): Place {
  return { table: 'participation', measure, item: NO_ITEM, sex: 'all', unit: 'agencies', observed, partial: false };
}

function statementOf({ statement: { participation, suppressed } }: Release): readonly Observation[] {
  const said = (measure: Measure, unit: Unit, value: number): Observation => ({
    grouping: 'all',
    group: 'all',
    table: 'statement',
    measure,
    item: NO_ITEM,
    sex: 'all',
    unit,
    observed: { kind: 'value', value },
    partial: false,
  });
  return [
    said('invited', 'agencies', participation.invited),
    said('validated', 'agencies', participation.validated),
    said('sharing', 'agencies', participation.sharing),
    said('holdings', 'agencies', participation.holdings),
    said('cells', 'cells', suppressed.of),
    said('cells-withheld', 'cells', suppressed.cells),
    said('share-withheld', 'percent', suppressed.percent),
  ];
}

function placesOf(group: ReleaseGroup): readonly Place[] {
  if (group.state === 'withheld') return [];
  return [
    count('agencies', { kind: 'value', value: group.n.agencies }),
    count('holdings', { kind: 'value', value: group.n.holdings }),
    ...(group.overall === undefined ? [] : distribution('overall', NO_ITEM, group.overall)),
    ...group.dimensions.flatMap((one) => distribution('dimensions', one.dimension, one)),
    ...group.items.map((one) => score('items', 'median', one.item, one)),
    ...peopleOf(group),
    ...group.gates.map(({ gate, open }) => gatePlace(gate, open)),
    ...coverageOf(group.coverage),
  ];
}

function score(
  table: ObservedTable,
  measure: Measure,
  item: string,
  { median, partial }: { readonly median: ShownScore; readonly partial: boolean },
): Place {
  return { table, measure, item, sex: 'all', unit: 'points', observed: scoreObserved(median), partial };
}

function distribution(table: ObservedTable, item: string, shown: ShownDistribution): readonly Place[] {
  const { partial, quartiles, claimed } = shown;
  const place = (measure: Measure, median: ShownScore): Place => score(table, measure, item, { median, partial });
  return [
    place('median', shown.median),
    ...(quartiles === undefined
      ? []
      : [place('lower-quartile', quartiles.lower), place('upper-quartile', quartiles.upper)]),
    ...(claimed === undefined ? [] : [place('median-claimed', claimed)]),
  ];
}

function peopleOf({ people, hires, leavers }: ShownGroup): readonly Place[] {
  const partial = people?.partial ?? false;
  return [
    ...(people?.rows ?? []).flatMap((row) => rowPlaces('people', row.id, row, partial)),
    ...(people === undefined ? [] : rowPlaces('people', NO_ITEM, people.total, partial)),
    ...(hires === undefined ? [] : rowPlaces('hires', NO_ITEM, hires, false)),
    ...(leavers === undefined ? [] : rowPlaces('leavers', NO_ITEM, leavers, false)),
  ];
}

const PERCENT = 100;

function rowPlaces(table: ObservedTable, item: string, row: PeopleRow, partial: boolean): readonly Place[] {
  const place = (sex: Sex, cell: Cell): Place => ({
    table,
    measure: 'people',
    item,
    sex,
    unit: 'people',
    observed: cellObserved(cell),
    partial,
  });
  const share: Observed =
    // Whole percent: a share of rounded counts has no meaningful decimals.
    row.share === undefined ? WITHHELD : { kind: 'value', value: Math.floor(row.share * PERCENT + 0.5) };
  return [
    place('women', row.women),
    place('men', row.men),
    place('all', row.total),
    { table, measure: 'womens-share', item, sex: 'women', unit: 'percent', observed: share, partial },
  ];
}

const gatePlace = (gate: string, { low, high }: ShareRange): Place => ({
  table: 'gates',
  measure: 'open',
  item: gate,
  sex: 'all',
  unit: 'percent',
  observed: { kind: 'between', low, high },
  partial: false,
});

const COVERAGES = ['answered', 'evidenced', 'data'] as const;

const coverageOf = (coverage: CoverageMedians): readonly Place[] =>
  COVERAGES.flatMap((item): readonly Place[] => {
    const median = coverage[item];
    if (median === undefined) return [];
    return [{ ...score('coverage', 'median', item, { median, partial: false }), unit: 'percent' }];
  });

const scoreObserved = (shown: ShownScore): Observed =>
  shown.kind === 'points' ? { kind: 'value', value: shown.points } : shown;

function cellObserved(cell: Cell): Observed {
  switch (cell.kind) {
    case 'count':
      return cell.atLeast ? { kind: 'at-least', low: cell.count } : { kind: 'value', value: cell.count };
    case 'under':
      return { kind: 'under', bound: cell.bound };
    case 'hidden':
      return WITHHELD;
    case 'missing':
      return { kind: 'missing' };
  }
}
