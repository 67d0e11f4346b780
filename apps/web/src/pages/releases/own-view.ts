import type { OwnAgency } from '@isonomia/application';
import { ownPosition, type Contribution, type OwnPlace, type ShownGroup, type Standing } from '@isonomia/comparison';
import type { OwnStandings, RegionalReading } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import type { ReleasePage } from './release-page.js';

/** The agency that the reader looks from: the one named, or the first of theirs. */
const agencyOf = ({ view, asked }: ReleasePage): OwnAgency | undefined =>
  view.own.find(({ id }) => id === asked.agency) ?? view.own[0];

const contributionOf = ({ view }: ReleasePage, agency: OwnAgency): Contribution | undefined =>
  agency.contribution?.(view.published.instrument);

/** The reader's agency in one group: its own scores, and where they stand as no more than a band. */
export function standingsOf(words: Words, page: ReleasePage, group: ShownGroup): OwnStandings | undefined {
  const agency = agencyOf(page);
  const contribution = agency === undefined ? undefined : contributionOf(page, agency);
  if (agency === undefined || contribution === undefined) return undefined;
  const { statement } = page.view;
  if (statement === undefined) return undefined;
  const release = { format: 'isonomia.release/1', statement, groups: [group] } as const;
  const [position] = ownPosition(release, contribution);
  return {
    name: agency.name,
    overall: markOf(words, contribution.overall, position?.overall),
    dimensions: Object.fromEntries(
      Object.entries(contribution.dimensions).map(([id, standing]) => [
        id,
        markOf(words, standing, position?.dimensions[id]),
      ]),
    ),
  };
}

function markOf(words: Words, standing: Standing, place: OwnPlace | undefined) {
  const { evidenced, interval } = standing;
  if (evidenced === undefined) return undefined;
  const mark = (score: number) => ({ from: score, to: score, text: words.format.score(score) });
  return {
    score: mark(evidenced),
    ...(interval !== undefined && { interval: { low: mark(interval[0]), high: mark(interval[1]) } }),
    ...(place !== undefined && { position: placeText(words, place) }),
  };
}

function placeText({ t }: Words, { to, quarter }: OwnPlace): string {
  const place = t(`release.own.${to}`);
  return quarter === undefined ? place : t(`release.own.quarter.${quarter}`, { place });
}

/** What is said of the reader's own agency, and the others that they may look from. */
export function ownView(words: Words, page: ReleasePage, reading: RegionalReading): object | undefined {
  const { t } = words;
  const { view } = page;
  const agency = agencyOf(page);
  if (agency === undefined) return undefined;
  return {
    sentence: sentenceOf(words, page, { agency, reading }),
    others: view.own
      .filter(({ id }) => view.own.length > 1 && id !== agency.id)
      .map(({ id, name }) => ({
        name,
        href: href(ROUTES.release, { release: view.head.id }, { query: { agency: id } }),
      })),
    private: t('page.release.own.private'),
  };
}

interface Seen {
  readonly agency: OwnAgency;
  readonly reading: RegionalReading;
}

function sentenceOf({ t }: Words, page: ReleasePage, { agency, reading }: Seen): string {
  const contribution = contributionOf(page, agency);
  if (contribution === undefined) return t('page.release.own.not-in', { agency: agency.name });
  const everybody = ownPosition(reading.published.release, contribution).find(({ grouping }) => grouping === 'all');
  const places = Object.values(everybody?.dimensions ?? {}).map(({ to }) => to);
  const count = (wanted: OwnPlace['to']): number => places.filter((to) => to === wanted).length;
  return t('page.release.own.sentence', {
    agency: agency.name,
    above: count('above'),
    about: count('about'),
    below: count('below'),
    of: places.length,
    count: places.length,
  });
}
