import type { Grouping, ReleaseGroup, ShownGroup } from '@isonomia/comparison';

import type { Chart } from '../charts/chart.js';
import type { Mark } from '../charts/distribution.js';
import { panelsChart, type Panel, type PanelRow } from '../charts/panels.js';
import type { DrawingOptions } from '../outcome/portrait.js';
import { groupName, groupsOf, shownOf, whyNoScore, type RegionalReading } from '../regional/regional-reading.js';

import { drawingContext, scoreMark } from './drawing.js';

export interface SideBySideOptions extends DrawingOptions {
  readonly grouping: Exclude<Grouping, 'all'>;
  /** Id of a group: what is emphasised, never what is shown. */
  readonly highlight?: string | undefined;
  /** Dimensions to draw, where a page of paper has no room for all; by what is published, never by choice of a reader. */
  readonly dimensions?: readonly string[] | undefined;
}

type Drawn = Pick<PanelRow, 'mark' | 'around' | 'note'>;

/** Groups by name in every panel: no place in a list says who is ahead. */
function rowsOf(
  reading: RegionalReading,
  { grouping, highlight }: SideBySideOptions,
  drawn: (group: ShownGroup) => Drawn,
): readonly PanelRow[] {
  const { t } = reading.voice.translator;
  const { everybody } = reading;
  const row = (group: ReleaseGroup): PanelRow => ({
    id: group.group,
    label: groupName(reading, group),
    emphasised: group.group === highlight,
    ...(group.state === 'shown' ? drawn(group) : { note: t('chart.too-small') }),
  });
  return [...groupsOf(reading, grouping).map(row), ...(everybody === undefined ? [] : [row(everybody)])];
}

/** Medians of every dimension, group beside group. */
export function dimensionsSideBySide(reading: RegionalReading, options: SideBySideOptions): Chart | undefined {
  const { voice, names, published } = reading;
  const { t } = voice.translator;
  if (shownOf(groupsOf(reading, options.grouping)).length === 0) return undefined;
  const drawn = published.published.instrument.dimensions.filter(({ id }) => options.dimensions?.includes(id) ?? true);
  const panels = drawn.map(({ id }): Panel => ({
    id,
    label: names.item('dimensions', id),
    rows: rowsOf(reading, options, (group) => {
      const shown = group.dimensions.find(({ dimension }) => dimension === id);
      if (shown === undefined) return { note: whyNoScore(reading, id) };
      const { median, quartiles } = shown;
      const around: readonly [Mark, Mark] | undefined =
        quartiles === undefined ? undefined : [scoreMark(voice, quartiles.lower), scoreMark(voice, quartiles.upper)];
      return { mark: scoreMark(voice, median), around };
    }),
  }));
  return panelsChart(
    {
      panels,
      finding: widestFinding(reading, panels),
      caption: t(`release.side.caption.${options.grouping}`),
      note: t('release.side.base'),
      notes: [t('release.side.note')],
      column: names.grouping(options.grouping),
    },
    drawingContext(voice, 'side-dimensions', options),
  );
}

/** The dimension in which the medians of the groups lie furthest apart: no group is named for it. */
function widestFinding({ voice }: RegionalReading, panels: readonly Panel[]): string {
  const { t } = voice.translator;
  const spans = panels.flatMap(({ label, rows }) => {
    const marks = rows.slice(0, -1).flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
    const [low] = marks.toSorted((a, b) => a.from - b.from);
    const high = marks.toSorted((a, b) => a.to - b.to).at(-1);
    if (low === undefined || high === undefined || marks.length < 2) return [];
    return [{ label, low, high, span: high.to - low.from }];
  });
  const [widest] = spans.toSorted((a, b) => b.span - a.span);
  if (widest === undefined) return t('release.side.finding-one');
  return t('release.side.finding', { dimension: widest.label, low: widest.low.text, high: widest.high.text });
}

/** Women's share by band, group beside group; parity is drawn. */
export function sharesSideBySide(reading: RegionalReading, options: SideBySideOptions): Chart | undefined {
  const { voice, names } = reading;
  const { t } = voice.translator;
  const groups = shownOf(groupsOf(reading, options.grouping));
  const bands = bandsOf(groups);
  if (bands.length === 0) return undefined;
  const panels = [
    ...bands.map((band) => ({ id: band, label: names.item('people', band) })),
    { id: ALL_STAFF, label: t('chart.all-staff') },
  ].map(({ id, label }): Panel => ({
    id,
    label,
    rows: rowsOf(reading, options, (group) => {
      const rowOf = id === ALL_STAFF ? group.people?.total : group.people?.rows.find((one) => one.id === id);
      // Where a group's bands were put together, this one is in another row.
      if (rowOf === undefined && group.people !== undefined) return { note: t('release.shares.other-bands') };
      if (rowOf?.share === undefined) return { note: t('chart.too-small') };
      const percent = Math.floor(rowOf.share * 100 + 0.5);
      return { mark: { from: percent, to: percent, text: voice.format.percent(rowOf.share) } };
    }),
  }));
  return panelsChart(
    {
      panels,
      finding: shareFinding(reading, panels.at(-1)),
      caption: t(`release.shares.caption.${options.grouping}`),
      note: t('release.shares.base'),
      notes: [t('release.shares.note')],
      column: names.grouping(options.grouping),
      reference: { at: 50, label: t('chart.pipeline.parity') },
    },
    drawingContext(voice, 'side-shares', options),
  );
}

const ALL_STAFF = 'all';

/** Bands that any of the groups has, highest last; groups whose bands were put together have others. */
const bandsOf = (groups: readonly ShownGroup[]): readonly string[] => [
  ...new Set(groups.flatMap(({ people }) => people?.rows.map(({ id }) => id) ?? [])),
];

function shareFinding({ voice }: RegionalReading, all: Panel | undefined): string {
  const { t } = voice.translator;
  const marks = (all?.rows.slice(0, -1) ?? []).flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
  const [low] = marks.toSorted((a, b) => a.from - b.from);
  const high = marks.toSorted((a, b) => a.from - b.from).at(-1);
  if (low === undefined || high === undefined) return t('release.shares.finding-none');
  return t(low.text === high.text ? 'release.shares.finding-same' : 'release.shares.finding', {
    low: low.text,
    high: high.text,
  });
}

/** Where rights minimums are open, group beside group. */
export function gatesSideBySide(reading: RegionalReading, options: SideBySideOptions): Chart | undefined {
  const { voice, names } = reading;
  const { t } = voice.translator;
  const gates = [
    ...new Set(shownOf(groupsOf(reading, options.grouping)).flatMap((group) => group.gates.map(({ gate }) => gate))),
  ];
  if (gates.length === 0) return undefined;
  const panels = gates.map((gate): Panel => ({
    id: gate,
    label: names.item('gates', gate),
    rows: rowsOf(reading, options, (group) => {
      const open = group.gates.find((one) => one.gate === gate)?.open;
      if (open === undefined) return { note: t('chart.too-small') };
      const text = t('export.between', {
        low: voice.format.count(open.low),
        high: voice.format.percent(open.high / 100),
      });
      return { mark: { from: open.low, to: open.high, text } };
    }),
  }));
  return panelsChart(
    {
      panels,
      finding: t('release.gates.side-finding'),
      caption: t(`release.gates.side-caption.${options.grouping}`),
      note: t('release.gates.side-base'),
      notes: [t('release.gates.note')],
      column: names.grouping(options.grouping),
      ranges: true,
    },
    drawingContext(voice, 'side-gates', options),
  );
}
