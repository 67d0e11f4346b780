import type { CoverageMedians, PeopleRow, ReleaseGroup, ShownDistribution, ShownGroup } from '@isonomia/comparison';
import type { Cell } from '@isonomia/disclosure';

import { numeric, row, wording, type CellView, type TableView } from '../charts/chart.js';

import {
  groupName,
  groupsOf,
  GROUPINGS,
  scoreSign,
  scoreText,
  shownOf,
  type RegionalReading,
} from './regional-reading.js';

const column = (label: string, isNumeric = true) => ({ label, numeric: isNumeric });

/** Who took part, by country, type and size: counts only where there are enough of them. */
export function participationTable(
  reading: RegionalReading,
  grouping: (typeof GROUPINGS)[number],
): TableView | undefined {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  const groups = groupsOf(reading, grouping);
  if (groups.length === 0) return undefined;
  return {
    caption: reading.names.grouping(grouping),
    columns: [
      column(reading.names.grouping(grouping), false),
      column(t('regional.column.agencies')),
      column(t('regional.column.contributors')),
    ],
    rows: groups.map((group) =>
      row(
        groupName(reading, group),
        group.state === 'shown'
          ? [numeric(format.count(group.n.agencies)), numeric(format.count(group.n.holdings))]
          : [numeric(t('export.not-shown')), numeric(t('export.not-shown'))],
      ),
    ),
    notes: [],
  };
}

/** Median, middle half and claim of every dimension, over everybody. */
export function dimensionTable(reading: RegionalReading, everybody: ShownGroup): TableView {
  const { t } = reading.voice.translator;
  const line = (label: string, shown: ShownDistribution) =>
    row(label, [
      numeric(scoreText(reading, shown.median)),
      numeric(middleHalf(reading, shown)),
      numeric(scoreText(reading, shown.claimed)),
    ]);
  return {
    caption: t('regional.joint.caption'),
    columns: [
      column(t('regional.column.dimension'), false),
      column(t('regional.column.median')),
      column(t('regional.column.middle-half')),
      column(t('regional.column.claimed')),
    ],
    rows: [
      ...everybody.dimensions.map((one) =>
        line(`${one.dimension} ${reading.names.item('dimensions', one.dimension)}`, one),
      ),
      ...(everybody.overall === undefined
        ? []
        : [{ ...line(t('regional.overall'), everybody.overall), kind: 'total' as const }]),
    ],
    notes: [
      t('regional.joint.note'),
      everybody.dimensions.some((one) => one.partial) ? t('regional.joint.partial') : '',
    ].filter((note) => note !== ''),
  };
}

export function middleHalf(reading: RegionalReading, { quartiles }: ShownDistribution): string {
  if (quartiles === undefined) return reading.voice.translator.t('export.not-shown');
  const { lower, upper } = quartiles;
  return reading.voice.translator.t('regional.middle-half', {
    low: scoreText(reading, lower),
    high: scoreText(reading, upper),
  });
}

/** Groups of a grouping beside each other, dimension by dimension; by name, never by score. */
export function groupTable(reading: RegionalReading, grouping: (typeof GROUPINGS)[number]): TableView | undefined {
  const { t } = reading.voice.translator;
  const groups = groupsOf(reading, grouping);
  const dimensions = reading.everybody?.dimensions.map((one) => one.dimension) ?? [];
  if (shownOf(groups).length === 0 || dimensions.length === 0) return undefined;
  const cells = (group: ReleaseGroup): readonly CellView[] =>
    [undefined, ...dimensions].map((dimension) => numeric(scoreSign(reading, medianOf(group, dimension))));
  return {
    caption: t(`regional.groups.caption.${grouping}`),
    columns: [
      column(reading.names.grouping(grouping), false),
      column(t('regional.overall')),
      ...dimensions.map((dimension) => column(dimension)),
    ],
    rows: [
      ...groups.map((group) => row(groupName(reading, group), cells(group))),
      ...(reading.everybody === undefined
        ? []
        : [{ ...row(t('export.everybody'), cells(reading.everybody)), kind: 'total' as const }]),
    ],
    notes: [t('regional.groups.note')],
  };
}

function medianOf(group: ReleaseGroup, dimension: string | undefined) {
  if (group.state === 'withheld') return undefined;
  if (dimension === undefined) return group.overall?.median;
  return group.dimensions.find((one) => one.dimension === dimension)?.median;
}

/** Share of agencies that have a rights minimum open, as a range; everybody first, then whatever group may be told. */
export function gateTable(reading: RegionalReading): TableView | undefined {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  const gates = reading.everybody?.gates.map(({ gate }) => gate) ?? [];
  if (gates.length === 0 || reading.everybody === undefined) return undefined;
  const told = [reading.everybody, ...GROUPINGS.flatMap((grouping) => shownOf(groupsOf(reading, grouping)))].filter(
    (group) => group.gates.length > 0,
  );
  return {
    caption: t('regional.gates.caption'),
    columns: [
      column(t('regional.column.group'), false),
      ...gates.map((gate) => column(reading.names.item('gates', gate))),
    ],
    rows: told.map((group) =>
      row(
        groupName(reading, group),
        gates.map((gate) => {
          const open = group.gates.find((one) => one.gate === gate)?.open;
          return numeric(
            open === undefined
              ? t('export.not-shown')
              : t('export.between', { low: format.count(open.low), high: format.percent(open.high / 100) }),
          );
        }),
      ),
    ),
    notes: [t('regional.gates.note')],
  };
}

