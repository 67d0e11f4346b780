import type { PublishedRelease } from '@isonomia/application';
import {
  MEASURES,
  OBSERVED_TABLES,
  observationsOf,
  type Observation,
  type Observed,
  type ObservedTable,
  type Sex,
  type Unit,
} from '@isonomia/comparison';

import type { Voice } from '../document/view.js';

import { releaseNames, type ReleaseNames } from './release-names.js';
import { boundsOf, STATUSES, type SheetTable } from './release-sheets.js';

/** Raised with every change of dimensions, attributes or code lists. Described in docs/sdmx.md. */
export const SDMX_STRUCTURE = 'ISONOMIA:DF_RELEASE(1.0.0)';
/** The table is for reading, not an order to change anybody's database. */
const INFORMATION = 'I';

const COLUMNS = [
  'STRUCTURE',
  'STRUCTURE_ID',
  'ACTION',
  'GROUPING',
  'GROUP',
  'TABLE',
  'MEASURE',
  'ITEM',
  'SEX',
  'TIME_PERIOD',
  'OBS_VALUE',
  'LOWER_BOUND',
  'UPPER_BOUND',
  'VALUE_KIND',
  'OBS_STATUS',
  'CONF_STATUS',
  'UNIT_MEASURE',
  'COVERAGE_PARTIAL',
] as const;
type Column = (typeof COLUMNS)[number];

/** Codes of statistics have no lower case and no hyphens. */
const plain = (id: string): string => id.toUpperCase().replaceAll('-', '_');
const SEXES: Readonly<Record<Sex, string>> = { women: 'F', men: 'M', all: '_T' };
const UNITS: Readonly<Record<Unit, string>> = {
  points: 'POINTS',
  percent: 'PT',
  people: 'PS',
  agencies: 'AGENCIES',
  cells: 'CELLS',
};
/** One id may name an item and the gate over it: of these only dimensions and items go without a prefix. */
const PREFIX: Readonly<Partial<Record<ObservedTable, string>>> = {
  people: 'BAND_',
  gates: 'GATE_',
  coverage: 'COVERAGE_',
};
const itemCode = (table: ObservedTable, item: string): string =>
  item === 'all' ? '_T' : `${PREFIX[table] ?? ''}${plain(item)}`;
const groupCode = (names: ReleaseNames, { grouping, group }: Pick<Observation, 'grouping' | 'group'>): string =>
  grouping === 'all' ? '_T' : plain(names.code(grouping, group));

/** `Q`: suppressed; `O`: missing. Which rule suppressed it is nobody's to know, so primary and secondary are one: `C`. */
const OBS_STATUS = (kind: Observed['kind']): string => (kind === 'withheld' ? 'Q' : kind === 'missing' ? 'O' : 'A');
const CONF_STATUS = (kind: Observed['kind']): string => (kind === 'withheld' ? 'C' : 'F');

/** A release as SDMX-CSV 2.0, codes alone. A number that is not plainly there is `NaN`, as the format asks. */
export function releaseSdmx(published: PublishedRelease, voice: Voice): SheetTable {
  const names = releaseNames(voice, published.facts.countries);
  const period = timePeriod(published.release.statement.reference);
  return {
    name: 'sdmx',
    header: COLUMNS,
    rows: observationsOf(published.release).map((one) => cellsOf(one, names, period)),
  };
}

function cellsOf(one: Observation, names: ReleaseNames, period: string): readonly (string | number)[] {
  const { kind } = one.observed;
  const bounds = boundsOf(one.observed);
  const cells: Readonly<Record<Column, string | number>> = {
    STRUCTURE: 'dataflow',
    STRUCTURE_ID: SDMX_STRUCTURE,
    ACTION: INFORMATION,
    GROUPING: plain(one.grouping),
    GROUP: groupCode(names, one),
    TABLE: plain(one.table),
    MEASURE: plain(one.measure),
    ITEM: itemCode(one.table, one.item),
    SEX: SEXES[one.sex],
    TIME_PERIOD: period,
    OBS_VALUE: one.observed.kind === 'value' ? one.observed.value : 'NaN',
    LOWER_BOUND: bounds.low ?? '',
    UPPER_BOUND: bounds.high ?? '',
    VALUE_KIND: plain(kind),
    OBS_STATUS: OBS_STATUS(kind),
    CONF_STATUS: CONF_STATUS(kind),
    UNIT_MEASURE: UNITS[one.unit],
    COVERAGE_PARTIAL: one.partial ? 'Y' : 'N',
  };
  return COLUMNS.map((column) => cells[column]);
}

const DAY_MS = 86_400_000;

/** A calendar year as its number, any other period as its first day and its length. */
export function timePeriod({ from, to }: { readonly from: string; readonly to: string }): string {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;
  return `${from}/P${days}D`;
}

/** Every code of the data with its name: what a registry of structures would hold. */
export function sdmxCodes(published: PublishedRelease, voice: Voice): SheetTable {
  const { t } = voice.translator;
  const names = releaseNames(voice, published.facts.countries);
  const all = observationsOf(published.release);
  const lists: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['CL_GROUPING', all.map((one) => [plain(one.grouping), names.grouping(one.grouping)])],
    ['CL_GROUP', all.map((one) => [groupCode(names, one), names.group(one.grouping, one.group)])],
    ['CL_TABLE', OBSERVED_TABLES.map((table) => [plain(table), t(`export.table.${table}`)])],
    ['CL_MEASURE', MEASURES.map((measure) => [plain(measure), t(`export.measure.${measure}`)])],
    ['CL_ITEM', all.map((one) => [itemCode(one.table, one.item), names.item(one.table, one.item)])],
    ['CL_SEX', entries(SEXES).map(([sex, code]) => [code, t(`export.sex.${sex}`)])],
    ['CL_UNIT_MEASURE', entries(UNITS).map(([unit, code]) => [code, t(`export.unit.${unit}`)])],
    ['CL_VALUE_KIND', STATUSES.map((kind) => [plain(kind), t(`export.status.${kind}`)])],
    ['CL_OBS_STATUS', ['A', 'Q', 'O'].map((code) => [code, t(`export.obs-status.${code}`)])],
    ['CL_CONF_STATUS', ['F', 'C'].map((code) => [code, t(`export.conf-status.${code}`)])],
  ];
  return {
    name: 'codes',
    header: ['CODELIST', 'CODE', 'NAME'],
    rows: lists.flatMap(([list, codes]) => [...new Map(codes)].map(([code, name]) => [list, code, name])),
  };
}

const entries = <Key extends string>(record: Readonly<Record<Key, string>>): readonly (readonly [Key, string])[] =>
  Object.entries(record) as [Key, string][];
