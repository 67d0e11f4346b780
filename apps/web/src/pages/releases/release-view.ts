import type { ReleaseView } from '@isonomia/application';
import type { Grouping, ReleaseGroup, ShownGroup } from '@isonomia/comparison';
import {
  commonPoints,
  distributionFigure,
  flowFigure,
  gateFigure,
  groupFacts,
  groupName,
  groupsOf,
  itemTable,
  peopleFigure,
  readRelease,
  roundsFigure,
  statementFacts,
  withheldTable,
  type Chart,
  type RegionalReading,
} from '@isonomia/view';
import { API } from '../../api-paths.js';
import { ABOUT, href, ROUTES } from '../../paths.js';
import { DESK, figureOf, PHONE, type FigureView } from '../result/result-parts.js';
import { choiceField } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { ownView, standingsOf } from './own-view.js';
import type { ReleaseAsked, ReleasePage } from './release-page.js';
import { sideFigures } from './side-figures.js';

export const GROUPINGS = ['all', 'country', 'agency-type', 'size-band'] as const satisfies readonly Grouping[];

const FILES = ['csv', 'xlsx', 'json', 'sdmx'] as const;

/** The picture of a ready release: the same numbers whoever looks, and beside them the reader's own. */
export function releaseView(words: Words, page: ReleasePage): object {
  const { view, asked } = page;
  const reading = readingOf(words, view);
  const group = groupAsked(view, asked);
  return {
    ...frameView(words, page),
    views: viewLinks(words, page),
    groups: groupLinks(words, page, reading),
    highlight: highlightView(words, page, reading),
    ...(group === undefined ? sideView(reading, page) : groupView(words, page, { reading, group })),
    statement: { facts: statementFacts(reading), withheld: withheldTable(reading) },
    files: FILES.map((format) => ({
      href: href(ROUTES.releaseFile, { release: view.head.id, format }),
      label: words.t(`page.release.file.${format}`),
    })),
    json: href(API.release, { release: view.head.id }),
    report: href(ROUTES.releaseReport, { release: view.head.id }),
    method: ABOUT.method,
  };
}

function readingOf(words: Words, view: ReleaseView): RegionalReading {
  const { head, round, statement, groups, countries, fictional, published } = view;
  if (statement === undefined) throw new Error('A release without a statement is not ready.');
  const publishedOn = (head.finishedAt ?? head.createdAt).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const facts = {
    region: round.regionName,
    round: round.name,
    number: head.number,
    publishedOn,
    sha256: head.sha256 ?? '',
    countries,
    fictional,
  };
  return readRelease({ facts, release: { format: 'isonomia.release/1', statement, groups }, published }, words);
}

/** Everybody has one group; of the others one is named, or none, and then they stand side by side. */
function groupAsked({ groups }: ReleaseView, { grouping, group }: ReleaseAsked): ReleaseGroup | undefined {
  if (grouping === 'all') return groups.find((one) => one.grouping === 'all');
  return groups.find((one) => one.grouping === grouping && one.group === group);
}

/** What stands on top of every state of a release. */
export function frameView(words: Words, { view }: Pick<ReleasePage, 'view'>): object {
  const { t, format } = words;
  const { round, head, published, may } = view;
  return {
    crumbs: [
      ...(may.oversee ? [{ href: href(ROUTES.round, { round: round.id }), label: round.name }] : []),
      { href: href(ROUTES.releases, { round: round.id }), label: t('page.releases.title') },
    ],
    heading: t('page.release.title', { round: round.name, number: head.number }),
    lead: t('page.release.lead', {
      region: round.regionName,
      period: format.period(round.reference.from, round.reference.to),
      instrument: words.find('instrument.short') ?? published.instrument.id,
      version: published.instrument.version,
    }),
  };
}

const addressOf = ({ view, asked }: ReleasePage, query: Readonly<Record<string, string>>): string =>
  href(ROUTES.release, { release: view.head.id }, { query: { ...query, ...agencyQuery(asked) } });
const agencyQuery = ({ agency }: ReleaseAsked): Readonly<Record<string, string>> =>
  agency === undefined ? {} : { agency };

