import type { NamedAgency, NamedView } from '@isonomia/application';
import type { Standing } from '@isonomia/comparison';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

type Round = NamedView['round'];

export const GATE_TAG: Readonly<Record<NamedAgency['result']['gates'][string], string>> = {
  met: 'tag--positive',
  open: 'tag--danger',
  'not-shown': '',
  unanswered: '',
};

/** Where the reader came from: the board is not a participant's. */
export const crumbsOf = ({ t }: Words, round: Round, mayOversee: boolean): readonly object[] => [
  ...(mayOversee ? [{ href: href(ROUTES.round, { round: round.id }), label: round.name }] : []),
  { href: href(ROUTES.releases, { round: round.id }), label: t('page.releases.title') },
];

export const frameOf = (
  { t, format, find }: Words,
  { round, published }: Pick<NamedView, 'round' | 'published'>,
): string =>
  t('page.named.frame', {
    round: round.name,
    region: round.regionName,
    period: format.period(round.reference.from, round.reference.to),
    instrument: find('instrument.short') ?? published.instrument.id,
    version: published.instrument.version,
  });

export interface ScoreView {
  readonly evidenced: string;
  readonly claimed: string;
  readonly level: string;
  readonly interval: string;
  /** Class of the level's ground. */
  readonly tone: string;
}

/** Undefined where the agency has no score. */
export function scoreView(
  { t, format }: Words,
  { claimed, evidenced, level, interval }: Standing,
): ScoreView | undefined {
  if (evidenced === undefined) return undefined;
  const range = interval?.map((end) => format.count(end)) ?? [];
  return {
    evidenced: format.count(evidenced),
    claimed: claimed === undefined ? '' : t('page.named.claimed', { score: format.count(claimed) }),
    level: level === undefined ? '' : t(`level.${level}.title`),
    interval: range.length === 0 ? '' : t('page.named.interval', { low: range[0] ?? '', high: range[1] ?? '' }),
    tone: level ?? '',
  };
}

export const coverageText = ({ t, format }: Words, { coverage }: NamedAgency['result']): string => {
  const percent = (of: number): string => format.percent(of / 100);
  const parts = { answered: percent(coverage.answered), evidenced: percent(coverage.evidenced) };
  return coverage.data === undefined
    ? t('page.named.coverage-plain', parts)
    : t('page.named.coverage', { ...parts, data: percent(coverage.data) });
};
