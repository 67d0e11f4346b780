import { join } from 'node:path';
import { lintTranslation, type Instrument } from '@isonomia/instrument';
import type { RecommendationRule } from '@isonomia/recommendation';
import { SOURCE_LANGUAGE, type Tell } from './content-folders.js';
import type { LocatedFault } from './located.js';
import type { PracticeFacts } from './parse-practices.js';
import { sha256 } from './read-version.js';

export const PRACTICES_FOLDER = 'good-practices';
export const PRACTICES_FILE = 'practices.yaml';
export const textFile = (language: string): string => join(PRACTICES_FOLDER, 'texts', language, PRACTICES_FILE);

const SOURCE_HASH_LENGTH = 12;
const hash = (text: string): string => sha256(text).slice(0, SOURCE_HASH_LENGTH);

type Texts = Readonly<Record<string, string>>;

/** What an entry may be linked to. */
export interface LinkedInstrument {
  readonly instrument: Instrument;
  readonly rules: readonly RecommendationRule[];
}

export interface LanguageOfPractices {
  readonly language: string;
  readonly texts: Texts;
  readonly translatedFrom: Texts;
}
export interface PracticesRead {
  readonly facts: readonly PracticeFacts[];
  readonly languages: readonly LanguageOfPractices[];
}

type Detail = Readonly<Record<string, string | number>>;
/** A fault in words, with its file. */
export type Locate = (file: string, id: string, code: string, detail: Detail) => LocatedFault;
export const locator =
  (tell: Tell): Locate =>
  (file, id, code, detail) => ({ file, id, code, message: tell(code, detail) });

/** Longest words of an entry: it is read in a box beside something else. */
const LENGTHS: Readonly<Record<string, number>> = { organisation: 160, what: 400, result: 400 };

/** What a reader of the files cannot see: links that lead nowhere, words that are missing, stale or too long. */
export const lintPractices = (
  read: PracticesRead,
  known: readonly LinkedInstrument[],
  at: Locate,
): readonly LocatedFault[] => [
  ...linkFaults(read.facts, known, at),
  ...sourceFaults(read, at),
  ...translationFaults(read, at),
  ...read.languages.flatMap((language) => lengthFaults(language, at)),
];

/** A link to what is not there would never be shown, and nobody would notice. */
const linkFaults = (
  facts: readonly PracticeFacts[],
  known: readonly LinkedInstrument[],
  at: Locate,
): readonly LocatedFault[] =>
  facts.flatMap(({ id, links }) =>
    Object.entries(links).flatMap(([name, { items, rules }]) => {
      const fault = (code: string, got: string): LocatedFault =>
        at(join(PRACTICES_FOLDER, PRACTICES_FILE), id, code, { id, got });
      const linked = known.find(({ instrument }) => instrument.id === name);
      if (linked === undefined) return [fault('practice-ref-instrument', name)];
      const hasItem = (item: string): boolean => linked.instrument.items.some(({ id: other }) => other === item);
      const hasRule = (rule: string): boolean => linked.rules.some(({ id: other }) => other === rule);
      return [
        ...items.filter((item) => !hasItem(item)).map((item) => fault('practice-ref-item', item)),
        ...rules.filter((rule) => !hasRule(rule)).map((rule) => fault('practice-ref-rule', rule)),
      ];
    }),
  );

const sourceTexts = ({ languages }: PracticesRead): Texts =>
  languages.find(({ language }) => language === SOURCE_LANGUAGE)?.texts ?? {};

/** The source language says what each entry needs, and of nothing else. */
const sourceFaults = (read: PracticesRead, at: Locate): readonly LocatedFault[] => {
  const texts = sourceTexts(read);
  const file = textFile(SOURCE_LANGUAGE);
  const wanted = read.facts.flatMap(({ id }) => [`${id}.organisation`, `${id}.what`]);
  const allowed = new Set([...wanted, ...read.facts.map(({ id }) => `${id}.result`)]);
  return [
    ...wanted
      .filter((key) => (texts[key] ?? '').trim() === '')
      .map((key) => at(file, key, 'practice-text-missing', { key })),
    ...Object.keys(texts)
      .filter((key) => !allowed.has(key))
      .map((key) => at(file, key, 'practice-text-orphaned', { key })),
  ];
};

/** Every other language says the same, translated from the wording as it is now. */
const translationFaults = (read: PracticesRead, at: Locate): readonly LocatedFault[] => {
  const source = sourceTexts(read);
  return read.languages
    .filter(({ language }) => language !== SOURCE_LANGUAGE)
    .flatMap(({ language, texts, translatedFrom }) =>
      lintTranslation({ language, source, texts, translatedFrom, hash }).map(({ code, key, detail }) =>
        at(textFile(language), key, `practice-${code}`, { key, ...detail }),
      ),
    );
};

const lengthFaults = ({ texts, language }: LanguageOfPractices, at: Locate): readonly LocatedFault[] =>
  Object.entries(texts).flatMap(([key, text]) => {
    const max = LENGTHS[key.slice(key.lastIndexOf('.') + 1)] ?? 0;
    const got = Array.from(text).length;
    return max === 0 || got <= max ? [] : [at(textFile(language), key, 'text-too-long', { key, max, got })];
  });
