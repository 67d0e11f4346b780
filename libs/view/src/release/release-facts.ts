import type { CoverageMedians, Highlights, ShownGroup, Statement } from '@isonomia/comparison';

import { scoreText, type RegionalReading } from '../regional/regional-reading.js';

export interface FactView {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

const COVERAGES = ['answered', 'evidenced', 'data'] as const satisfies readonly (keyof CoverageMedians)[];

/** How many are behind a group, and how sure their answers are: first of all on its page. */
export function groupFacts(reading: RegionalReading, group: ShownGroup): readonly FactView[] {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  return [
    { label: t('page.release.fact.agencies'), value: format.count(group.n.agencies) },
    {
      label: t('page.release.fact.contributors'),
      value: format.count(group.n.holdings),
      note: t('page.release.fact.contributors-note'),
    },
    ...COVERAGES.map((kind) => ({
      label: t(`page.release.fact.${kind}`),
      value: scoreText(reading, group.coverage[kind], 'percent'),
      note: t('page.release.fact.median'),
    })),
  ];
}

/** What makes the numbers comparable: version, year, who, how much is missing. */
export function statementFacts(reading: RegionalReading): readonly FactView[] {
  const { published, voice, names } = reading;
  const { t } = voice.translator;
  const { statement } = published.release;
  const said = (key: string, value: string): FactView => ({ label: t(`page.release.statement.${key}`), value });
  return [
    said('instrument', instrumentText(reading, statement)),
    said('period', voice.format.period(statement.reference.from, statement.reference.to)),
    said(
      'participation',
      t('page.release.statement.participation-value', { ...counted(reading, statement.participation) }),
    ),
    said('coverage', coverageText(reading, statement.coverage)),
    said(
      'suppressed',
      t('page.release.statement.suppressed-value', {
        percent: voice.format.percent(statement.suppressed.percent / 100),
        of: voice.format.count(statement.suppressed.of),
      }),
    ),
    ...(statement.merged.length === 0
      ? []
      : [said('merged', voice.format.list(statement.merged.map((grouping) => names.grouping(grouping))))]),
    said('published', voice.format.date(published.facts.publishedOn)),
    said('sha256', published.facts.sha256),
  ];
}

const counted = ({ voice }: RegionalReading, participation: Statement['participation']) => ({
  invited: voice.format.count(participation.invited),
  validated: voice.format.count(participation.validated),
  sharing: voice.format.count(participation.sharing),
  holdings: voice.format.count(participation.holdings),
});

function instrumentText({ voice }: RegionalReading, { instrument }: Statement): string {
  const { find } = voice.translator;
  const name = find('instrument.short') ?? instrument.id;
  const variant = find(`variant.${instrument.variant}.title`) ?? instrument.variant;
  return `${name} ${instrument.version}, ${variant}`;
}

const coverageText = (reading: RegionalReading, coverage: CoverageMedians): string =>
  reading.voice.translator.t('page.release.statement.coverage-value', {
    answered: scoreText(reading, coverage.answered, 'percent'),
    evidenced: scoreText(reading, coverage.evidenced, 'percent'),
    data: scoreText(reading, coverage.data, 'percent'),
  });

export interface CommonPoint {
  readonly name: string;
  readonly median: string;
  readonly kind: 'dimension' | 'item';
}

/** What most of a group do well, or lack, with the medians that say so. */
export function commonPoints(
  reading: RegionalReading,
  group: ShownGroup,
  side: 'strengths' | 'gaps',
): readonly CommonPoint[] {
  const { names } = reading;
  const { dimensions, items }: Highlights = group[side];
  return [
    ...dimensions.map((id): CommonPoint => ({
      kind: 'dimension',
      name: names.item('dimensions', id),
      median: scoreText(reading, group.dimensions.find(({ dimension }) => dimension === id)?.median),
    })),
    ...items.map((id): CommonPoint => ({
      kind: 'item',
      name: names.item('items', id),
      median: scoreText(reading, group.items.find(({ item }) => item === id)?.median),
    })),
  ];
}
