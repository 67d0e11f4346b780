import { apart, directionOf, withSigns } from './direction.js';

/** Values of the placeholders of a text. A number is printed in the language's way; `count` also chooses the plural. */
export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (key: string, values?: TextValues) => string;

export interface Translator {
  readonly language: string;
  readonly t: Translate;
  /** The text, or undefined where nobody wrote one: for texts that are optional by design. */
  readonly find: (key: string, values?: TextValues) => string | undefined;
  readonly has: (key: string) => boolean;
}

export class MissingText extends Error {
  constructor(key: string, language: string) {
    super(`text.missing: no text "${key}" in "${language}"; add it to the texts of that language.`);
    this.name = 'MissingText';
  }
}

/**
 * Flat texts with `{name}` placeholders. Plural forms are keys of their own, `key.one` and `key.other` and whatever else the
 * language has, chosen by the value named `count`. Later maps win over earlier ones.
 */
export function createTranslator(
  language: string,
  locale: string,
  ...texts: readonly Readonly<Record<string, string>>[]
): Translator {
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const isRtl = directionOf(language) === 'rtl';

  const lookUp = (key: string): string | undefined => {
    for (let index = texts.length - 1; index >= 0; index -= 1) {
      const map = texts[index];
      if (map !== undefined && Object.hasOwn(map, key)) return map[key];
    }
    return undefined;
  };

  const template = (key: string, values: TextValues): string | undefined => {
    const count = values['count'];
    if (typeof count === 'number') {
      const form = lookUp(`${key}.${plural.select(count)}`) ?? lookUp(`${key}.other`);
      if (form !== undefined) return form;
    }
    return lookUp(key);
  };

  const fill = (key: string, values: TextValues): string | undefined =>
    template(key, values)?.replace(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      if (typeof value === 'number') return numbers.format(value);
      return isRtl ? apart(value) : value;
    });

  const find = (key: string, values: TextValues = {}): string | undefined => {
    const text = fill(key, values);
    return text !== undefined && isRtl ? withSigns(text) : text;
  };

  const t: Translate = (key, values) => {
    const text = find(key, values);
    if (text === undefined) throw new MissingText(key, language);
    return text;
  };
  return { language, t, find, has: (key) => lookUp(key) !== undefined };
}