/** Women, men and women's share of one table, group by group: those who joined, those who left, all staff. */
export function peopleByGroup(
  reading: RegionalReading,
  caption: string,
  rowOf: (group: ShownGroup) => PeopleRow | undefined,
): TableView | undefined {
  const { t } = reading.voice.translator;
  const { everybody } = reading;
  const shown = [
    ...(everybody === undefined ? [] : [everybody]),
    ...GROUPINGS.flatMap((grouping) => shownOf(groupsOf(reading, grouping))),
  ];
  const rows = shown.flatMap((group) => {
    const people = rowOf(group);
    return people === undefined ? [] : [row(groupName(reading, group), peopleCells(reading, people))];
  });
  if (rows.length === 0) return undefined;
  return {
    caption,
    columns: [
      column(t('regional.column.group'), false),
      ...['women', 'men', 'total', 'womens-share'].map((key) => column(t(`chart.${key}`))),
    ],
    rows,
    notes: [t('regional.people.note')],
  };
}

function peopleCells(reading: RegionalReading, { women, men, total, share }: PeopleRow): readonly CellView[] {
  const { format } = reading.voice;
  const cell = (one: Cell): CellView => numeric(format.cell(one));
  return [
    cell(women),
    cell(men),
    cell(total),
    numeric(share === undefined ? reading.voice.translator.t('chart.no-share') : format.percent(share)),
  ];
}

const KINDS = ['answered', 'evidenced', 'data'] as const;

/** How much was answered, proven and supplied: how far the figures beside it carry. */
export function coverageTable(reading: RegionalReading): TableView {
  const { t } = reading.voice.translator;
  const cells = (coverage: CoverageMedians): readonly CellView[] =>
    KINDS.map((kind) => numeric(scoreText(reading, coverage[kind], 'percent')));
  const groups = GROUPINGS.flatMap((grouping) => shownOf(groupsOf(reading, grouping)));
  return {
    caption: t('regional.coverage.caption'),
    columns: [
      column(t('regional.column.group'), false),
      ...KINDS.map((kind) => column(reading.names.item('coverage', kind))),
    ],
    rows: [
      row(t('export.everybody'), cells(reading.published.release.statement.coverage)),
      ...groups.map((group) => row(groupName(reading, group), cells(group.coverage))),
    ],
    notes: [t('regional.coverage.note')],
  };
}

/** What is not here, and why; a reader must not take silence for nought. */
export function withheldTable(reading: RegionalReading): TableView | undefined {
  const { t } = reading.voice.translator;
  const { withheld } = reading.published.release.statement;
  if (withheld.length === 0) return undefined;
  return {
    caption: t('regional.withheld.caption'),
    columns: ['grouping', 'group', 'table', 'reason'].map((key) => column(t(`regional.column.${key}`), false)),
    rows: withheld.map(({ grouping, group, table, reason }) =>
      row(reading.names.grouping(grouping), [
        wording(group === undefined ? t('regional.withheld.all-groups') : reading.names.group(grouping, group)),
        wording(table === undefined ? t('regional.withheld.all-tables') : t(`export.table.${table}`)),
        wording(t(`export.reason.${reason}`)),
      ]),
    ),
    notes: [],
  };
}

/** Staff by band of one group, for the annex. */
export function bandTable(reading: RegionalReading, group: ShownGroup): TableView | undefined {
  const { t } = reading.voice.translator;
  if (group.people === undefined || group.people.rows.length === 0) return undefined;
  return {
    caption: t('regional.people.caption', { group: groupName(reading, group) }),
    columns: [
      column(t('chart.composition.column'), false),
      ...['women', 'men', 'total', 'womens-share'].map((key) => column(t(`chart.${key}`))),
    ],
    rows: [
      ...group.people.rows.map((one) => row(reading.names.item('people', one.id), peopleCells(reading, one))),
      { ...row(t('chart.all-staff'), peopleCells(reading, group.people.total)), kind: 'total' as const },
    ],
    notes: [
      t('regional.people.note'),
      group.people.merged ? t('regional.people.merged') : '',
      group.people.partial ? t('regional.people.partial') : '',
    ].filter((note) => note !== ''),
  };
}

/** Medians of single items over everybody, for the annex. */
export function itemTable(reading: RegionalReading): TableView | undefined {
  const { t } = reading.voice.translator;
  const items = reading.everybody?.items ?? [];
  if (items.length === 0) return undefined;
  return {
    caption: t('regional.items.caption'),
    columns: [column(t('regional.column.item'), false), column(t('regional.column.median'))],
    rows: items.map(({ item, median }) =>
      row(`${item} ${reading.names.item('items', item)}`, [numeric(scoreText(reading, median))]),
    ),
    notes: [],
  };
}

/** Every dimension of one group with its spread, for the annex. */
export function spreadTable(reading: RegionalReading, group: ShownGroup): TableView {
  const table = dimensionTable(reading, group);
  return {
    ...table,
    caption: reading.voice.translator.t('regional.spread.caption', { group: groupName(reading, group) }),
  };
}
