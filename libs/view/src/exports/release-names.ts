import type { Grouping, ObservedTable, Observed } from '@isonomia/comparison';

import type { Voice } from '../document/view.js';

/** Where a country of a release is named: by an id that means nothing outside, by its code, and in words. */
export interface NamedCountry {
  readonly id: string;
  /** ISO 3166-1 alpha-2, or what the region uses in its place. */
  readonly code: string;
  readonly name: string;
}

/** What the ids of a release are called in a language: one place for page, report and files. */
export interface ReleaseNames {
  readonly grouping: (grouping: Grouping) => string;
  readonly group: (grouping: Grouping, group: string) => string;
  /** As statistics know it: a country by its code, everything else by its id. */
  readonly code: (grouping: Grouping, group: string) => string;
  readonly item: (table: ObservedTable, item: string) => string;
}

export function releaseNames({ translator }: Voice, countries: readonly NamedCountry[]): ReleaseNames {
  const { t, find } = translator;
  const byId = new Map(countries.map((country) => [country.id, country]));
  return {
    grouping: (grouping) => t(`export.grouping.${grouping}`),
    group: (grouping, group) => {
      if (grouping === 'country') return byId.get(group)?.name ?? group;
      if (grouping === 'agency-type') return find(`agencyType.${group}`) ?? group;
      return t(grouping === 'all' ? 'export.everybody' : `export.size.${group}`);
    },
    code: (grouping, group) => (grouping === 'country' ? (byId.get(group)?.code ?? group) : group),
    item: (table, item) => itemName(translator, table, item),
  };
}

/** Of bands that were put together, the words are ours; all others are the instrument's. */
function itemName({ t, find }: Voice['translator'], table: ObservedTable, item: string): string {
  if (item === 'all') return t('export.all');
  switch (table) {
    case 'dimensions':
    case 'items':
      return find(`${item}.short`) ?? item;
    case 'gates':
      return find(`gate.${item}.title`) ?? item;
    case 'people':
      return find(`band.${item}.title`) ?? find(`export.band.${item}`) ?? item;
    default:
      return t(`export.coverage.${item}`);
  }
}

/** A number as page, report and files print it. */
export function observedWords({ translator: { t }, format }: Voice, observed: Observed, unit: string): string {
  const write = (value: number): string =>
    unit === 'percent' ? t('format.percent', { number: format.count(value) }) : format.count(value);
  switch (observed.kind) {
    case 'value':
      return write(observed.value);
    case 'at-least':
      return t('format.at-least', { number: write(observed.low) });
    case 'under':
      return unit === 'people'
        ? t('format.fewer', { number: format.count(observed.bound) })
        : t('export.under', { number: write(observed.bound) });
    case 'over':
      return t('export.over', { number: write(observed.bound) });
    case 'between':
      return t('export.between', { low: format.count(observed.low), high: write(observed.high) });
    case 'withheld':
      return t(unit === 'people' ? 'format.too-small' : 'export.not-shown');
    case 'missing':
      return t('format.not-available');
  }
}
