import type { FlatTexts } from './linted.js';

/** Who, speaking the language, read a translation and stands by it. Without one, a machine drafted it. */
export interface TextReview {
  readonly by: string;
  readonly on: string;
  /** Hash of the wording that was read: whatever is written there later was not reviewed. */
  readonly as: string;
}

export interface TranslatedText {
  readonly text: string;
  /** Hash of the wording in the source language that it translates. */
  readonly of: string;
  readonly reviewed?: TextReview;
}

/** Undefined for what is not written as a translation: a bare text, or a group of texts. */
export const asTranslated = (value: unknown): TranslatedText | undefined => {
  if (!hasOnly(value, ['text', 'of', 'reviewed'])) return undefined;
  const { text, of, reviewed } = value;
  if (typeof text !== 'string' || typeof of !== 'string') return undefined;
  if (reviewed === undefined) return { text, of };
  const review = asReview(reviewed);
  return review === undefined ? undefined : { text, of, reviewed: review };
};

const asReview = (value: unknown): TextReview | undefined => {
  if (!hasOnly(value, ['by', 'on', 'as'])) return undefined;
  const { by, on, as } = value;
  return typeof by === 'string' && typeof on === 'string' && typeof as === 'string' ? { by, on, as } : undefined;
};

const hasOnly = (value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.includes(name));

export interface Translation {
  readonly language: string;
  readonly source: FlatTexts;
  readonly texts: FlatTexts;
  /** Key → hash of the source wording that was translated. */
  readonly translatedFrom: FlatTexts;
  readonly hash: (text: string) => string;
}

export interface TranslationFinding {
  readonly code: 'text-missing' | 'text-orphaned' | 'text-stale' | 'placeholder-mismatch' | 'plural-form-missing';
  readonly key: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** What is wrong with a translation, whoever wrote it; whether the words are good is for a reader to say. */
export const lintTranslation = (translation: Translation): readonly TranslationFinding[] => {
  const { source, texts } = translation;
  const missing = Object.keys(source).filter((key) => pluralBase(source, key) === undefined && !said(texts, key));
  const findings: TranslationFinding[] = missing.map((key) => ({ code: 'text-missing', key, detail: {} }));
  for (const base of pluralBases(source)) findings.push(...formsMissing(translation, base));
  for (const [key, text] of Object.entries(texts)) {
    const original = sourceOf(source, key, translation.language);
    if (original === undefined) findings.push({ code: 'text-orphaned', key, detail: {} });
    else findings.push(...staleness(translation, key, original), ...placeholderFindings(translation, key, text));
  }
  return findings;
};

/** The wording that a key translates: a plural form that the source language lacks translates its general one. */
export const sourceOf = (source: FlatTexts, key: string, language: string): string | undefined => {
  if (source[key] !== undefined) return source[key];
  const base = pluralBase(source, key);
  const form = key.slice(key.lastIndexOf('.') + 1);
  return base !== undefined && categoriesOf(language).includes(form) ? source[`${base}.other`] : undefined;
};

const FORMS: ReadonlySet<string> = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** `units` for `units.few`, where the source has `units.one` and `units.other`. */
const pluralBase = (source: FlatTexts, key: string): string | undefined => {
  const dot = key.lastIndexOf('.');
  const base = key.slice(0, Math.max(dot, 0));
  if (!FORMS.has(key.slice(dot + 1))) return undefined;
  return source[`${base}.one`] !== undefined && source[`${base}.other`] !== undefined ? base : undefined;
};

const pluralBases = (source: FlatTexts): readonly string[] => [
  ...new Set(Object.keys(source).flatMap((key) => pluralBase(source, key) ?? [])),
];

const said = (texts: FlatTexts, key: string): boolean => (texts[key] ?? '').trim() !== '';

const rulesOf = (language: string): Intl.PluralRules => new Intl.PluralRules(language);
const categoriesOf = (language: string): readonly string[] => rulesOf(language).resolvedOptions().pluralCategories;

/** A form that the source says beside its categories, such as a sentence of its own for none, is wanted as well. */
const formsMissing = ({ language, source, texts }: Translation, base: string): readonly TranslationFinding[] => {
  const further = [...FORMS].filter((form) => form !== 'one' && source[`${base}.${form}`] !== undefined);
  return [...new Set([...categoriesOf(language), ...further])]
    .filter((form) => !said(texts, `${base}.${form}`))
    .map((form) => ({ code: 'plural-form-missing', key: `${base}.${form}`, detail: { form, language } }));
};

const staleness = (
  { translatedFrom, hash }: Translation,
  key: string,
  original: string,
): readonly TranslationFinding[] =>
  translatedFrom[key] === hash(original) ? [] : [{ code: 'text-stale', key, detail: {} }];

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9.]*)\}/g;
export const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))].sort();

const placeholderFindings = (
  { language, source }: Translation,
  key: string,
  text: string,
): readonly TranslationFinding[] => {
  const wanted = placeholders(sourceOf(source, key, language) ?? '');
  const got = placeholders(text);
  const { may, must } = fillable({ language, source }, key, wanted);
  if (must.every((name) => got.includes(name)) && got.every((name) => may.includes(name))) return [];
  return [
    { code: 'placeholder-mismatch', key, detail: { wanted: wanted.join(', ') || '–', got: got.join(', ') || '–' } },
  ];
};

interface Fillable {
  readonly may: readonly string[];
  readonly must: readonly string[];
}

/** "One unit" needs no number; a form that stands for several numbers has to name the one it is. */
const fillable = (
  { language, source }: Pick<Translation, 'language' | 'source'>,
  key: string,
  wanted: readonly string[],
): Fillable => {
  const base = pluralBase(source, key);
  if (base === undefined) return { may: wanted, must: wanted };
  const may = [...FORMS].flatMap((form) => placeholders(source[`${base}.${form}`] ?? ''));
  const form = key.slice(base.length + 1);
  // Of none there is less to say.
  const must = form === 'zero' ? [] : wanted.filter((name) => name !== 'count');
  const numbered = may.includes('count') && !standsForOne(language, form);
  return { may, must: numbered ? [...must, 'count'] : must };
};

/** Enough whole numbers to tell a form for one of them from a form for many. */
const LAST_TRIED = 200;
/** Where a language has one form for 0 and 1, it is written for 1: of none there is another sentence, or no word at all. */
const standsForOne = (language: string, form: string): boolean => {
  const rules = rulesOf(language);
  let found = 0;
  for (let number = 1; number <= LAST_TRIED; number += 1) if (rules.select(number) === form) found += 1;
  return found <= 1;
};