function viewLinks({ t }: Words, page: ReleasePage): readonly object[] {
  return GROUPINGS.map((grouping) => ({
    label: t(`page.release.view.${grouping}`),
    href: addressOf(page, grouping === 'all' ? {} : { grouping }),
    isCurrent: grouping === page.asked.grouping,
  }));
}

function groupLinks({ t }: Words, page: ReleasePage, reading: RegionalReading): readonly object[] {
  const { grouping, group } = page.asked;
  if (grouping === 'all') return [];
  const groups = groupsOf(reading, grouping);
  if (groups.length === 0) return [];
  return [
    { label: t('page.release.side-by-side'), href: addressOf(page, { grouping }), isCurrent: group === undefined },
    ...groups.map((one) => ({
      label: groupName(reading, one),
      href: addressOf(page, { grouping, group: one.group }),
      isCurrent: one.group === group,
      note: one.state === 'withheld' ? t('page.release.too-small') : undefined,
    })),
  ];
}

/** What may stand out: a dimension of one group, or one group of several. */
function highlightView({ t }: Words, page: ReleasePage, reading: RegionalReading): object | undefined {
  const { asked, view } = page;
  const isSide = asked.grouping !== 'all' && asked.group === undefined;
  const choices = isSide
    ? groupsOf(reading, asked.grouping).map((one) => ({ value: one.group, label: groupName(reading, one) }))
    : view.published.instrument.dimensions.map(({ id }) => ({
        value: String(id),
        label: reading.names.item('dimensions', id),
      }));
  const all = [{ value: '', label: t('page.release.highlight.nothing') }, ...choices];
  const hidden = { ...(asked.grouping !== 'all' && { grouping: asked.grouping }), group: asked.group };
  return {
    action: href(ROUTES.release, { release: view.head.id }),
    hidden: Object.entries({ ...hidden, agency: asked.agency }).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value }],
    ),
    field: choiceField('highlight', t('page.release.highlight.legend'), all, { value: asked.highlight ?? '' }),
  };
}

function sideView(reading: RegionalReading, { asked }: ReleasePage): object {
  const { grouping, highlight } = asked;
  if (grouping === 'all') return { nothing: true };
  const figures = sideFigures(reading, { grouping, highlight });
  return figures.length === 0 ? { nothing: true } : { side: figures };
}

interface Chosen {
  readonly reading: RegionalReading;
  readonly group: ReleaseGroup;
}

function groupView(words: Words, page: ReleasePage, { reading, group }: Chosen): object {
  const { t } = words;
  const name = groupName(reading, group);
  if (group.state === 'withheld') {
    return {
      withheld: { name, what: t('page.release.withheld-what', { reason: t(`export.reason.${group.reason}`) }) },
    };
  }
  const own = ownView(words, page, reading);
  return {
    shown: {
      name,
      facts: groupFacts(reading, group),
      own,
      standing: drawn((options) => distributionFigure(reading, group, { ...options, ...emphasis(words, page, group) })),
      people: drawn((options) => peopleFigure(reading, group, options)),
      flow: drawn((options) => flowFigure(reading, group, options)),
      gates: drawn((options) => gateFigure(reading, group, options)),
      strengths: commonPoints(reading, group, 'strengths'),
      gaps: commonPoints(reading, group, 'gaps'),
      items: itemTable({ ...reading, everybody: group }),
      rounds: group.grouping === 'all' ? roundsView(page, reading) : undefined,
    },
  };
}

const emphasis = (words: Words, { view, asked }: ReleasePage, group: ShownGroup) => ({
  highlight: asked.highlight,
  own: standingsOf(words, { view, asked }, group),
});

function roundsView({ view }: ReleasePage, reading: RegionalReading): FigureView | undefined {
  const { round, earlier, bridged } = view;
  const before = earlier.map(({ round: id, roundName, statement, all }) => ({ id, name: roundName, statement, all }));
  return drawn((options) => roundsFigure(reading, { ...options, before, round, bridged }));
}

/** For a desk and for a phone; undefined where there is nothing to draw. */
function drawn(draw: (options: typeof DESK | typeof PHONE) => Chart | undefined): FigureView | undefined {
  const [desk, phone] = [draw(DESK), draw(PHONE)];
  return desk === undefined || phone === undefined ? undefined : figureOf(desk, phone, []);
}
