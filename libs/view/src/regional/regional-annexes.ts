import { commonRecommendations } from '@isonomia/application';
import type { Reference } from '@isonomia/outcome';

import type { Voice } from '../document/view.js';
import { referenceWords } from '../outcome/recommendations.js';

import type { RegionalReading } from './regional-reading.js';

export interface TermView {
  readonly term: string;
  readonly meaning: string;
}

/** Terms as the instrument words them, in the order of the language that leads. */
export function termViews({ published, voice, order }: RegionalReading): readonly TermView[] {
  const { texts } = published.published;
  const stored = texts[voice.language] ?? texts['en'] ?? {};
  const leading = texts[order.voice.language] ?? texts['en'] ?? {};
  const terms = Object.entries(stored).flatMap(([key, term]) => {
    const meaning = key.endsWith('.term') ? stored[`${key.slice(0, -'.term'.length)}.meaning`] : undefined;
    return meaning === undefined ? [] : [{ term, meaning, place: leading[key] ?? term }];
  });
  const collator = new Intl.Collator(order.voice.format.locale);
  return terms.toSorted((a, b) => collator.compare(a.place, b.place)).map(({ term, meaning }) => ({ term, meaning }));
}

/** What the recommendations printed point to, by name. */
export function referenceTexts({ published, voice, order }: RegionalReading): readonly string[] {
  const used = new Set(
    commonRecommendations(published.release, published.published).flatMap(({ rule }) => rule.references.map(String)),
  );
  const collator = new Intl.Collator(order.voice.format.locale, { numeric: true });
  const wordsIn = (speaking: Voice, reference: Reference): string => {
    const words = referenceWords(speaking, reference);
    return reference.verified ? words : `${words} ${speaking.translator.t('document.unverified')}`;
  };
  return published.published.references
    .filter((reference) => used.has(reference.id))
    .toSorted((a, b) => collator.compare(wordsIn(order.voice, a), wordsIn(order.voice, b)))
    .map((reference) => wordsIn(voice, reference));
}
