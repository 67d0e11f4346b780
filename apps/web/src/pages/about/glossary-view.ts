import type { PublishedInstrument } from '@isonomia/application';
import type { Words } from '../shell/words.js';

interface Term {
  readonly id: string;
  readonly term: string;
  readonly meaning: string;
}

export function glossaryView(words: Words, { instrument, glossary }: PublishedInstrument): object {
  const { t, language } = words;
  const terms: readonly Term[] = glossary.map((id) => ({ id, term: t(`${id}.term`), meaning: t(`${id}.meaning`) }));
  const alphabet = new Intl.Collator(language);
  return {
    instrument: t('page.help.glossary.instrument', { instrument: t('instrument.title'), version: instrument.version }),
    terms: [...terms].sort((a, b) => alphabet.compare(a.term, b.term)),
  };
}
