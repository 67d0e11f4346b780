import type { BandRow, PeopleRow, ShownDistribution, ShownGroup } from '@isonomia/comparison';
import { STANDARD_RULES, type Cell } from '@isonomia/disclosure';

import type { Chart } from '../charts/chart.js';
import { compositionChart } from '../charts/composition.js';
import type { CountsRow } from '../charts/counts-table.js';
import { distributionChart, type DistributionRow, type OwnMark } from '../charts/distribution.js';
import { panelsChart } from '../charts/panels.js';
import type { DrawingOptions } from '../outcome/portrait.js';
import { groupName, scoreText, whyNoScore, type RegionalReading } from '../regional/regional-reading.js';

import { drawingContext, middleOf, scoreMark } from './drawing.js';

const LEVELS = ['initial', 'emerging', 'developing', 'advanced', 'leading'] as const;

/** The reader's own agency in the picture: nobody else sees it. */
export interface OwnStandings {
  readonly name: string;
  readonly overall?: OwnMark | undefined;
  readonly dimensions: Readonly<Record<string, OwnMark | undefined>>;
}

export interface GroupFigureOptions extends DrawingOptions {
  readonly own?: OwnStandings | undefined;
  /** Id of a dimension: what is emphasised, never what is shown. */
  readonly highlight?: string | undefined;
}

/** How the contributors of a group stand in every dimension. */
export function distributionFigure(reading: RegionalReading, group: ShownGroup, options: GroupFigureOptions): Chart {
  const { voice, names, published } = reading;
  const { t } = voice.translator;
  const asked = published.published.instrument.dimensions.map(({ id }) => String(id));
  const rowOf = (id: string, shown: ShownDistribution | undefined): DistributionRow => ({
    id,
    label: id === OVERALL ? t('release.overall') : names.item('dimensions', id),
    ...(shown === undefined
      ? { note: id === OVERALL ? t('release.not-shown') : whyNoScore(reading, id) }
      : marksOf(reading, shown)),
    own: id === OVERALL ? options.own?.overall : options.own?.dimensions[id],
    emphasised: options.highlight === id,
  });
  const rows = [
    rowOf(OVERALL, group.overall),
    ...asked.map((id) =>
      rowOf(
        id,
        group.dimensions.find(({ dimension }) => dimension === id),
      ),
    ),
  ];
  const partial = group.dimensions
    .filter((one) => one.partial)
    .map(({ dimension }) => names.item('dimensions', dimension));
  return distributionChart(
    {
      rows,
      levelBounds: published.published.instrument.constants.levelBounds,
      levels: LEVELS.map((level) => t(`level.${level}.title`)),
      finding: distributionFinding(reading, rows.slice(1)),
      caption: t('release.distribution.caption', { group: groupName(reading, group) }),
      note: baseNote(reading, group),
      notes: [
        t('release.distribution.note'),
        ...(partial.length === 0 ? [] : [t('release.partial', { names: voice.format.list(partial) })]),
      ],
      own: options.own?.name,
    },
    drawingContext(voice, 'distribution', options),
  );
}

const OVERALL = 'overall';

const marksOf = ({ voice }: RegionalReading, { median, quartiles, claimed }: ShownDistribution) => ({
  median: scoreMark(voice, median),
  ...(quartiles !== undefined && {
    quartiles: { lower: scoreMark(voice, quartiles.lower), upper: scoreMark(voice, quartiles.upper) },
  }),
  ...(claimed !== undefined && { claimed: scoreMark(voice, claimed) }),
});

function distributionFinding({ voice }: RegionalReading, rows: readonly DistributionRow[]): string {
  const { t } = voice.translator;
  const shown = rows
    .flatMap(({ label, median }) => (median === undefined ? [] : [{ label, median }]))
    .toSorted((a, b) => middleOf(b.median) - middleOf(a.median));
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return t('release.distribution.finding-none');
  return t('release.distribution.finding', {
    high: first.label,
    highMedian: first.median.text,
    low: last.label,
    lowMedian: last.median.text,
  });
}

/** Who is behind a figure of the group, and how sure it is: stands under each of them. */
function baseNote(reading: RegionalReading, group: ShownGroup): string {
  const { t } = reading.voice.translator;
  const { agencies, holdings } = group.n;
  return t('release.base', {
    group: groupName(reading, group),
    count: agencies,
    holdings,
    evidenced: scoreText(reading, group.coverage.evidenced, 'percent'),
    data: scoreText(reading, group.coverage.data, 'percent'),
  });
}

