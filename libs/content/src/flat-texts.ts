import { type TextReview, asTranslated } from '@isonomia/instrument';

/** Nested texts of one file as flat keys, lists by position: `GOV1.levels.0`, `GOV1.evidence.1`. */
export interface FlatFile {
  readonly texts: Readonly<Record<string, string>>;
  /** Key → hash of the source text it translates; only translated files say so. */
  readonly translatedFrom: Readonly<Record<string, string>>;
  /** Key → who reviewed the translation. */
  readonly reviewed: Readonly<Record<string, TextReview>>;
  /** Keys whose value is neither text nor a group of texts. */
  readonly unreadable: readonly string[];
  /** Keys that the file says twice, once nested and once with dots. */
  readonly repeated: readonly string[];
}

/**
 * A leaf is a text or, in a translated file, `{text, of}`: the words, and the hash of the words they translate. That
 * hash is how a stale translation is found when the source changes. `reviewed` beside them says who read them.
 */
export const flattenTexts = (raw: unknown): FlatFile => {
  const texts: [string, string][] = [];
  const translatedFrom: [string, string][] = [];
  const reviewed: [string, TextReview][] = [];
  const unreadable: string[] = [];
  const visit = (value: unknown, key: string): void => {
    const translated = asTranslated(value);
    if (typeof value === 'string') texts.push([key, value]);
    else if (translated !== undefined) {
      texts.push([key, translated.text]);
      translatedFrom.push([key, translated.of]);
      if (translated.reviewed !== undefined) reviewed.push([key, translated.reviewed]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) visit(part, key === '' ? name : `${key}.${name}`);
    } else unreadable.push(key);
  };
  visit(raw, '');
  const keys = texts.map(([key]) => key);
  return {
    texts: Object.fromEntries(texts),
    translatedFrom: Object.fromEntries(translatedFrom),
    reviewed: Object.fromEntries(reviewed),
    unreadable,
    repeated: keys.filter((key, position) => keys.indexOf(key) < position),
  };
};

/** `{name}` filled from `detail`; a name that is not there stays as it is, so that nothing fails while reporting. */
export const fillSentence = (sentence: string, detail: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(detail, name) ? String(detail[name]) : whole,
  );
