import type { DocumentForm } from '@isonomia/application';
import type { Words } from './words.js';

/** `ru` → "Russian", in the language of the page. */
export function languageName({ format }: Words, tag: string): string {
  const name = new Intl.DisplayNames([format.locale], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(format.locale) + name.slice(1);
}

/** "Russian", or "Arabic and English". */
export const languagesOf = (words: Words, { languages }: Pick<DocumentForm, 'languages'>): string =>
  words.format.list(languages.map((tag) => languageName(words, tag)));
