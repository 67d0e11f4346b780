import type { PublishedRelease } from '@isonomia/application';
import { observationsOf, type Observation, type Observed, type Withheld } from '@isonomia/comparison';

import type { Voice } from '../document/view.js';

import { observedWords, releaseNames, type ReleaseNames } from './release-names.js';

/** A table for a spreadsheet program; `safeText` and quoting are the writer's. */
export interface SheetTable {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const COLUMNS = [
  'grouping',
  'group',
  'group-name',
  'table',
  'measure',
  'item',
  'item-name',
  'sex',
  'unit',
  'value',
  'low',
  'high',
  'status',
  'partial',
  'shown',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Every number of a release as one table for programs: columns by stable names, ids beside names. Where there is no plain
 * number, `value` holds the word of the status: no cell is empty where a sum would take it for nothing.
 */
export function releaseCsv(published: PublishedRelease, voice: Voice): SheetTable {
  const names = releaseNames(voice, published.facts.countries);
  return {
    name: 'release',
    header: COLUMNS.map((column) => column.replaceAll('-', '_')),
    rows: observationsOf(published.release).map((one) => cellsOf(one, voice, names)),
  };
}

function cellsOf(one: Observation, voice: Voice, names: ReleaseNames): readonly (string | number)[] {
  const bounds = boundsOf(one.observed);
  const cells: Readonly<Record<Column, string | number>> = {
    grouping: one.grouping,
    group: names.code(one.grouping, one.group),
    'group-name': names.group(one.grouping, one.group),
    table: one.table,
    measure: one.measure,
    item: one.item,
    'item-name': names.item(one.table, one.item),
    sex: one.sex,
    unit: one.unit,
    value: one.observed.kind === 'value' ? one.observed.value : one.observed.kind,
    low: bounds.low ?? '',
    high: bounds.high ?? '',
    status: one.observed.kind,
    partial: one.partial ? 'yes' : 'no',
    shown: observedWords(voice, one.observed, one.unit),
  };
  return COLUMNS.map((column) => cells[column]);
}

/** The ends that a number lies between, as far as they are said. */
export function boundsOf(observed: Observed): { readonly low?: number; readonly high?: number } {
  switch (observed.kind) {
    case 'at-least':
      return { low: observed.low };
    case 'over':
      return { low: observed.bound };
    case 'under':
      return { high: observed.bound };
    case 'between':
      return { low: observed.low, high: observed.high };
    default:
      return {};
  }
}

/** The same numbers for people: what they stand under, what is not shown and why, and what the codes mean. */
export function releaseWorkbook(published: PublishedRelease, voice: Voice): readonly SheetTable[] {
  const { t } = voice.translator;
  const names = releaseNames(voice, published.facts.countries);
  const numbers = releaseCsv(published, voice);
  return [
    about(published, voice),
    { ...numbers, name: t('export.sheet.numbers'), header: COLUMNS.map((column) => t(`export.column.${column}`)) },
    {
      name: t('export.sheet.withheld'),
      header: ['grouping', 'group', 'table', 'reason'].map((column) => t(`export.column.${column}`)),
      rows: published.release.statement.withheld.map((one) => withheldRow(one, voice, names)),
    },
    codes(published, voice),
  ];
}

function withheldRow(one: Withheld, { translator: { t } }: Voice, names: ReleaseNames): readonly string[] {
  return [
    names.grouping(one.grouping),
    one.group === undefined ? t('export.all') : names.group(one.grouping, one.group),
    one.table === undefined ? t('export.all') : t(`export.table.${one.table}`),
    t(`export.reason.${one.reason}`),
  ];
}

function about({ facts, release }: PublishedRelease, { translator: { t }, format }: Voice): SheetTable {
  const { instrument, reference, suppressed } = release.statement;
  const fact = (key: string, value: string): readonly string[] => [t(`export.about.${key}`), value];
  return {
    name: t('export.sheet.about'),
    header: [t('export.about.fact'), t('export.about.text')],
    rows: [
      fact('title', t('export.about.what')),
      fact('region', facts.region),
      fact('round', facts.round),
      fact('release', String(facts.number)),
      fact('published', format.date(facts.publishedOn)),
      fact('period', format.period(reference.from, reference.to)),
      fact('instrument', `${t('instrument.title')}, ${instrument.version} (${instrument.id})`),
      fact('variant', t(`variant.${instrument.variant}.title`)),
      fact('agencies', format.count(release.statement.participation.sharing)),
      fact(
        'withheld',
        t('export.about.withheld-value', {
          percent: format.percent(suppressed.percent / 100),
          of: format.count(suppressed.of),
        }),
      ),
      fact('sha256', facts.sha256),
      ...(facts.fictional ? [fact('fictional', t('export.about.fictional-value'))] : []),
      fact('reading', t('export.about.reading-value')),
      fact('source', t('export.about.source-value')),
    ],
  };
}

/** What every code of the table stands for. */
function codes({ release, facts }: PublishedRelease, voice: Voice): SheetTable {
  const { t } = voice.translator;
  const names = releaseNames(voice, facts.countries);
  const seen = new Map<string, readonly string[]>();
  const add = (list: string, code: string, name: string): void => {
    if (!seen.has(`${list}/${code}`)) seen.set(`${list}/${code}`, [t(`export.column.${list}`), code, name]);
  };
  const all = observationsOf(release);
  for (const one of all) add('grouping', one.grouping, names.grouping(one.grouping));
  for (const one of all) add('table', one.table, t(`export.table.${one.table}`));
  for (const one of all) add('measure', one.measure, t(`export.measure.${one.measure}`));
  for (const one of all) add('sex', one.sex, t(`export.sex.${one.sex}`));
  for (const one of all) add('unit', one.unit, t(`export.unit.${one.unit}`));
  for (const status of STATUSES) add('status', status, t(`export.status.${status}`));
  return {
    name: t('export.sheet.codes'),
    header: ['list', 'code', 'name'].map((column) => t(`export.column.${column}`)),
    rows: [...seen.values()],
  };
}

export const STATUSES: readonly Observed['kind'][] = [
  'value',
  'at-least',
  'under',
  'over',
  'between',
  'withheld',
  'missing',
];
