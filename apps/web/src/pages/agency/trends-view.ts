import type { StandingAssessment, TrendsView } from '@isonomia/application';
import { displayScore, trendsChart, type TrendMark, type TrendPanel, type TrendsData } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { DESK, figureOf, PHONE, type FigureView } from '../result/result-parts.js';
import type { Words } from '../shell/words.js';

const YEAR = 4;

type Trend = NonNullable<TrendsView['trend']>;
type TrendPoint = Trend['points'][number];

/** How an agency's own results change; nothing of anybody else. */
export function trendsView(words: Words, view: TrendsView): object {
  const { t, format } = words;
  const { agency, assessments, trend } = view;
  const [only] = assessments;
  return {
    crumbs: [{ href: href(ROUTES.agency, { agency: agency.id }), label: agency.name }],
    back: href(ROUTES.agency, { agency: agency.id }),
    empty:
      trend !== undefined
        ? undefined
        : only === undefined
          ? t('page.trends.empty.none')
          : t('page.trends.empty.one', { title: only.title }),
    compared: trend === undefined ? undefined : comparedView(words, trend),
    figures: trend === undefined || trend.items.length === 0 ? [] : figures(words, view, trend),
    assessments: assessments.map(({ assessment, title, round, reference }) => ({
      href: href(ROUTES.result, { assessment }),
      title: round ?? title,
      period: format.period(reference.from, reference.to),
    })),
  };
}

/** What the charts rest on, and what they leave out. */
function comparedView({ t, find, format }: Words, { items, changed, notAlways, gone }: Trend): object {
  const names = (ids: readonly string[]): string | undefined =>
    ids.length === 0 ? undefined : format.list(ids.map((id) => find(`${id}.short`) ?? id));
  const isWhole = changed.length + notAlways.length + gone.length === 0;
  return {
    lead: items.length === 0 ? t('page.trends.none-bridged') : t('page.trends.compared-lead', { count: items.length }),
    how: t(`page.trends.compared-${isWhole ? 'whole' : 'again'}`),
    changed: names(changed),
    notAlways: names(notAlways),
    gone: names(gone),
  };
}

function figures(words: Words, view: TrendsView, trend: Trend): readonly FigureView[] {
  const { t } = words;
  const times = timesOf(view.assessments);
  const common = {
    times,
    levelBounds: view.published?.instrument.constants.levelBounds ?? [],
    note: t('page.trends.note'),
  };
  const overall: TrendPanel = {
    id: 'overall',
    label: t('page.trends.overall.label'),
    marks: trend.points.map((point) => markOf(point.overall)),
  };
  const dimensions = trend.dimensions.map((id) => ({
    id: id,
    label: t(`${id}.title`),
    marks: trend.points.map((point) => markOf(point.dimensions[id])),
  }));
  return [
    figure(words, 'overall', {
      ...common,
      panels: [overall],
      finding: overallFinding(words, overall, times),
      caption: t('page.trends.overall.caption'),
    }),
    figure(words, 'dimensions', {
      ...common,
      panels: dimensions,
      finding: dimensionsFinding(words, dimensions, times),
      caption: t('page.trends.dimensions.caption'),
    }),
  ];
}

function figure({ t, format, direction }: Words, id: string, data: TrendsData): FigureView {
  const drawn = (options: typeof DESK | typeof PHONE) =>
    trendsChart(data, {
      t,
      format,
      direction,
      theme: options.theme,
      width: options.width,
      id: `${'prefix' in options ? options.prefix : ''}trend-${id}`,
    });
  return figureOf(drawn(DESK), drawn(PHONE), []);
}

/** Years; with the name of the round where two are of one year. */
function timesOf(assessments: readonly StandingAssessment[]): readonly string[] {
  const years = assessments.map(({ reference }) => reference.to.slice(0, YEAR));
  return assessments.map(({ reference }, index) => {
    const year = years[index] ?? '';
    return years.filter((one) => one === year).length > 1 ? reference.to : year;
  });
}

const markOf = (standing: TrendPoint['overall'] | undefined): TrendMark => standing ?? {};

/** As it is shown: a change that nobody can see in the numbers is none. */
function changeOf({ marks }: TrendPanel): { readonly from: number; readonly to: number } | undefined {
  const shown = marks.flatMap(({ evidenced }) => (evidenced === undefined ? [] : [evidenced]));
  const [from, to] = [marks[0]?.evidenced, marks.at(-1)?.evidenced];
  if (from === undefined || to === undefined || shown.length < 2) return undefined;
  return { from: displayScore(from), to: displayScore(to) };
}

function overallFinding({ t, format }: Words, panel: TrendPanel, times: readonly string[]): string {
  const change = changeOf(panel);
  if (change === undefined) return t('page.trends.overall.unknown');
  const { from, to } = change;
  const way = to > from ? 'rose' : to < from ? 'fell' : 'same';
  return t(`page.trends.overall.${way}`, {
    from: format.score(from),
    to: format.score(to),
    first: times[0] ?? '',
    last: times.at(-1) ?? '',
  });
}

function dimensionsFinding({ t }: Words, panels: readonly TrendPanel[], times: readonly string[]): string {
  const changes = panels.flatMap((panel) => changeOf(panel) ?? []);
  return t('page.trends.dimensions.finding', {
    count: panels.length,
    up: changes.filter(({ from, to }) => to > from).length,
    down: changes.filter(({ from, to }) => to < from).length,
    first: times[0] ?? '',
    last: times.at(-1) ?? '',
  });
}
