import { commonRecommendations } from '@isonomia/application';

import { referenceWords } from '../outcome/recommendations.js';

import type { RegionalReading } from './regional-reading.js';

export interface TermView {
  readonly term: string;
  readonly meaning: string;
}

/** Terms as the instrument words them, in the order of the language. */
export function termViews({ published, voice }: RegionalReading): readonly TermView[] {
  const { texts } = published.published;
  const stored = texts[voice.language] ?? texts['en'] ?? {};
  const terms = Object.entries(stored).flatMap(([key, term]) => {
    const meaning = key.endsWith('.term') ? stored[`${key.slice(0, -'.term'.length)}.meaning`] : undefined;
    return meaning === undefined ? [] : [{ term, meaning }];
  });
  const collator = new Intl.Collator(voice.format.locale);
  return terms.toSorted((a, b) => collator.compare(a.term, b.term));
}

/** What the recommendations printed point to, by name. */
export function referenceTexts({ published, voice }: RegionalReading): readonly string[] {
  const { t } = voice.translator;
  const used = new Set(
    commonRecommendations(published.release, published.published).flatMap(({ rule }) => rule.references.map(String)),
  );
  const collator = new Intl.Collator(voice.format.locale, { numeric: true });
  return published.published.references
    .filter((reference) => used.has(reference.id))
    .map((reference) => {
      const words = referenceWords({ t, format: voice.format }, reference);
      return reference.verified ? words : `${words} ${t('document.unverified')}`;
    })
    .toSorted((a, b) => collator.compare(a, b));
}
