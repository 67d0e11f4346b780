import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { railOf } from './rail.js';
import { recommendationCards, type CardsOf } from './recommendation-cards.js';
import { subtitle } from './result-parts.js';

export interface RecommendationsPage extends CardsOf {
  /** The recommendation whose form is unfolded. */
  readonly open?: string;
  /** `open`: only those without a decision. */
  readonly show?: string;
}

interface Card {
  readonly id: string;
  readonly isOpen: boolean;
  readonly isDecided: boolean;
  readonly printed: boolean;
}

export function recommendationsView(words: Words, page: RecommendationsPage): object {
  const { t } = words;
  const { result, reading, refused } = page;
  const { assessment } = result;
  const here = { assessment: assessment.id };
  const all = (recommendationCards(words, page) as readonly Card[]).map((card) => ({
    ...card,
    isOpen: card.isOpen || card.id === page.open,
  }));
  const decided = all.filter(({ isDecided }) => isDecided).length;
  const onlyOpen = page.show === 'open';
  const cards = onlyOpen ? all.filter(({ isDecided, id }) => !isDecided || id === page.done?.rule) : all;
  return {
    title: t('page.result.recommendations.title'),
    subtitle: subtitle(words, reading, assessment),
    rail: railOf(words, {
      ...here,
      agency: assessment.agencyId,
      state: assessment.state,
      current: 'recommendations',
    }),
    lead: t('page.result.recommendations.lead', { count: all.length }),
    isDraft: result.outcome.status === 'draft',
    mayDecide: result.may.decide,
    progress:
      all.length === 0
        ? undefined
        : { decided, all: all.length, text: t('page.result.recommendations.decided', { decided, all: all.length }) },
    filters: [
      { label: t('page.result.recommendations.all'), href: href(ROUTES.recommendations, here), isCurrent: !onlyOpen },
      {
        label: t('page.result.recommendations.open'),
        href: href(ROUTES.recommendations, here, { query: { show: 'open' } }),
        isCurrent: onlyOpen,
      },
    ],
    cards,
    none: all.length === 0,
    allDecided: onlyOpen && cards.length === 0 && all.length > 0,
    errors: (refused?.errors ?? []).map(({ message, field }) => ({
      message,
      href: `#rec-${refused?.form.rule ?? ''}-${field ?? 'decision'}`,
    })),
  };
}
