import type { Grouping } from '@isonomia/comparison';
import { STANDARD_RULES } from '@isonomia/disclosure';

import type { Chart } from '../charts/chart.js';
import { pipelineChart } from '../charts/pipeline.js';
import { drawingContext } from '../release/drawing.js';
import { distributionFigure, flowFigure, gateFigure, peopleFigure } from '../release/group-figures.js';
import { dimensionsSideBySide, sharesSideBySide } from '../release/side-by-side.js';

import { groupsOf, GROUPINGS, shownOf, type RegionalReading } from './regional-reading.js';

export interface RegionalFigures {
  readonly profile: Chart | undefined;
  readonly groups: Readonly<Partial<Record<Grouping, Chart>>>;
  readonly gates: Chart | undefined;
  readonly workforce: readonly Chart[];
  readonly flows: Chart | undefined;
}

const PRINT = { theme: 'print', prefix: 'regional-' } as const;
/** More groups make panels that fill pages and that nobody compares; the table has them all. */
const MOST_DRAWN = 12;
/** Lines of panels that a page holds, with their titles. */
const PAGE_LINES = 36;

/** The drawings of the release's own pages, on paper: what a page shows the report cannot show otherwise. */
export function regionalFigures(reading: RegionalReading): RegionalFigures {
  const { everybody } = reading;
  if (everybody === undefined)
    return { profile: undefined, groups: {}, gates: undefined, workforce: [], flows: undefined };
  const drawn = GROUPINGS.filter((grouping) => groupsOf(reading, grouping).length <= MOST_DRAWN);
  const figures = drawn.map((grouping) => {
    const lines = groupsOf(reading, grouping).length + 1;
    const dimensions = [...everybody.gaps.dimensions, ...everybody.strengths.dimensions];
    const options = { ...PRINT, prefix: `regional-${grouping}-`, grouping, dimensions };
    const fits = panelRows(reading, grouping) * lines <= PAGE_LINES;
    const shares = fits && areCompared(reading, grouping) ? sharesSideBySide(reading, options) : undefined;
    return { grouping, sides: dimensionsSideBySide(reading, options), shares };
  });
  return {
    profile: distributionFigure(reading, everybody, PRINT),
    groups: Object.fromEntries(
      figures.flatMap(({ grouping, sides }) => (sides === undefined ? [] : [[grouping, sides]])),
    ),
    gates: gateFigure(reading, everybody, PRINT),
    workforce: [
      peopleFigure(reading, everybody, PRINT),
      pipeline(reading),
      ...figures.map(({ shares }) => shares),
    ].filter((chart) => chart !== undefined),
    flows: flowFigure(reading, everybody, PRINT),
  };
}

type Divided = (typeof GROUPINGS)[number];

/** Rows of panels, two beside each other, that the staff of a grouping makes. */
function panelRows(reading: RegionalReading, grouping: Divided): number {
  const groups = shownOf(groupsOf(reading, grouping));
  const bands = new Set(groups.flatMap(({ people }) => people?.rows.map(({ id }) => id) ?? []));
  return Math.ceil((bands.size + 1) / 2);
}

/** A group alone beside everybody is no comparison. */
const areCompared = (reading: RegionalReading, grouping: Divided): boolean =>
  shownOf(groupsOf(reading, grouping)).filter(({ people }) => people?.rows.some(({ share }) => share !== undefined))
    .length > 1;

/** Women's share on the way up over everybody, where bands are shown as they are. */
function pipeline({ everybody, names, voice, published }: RegionalReading): Chart | undefined {
  const people = everybody?.people;
  if (everybody === undefined || people === undefined || people.merged) return undefined;
  const { bands } = published.published.instrument;
  const climbing = people.rows.filter(({ id }) =>
    bands.some((band) => band.id === id && band.part === 'uniformed' && band.counts),
  );
  if (climbing.length < 2) return undefined;
  return pipelineChart(
    {
      points: climbing.map(({ id, women, total }) => ({ id, label: names.item('people', id), women, base: total })),
      note: voice.translator.t('regional.people.chart-note', { count: everybody.n.agencies }),
      minimumBase: STANDARD_RULES.minimumPercentageBase,
      digits: 0,
    },
    drawingContext(voice, 'pipeline', PRINT),
  );
}
