import { plainCount, shareOf } from '@isonomia/disclosure';

import { numeric, row, type Chart, type ChartContext } from './chart.js';
import { drawPipeline, type PipelinePoint, type SharedPoint, type WorstStep } from './pipeline-drawing.js';

export interface PipelineData {
  /** Entry first. */
  readonly points: readonly PipelinePoint[];
  readonly note: string;
  readonly minimumBase: number;
  readonly digits: 0 | 1;
}

/** Lowest ratio of a level's share to that before it, first on a tie (method.md §4); neighbours only, both shown. */
export function worstStep(shares: readonly (number | undefined)[]): WorstStep | undefined {
  let worst: WorstStep | undefined;
  for (let index = 0; index + 1 < shares.length; index += 1) {
    const [lower, upper] = [shares[index], shares[index + 1]];
    if (lower === undefined || upper === undefined || lower === 0) continue;
    const ratio = upper / lower;
    if (worst === undefined || ratio < worst.ratio) worst = { from: index, ratio };
  }
  return worst;
}

/** Women's share from entry to the top as a line, with the steepest step named. */
export function pipelineChart(data: PipelineData, context: ChartContext): Chart {
  const points = data.points.map((point): SharedPoint => ({
    ...point,
    share: shareOf(point.women, point.base, data.minimumBase),
  }));
  const worst = worstStep(points.map((point) => point.share));
  const finding = pipelineFinding(points, worst, context);
  const alt = points.map((point) => pointAlt(point, context)).join(' ');
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: drawPipeline(points, worst, context, { title: finding, description: alt }),
    table: pipelineTable(points, data, context),
  };
}

function pipelineFinding(points: readonly SharedPoint[], worst: WorstStep | undefined, context: ChartContext): string {
  const { t, format } = context;
  const [from, to] = worst === undefined ? [] : [points[worst.from], points[worst.from + 1]];
  if (worst === undefined || from?.share === undefined || to?.share === undefined)
    return t('chart.pipeline.finding-none');
  const values = {
    from: from.label,
    to: to.label,
    fromShare: format.percent(from.share),
    toShare: format.percent(to.share),
  };
  return t(worst.ratio < 1 ? 'chart.pipeline.finding' : 'chart.pipeline.finding-even', values);
}

function pointAlt(point: SharedPoint, { t, format }: ChartContext): string {
  return point.share === undefined
    ? t('chart.pipeline.alt-hidden', { label: point.label })
    : t('chart.pipeline.alt-point', {
        label: point.label,
        share: format.percent(point.share),
        base: format.cell(point.base),
      });
}

function pipelineTable(
  points: readonly SharedPoint[],
  data: PipelineData,
  { t, format }: ChartContext,
): Chart['table'] {
  const stepRatio = (index: number): string => {
    const [lower, upper] = [points[index - 1]?.share, points[index]?.share];
    return lower === undefined || upper === undefined || lower === 0 ? '–' : format.ratio(upper / lower);
  };
  return {
    caption: t('chart.pipeline.caption'),
    columns: [
      { label: t('chart.composition.column'), numeric: false },
      ...['women', 'women-and-men', 'womens-share'].map((key) => ({ label: t(`chart.${key}`), numeric: true })),
      { label: t('chart.pipeline.ratio'), numeric: true },
    ],
    rows: points.map((point, index) =>
      row(point.label, [
        numeric(format.cell(point.women)),
        numeric(format.cell(point.base)),
        numeric(point.share === undefined ? t('chart.no-share') : format.percent(point.share, data.digits)),
        numeric(plainCount(point.base) === undefined ? '–' : stepRatio(index)),
      ]),
    ),
    notes: [data.note],
  };
}
