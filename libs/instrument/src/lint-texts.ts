import type { Finding, FlatTexts, LintSettings, LintedContent } from './linted.js';
import { codePoints } from './shape.js';
import { type TextKey, referenceTexts, textKeys } from './text-keys.js';
import { lintTranslation, placeholders } from './translation.js';

/** Words that belong to the method, not to one instrument: an instrument may override them, and may have none. */
const METHOD_KEYS = /^(?:trace|reason|figure)\./;

/** Every language has every text, once, of the right length, with the placeholders of its source, and no other. */
export const lintTexts = (content: LintedContent, settings: LintSettings): readonly Finding[] => {
  const keys = textKeys(content);
  const languages = Object.keys(content.texts);
  const missing = languages.includes(settings.sourceLanguage)
    ? []
    : [finding('text-missing', content.instrument.id, settings.sourceLanguage, { key: settings.sourceLanguage })];
  return [
    ...missing,
    ...languages.flatMap((language) => {
      const texts = content.texts[language] ?? {};
      return onceEach([
        ...lintKeys(texts, keys, language),
        ...lintFurtherKeys(texts, settings.furtherKeys ?? [], language),
        ...lintLengths(texts, keys, language),
        ...lintLevels(texts, content, language),
        ...lintChecks(texts, content, language),
        ...translated(content, language, settings),
      ]);
    }),
  ];
};

/** What is missing may be missed twice: by the instrument, and beside the source language. */
const onceEach = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(
    findings.map((one) => [`${one.code} ${String(one.detail['key'])} ${String(one.detail['got'])}`, one]),
  ).values(),
];

const finding = (code: string, id: string, language: string, detail: Finding['detail']): Finding => ({
  part: 'texts',
  id,
  code,
  language,
  detail: { id, ...detail },
});

/** A text filed under a key is found under its first segment: `GOV1.levels.0` concerns `GOV1`. */
const idOf = (key: string): string => key.split('.')[0] ?? key;

const lintKeys = (texts: FlatTexts, keys: readonly TextKey[], language: string): readonly Finding[] => {
  const known = new Set(keys.map((key) => key.key));
  const missing = keys.filter(({ key, required }) => required && (texts[key] ?? '').trim() === '');
  const orphaned = Object.keys(texts).filter((key) => !known.has(key) && !METHOD_KEYS.test(key));
  return [
    ...missing.map(({ id, key }) => finding('text-missing', id, language, { key })),
    ...orphaned.map((key) => finding('text-orphaned', idOf(key), language, { key })),
  ];
};

const lintFurtherKeys = (texts: FlatTexts, keys: readonly string[], language: string): readonly Finding[] =>
  keys
    .filter((key) => (texts[key] ?? '').trim() === '')
    .map((key) => finding('text-missing', idOf(key), language, { key }));

const lintLengths = (texts: FlatTexts, keys: readonly TextKey[], language: string): readonly Finding[] =>
  keys.flatMap(({ id, key, maximum }) => {
    const length = codePoints(texts[key] ?? '');
    return length > maximum ? [finding('text-too-long', id, language, { key, max: maximum, got: length })] : [];
  });

/** No two items share the description of a level or an answer: shared ones describe a scale, not an agency. */
const lintLevels = (texts: FlatTexts, content: LintedContent, language: string): readonly Finding[] => {
  const firstUse = new Map<string, string>();
  return content.instrument.questions.flatMap(({ id, type }) => {
    const group = type === 'maturity' ? 'levels' : 'answers';
    const steps = type === 'maturity' ? ['0', '1', '2', '3', '4'] : ['yes', 'partly', 'no'];
    return steps.flatMap((step) => {
      const key = `${id}.${group}.${step}`;
      const text = texts[key]?.trim().toLowerCase().replace(/\s+/g, ' ');
      if (text === undefined) return [];
      const first = firstUse.get(text);
      if (first === undefined) firstUse.set(text, key);
      return first === undefined ? [] : [finding('level-repeated', id, language, { key, first })];
    });
  });
};

/** What a cross-check can fill in. */
const CHECK_PLACEHOLDERS = ['left', 'right', 'sex'];

const lintChecks = (texts: FlatTexts, content: LintedContent, language: string): readonly Finding[] =>
  content.instrument.checks.flatMap(({ id }) => {
    const key = `checks.${id}`;
    const unknown = placeholders(texts[key] ?? '').filter((name) => !CHECK_PLACEHOLDERS.includes(name));
    const wanted = CHECK_PLACEHOLDERS.join(', ');
    return unknown.map((got) => finding('placeholder-mismatch', id, language, { key, wanted, got }));
  });

const translated = (
  content: LintedContent,
  language: string,
  { hash, sourceLanguage }: LintSettings,
): readonly Finding[] => {
  const written = content.texts[sourceLanguage];
  if (written === undefined || language === sourceLanguage) return [];
  const source = { ...referenceTexts(content.references), ...written };
  const texts = content.texts[language] ?? {};
  const translatedFrom = content.translatedFrom?.[language] ?? {};
  return lintTranslation({ language, source, texts, translatedFrom, hash }).map(({ code, key, detail }) =>
    finding(code, idOf(key), language, { key, ...detail }),
  );
};