const NOBODY: Cell = { kind: 'count', count: 0, atLeast: false };

const countsRow = (id: string, label: string, { women, men, total }: PeopleRow): CountsRow => ({
  id,
  label,
  women,
  men,
  other: NOBODY,
  total,
});

/** Women and men by band, highest first; undefined where people may not be shown. */
export function peopleFigure(reading: RegionalReading, group: ShownGroup, options: DrawingOptions): Chart | undefined {
  const { people } = group;
  if (people === undefined || people.rows.length === 0) return undefined;
  const { voice, names } = reading;
  const { t } = voice.translator;
  const rows = people.rows
    .toSorted((a, b) => standingOf(reading, b) - standingOf(reading, a))
    .map((one) => countsRow(one.id, names.item('people', one.id), one));
  return compositionChart(
    {
      rows,
      total: countsRow('all', t('chart.all-staff'), people.total),
      top: rows.find(({ id }) => id === 'leadership'),
      caption: t('release.people.caption', { group: groupName(reading, group) }),
      note: baseNote(reading, group),
      notes: [
        t('release.people.note'),
        ...(people.merged ? [t('release.people.merged')] : []),
        ...(people.partial ? [t('release.people.partial')] : []),
      ],
      minimumBase: STANDARD_RULES.minimumPercentageBase,
      digits: 0,
    },
    drawingContext(voice, 'people', options),
  );
}

/** Uniformed staff above civilian, in each the highest band first. */
function standingOf({ published }: RegionalReading, { bands }: BandRow): number {
  const all = published.published.instrument.bands;
  const places = bands.map((band) => all.findIndex(({ id }) => id === band));
  const highest = Math.max(...places);
  return all[highest]?.part === 'uniformed' ? all.length + highest : highest;
}

/** Who came and who went; undefined where neither may be shown. */
export function flowFigure(reading: RegionalReading, group: ShownGroup, options: DrawingOptions): Chart | undefined {
  const { voice } = reading;
  const { t } = voice.translator;
  const rows = (['hires', 'leavers'] as const).flatMap((table) => {
    const people = group[table];
    return people === undefined ? [] : [countsRow(table, t(`release.flow.${table}`), people)];
  });
  if (rows.length === 0) return undefined;
  return compositionChart(
    {
      rows,
      finding: flowFinding(reading, group),
      caption: t('release.flow.caption', { group: groupName(reading, group) }),
      column: t('release.flow.column'),
      note: baseNote(reading, group),
      notes: [t('release.people.note'), t('release.flow.note')],
      minimumBase: STANDARD_RULES.minimumPercentageBase,
      digits: 0,
    },
    drawingContext(voice, 'flow', options),
  );
}

function flowFinding({ voice }: RegionalReading, { hires, leavers }: ShownGroup): string {
  const { t } = voice.translator;
  const { format } = voice;
  const [came, went] = [hires?.share, leavers?.share];
  if (came !== undefined && went !== undefined)
    return t('release.flow.finding', { hires: format.percent(came), leavers: format.percent(went) });
  if (came !== undefined) return t('release.flow.finding-hires', { hires: format.percent(came) });
  if (went !== undefined) return t('release.flow.finding-leavers', { leavers: format.percent(went) });
  return t('release.flow.finding-none');
}

/** In how many agencies a rights minimum is open, as ranges; undefined where none may be told. */
export function gateFigure(reading: RegionalReading, group: ShownGroup, options: DrawingOptions): Chart | undefined {
  const { voice, names } = reading;
  const { t } = voice.translator;
  if (group.gates.length === 0) return undefined;
  const rows = group.gates.map(({ gate, open }) => ({
    id: gate,
    label: names.item('gates', gate),
    mark: {
      from: open.low,
      to: open.high,
      text: t('export.between', { low: voice.format.count(open.low), high: voice.format.percent(open.high / 100) }),
    },
    emphasised: false,
  }));
  const widest = rows.toSorted((a, b) => b.mark.to - a.mark.to)[0];
  return panelsChart(
    {
      panels: [{ id: 'gates', label: t('release.gates.label'), rows }],
      finding: t('release.gates.finding', { gate: widest?.label ?? '', range: widest?.mark.text ?? '' }),
      caption: t('release.gates.caption', { group: groupName(reading, group) }),
      column: t('release.gates.column'),
      note: baseNote(reading, group),
      notes: [t('release.gates.note')],
      ranges: true,
    },
    drawingContext(voice, 'gates', options),
  );
}
