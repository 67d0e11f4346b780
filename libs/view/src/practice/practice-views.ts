import type { Practice, PracticeSource, PracticeWords } from '@isonomia/outcome';

import { directionOf, type Format } from '../text/format.js';
import type { Translator } from '../text/translator.js';

/** A practice as a box shows it: in one language, with where it can be read of and whether anybody has. */
export interface PracticeView {
  readonly id: string;
  readonly organisation: string;
  readonly country: string;
  readonly kind: string;
  /** "since 2015", or ''. */
  readonly since: string;
  readonly what: string;
  readonly result: string;
  /** "Result, as reported by Destatis"; '' without a result. */
  readonly resultLabel: string;
  readonly sources: readonly string[];
  readonly checked: string;
  /** The same in a few words, with whose entry it is. */
  readonly checkedShort: string;
  /** Who added it, when it is not of the library; else ''. */
  readonly regional: string;
  /** Language and direction of the words, where they are not those of what stands around them; else ''. */
  readonly lang: string;
  readonly dir: string;
}

/** Whose words and formats: a reading's or a page's. */
export interface PracticeVoice {
  readonly translator: Pick<Translator, 'language' | 't'>;
  readonly format: Format;
}

/** The language in which every entry of the library is written. */
const SOURCE_LANGUAGE = 'en';

export function practiceView(voice: PracticeVoice, practice: Practice): PracticeView {
  const { t, language } = voice.translator;
  const [spoken, words] = wordsIn(practice, language);
  const country = countryOf(voice, practice, words);
  const reporting = practice.sources.filter(({ result }) => result === true);
  const reporters = reporting.length === 0 ? practice.sources : reporting;
  const publisher = voice.format.list(reporters.map((source) => source.publisher));
  return {
    id: practice.id,
    organisation: words.organisation,
    country,
    kind: t(`practice.kind.${practice.organisation}`),
    since: practice.since === undefined ? '' : t('practice.since', { year: String(practice.since) }),
    what: words.what,
    result: words.result ?? '',
    resultLabel: words.result === undefined ? '' : t('practice.result', { publisher }),
    sources: practice.sources.map((source) => sourceWords(voice, source)),
    checked: checkedWords(voice, practice),
    checkedShort: checkedShortly(voice, practice),
    regional: practice.region === undefined ? '' : t('practice.regional', { region: practice.region }),
    lang: spoken === language ? '' : spoken,
    dir: spoken === language ? '' : directionOf(spoken),
  };
}

/** In the reader's language, else in the one it was written in. */
function wordsIn({ words, id }: Practice, language: string): readonly [language: string, words: PracticeWords] {
  const inTheirs = words[language];
  if (inTheirs !== undefined) return [language, inTheirs];
  const [first] = Object.entries(words).toSorted(
    ([a], [b]) => Number(b === SOURCE_LANGUAGE) - Number(a === SOURCE_LANGUAGE),
  );
  if (first === undefined) throw new Error(`practice ${id} has no words`);
  return first;
}

function countryOf({ translator, format }: PracticeVoice, { country }: Practice, words: PracticeWords): string {
  if (words.country !== undefined) return words.country;
  if (country === undefined) return translator.t('practice.several-countries');
  return new Intl.DisplayNames([format.locale], { type: 'region', fallback: 'code' }).of(country) ?? country;
}

/** As text: an address in a document is to be read, not followed. */
function sourceWords({ translator: { t } }: PracticeVoice, source: PracticeSource): string {
  const year = source.year === undefined ? t('practice.no-year') : String(source.year);
  return [source.publisher, source.title, year, source.url ?? source.identifier]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

function checkedWords({ translator: { t }, format }: PracticeVoice, { checked, region }: Practice): string {
  const whose = region === undefined ? 'checked' : 'regional-checked';
  if (checked === undefined) return t(`practice.${whose}.no`);
  return t(`practice.${whose}.${checked.by}`, { date: format.date(checked.on) });
}

function checkedShortly({ translator: { t }, format }: PracticeVoice, { checked, region }: Practice): string {
  const whose = region === undefined ? 'checked' : 'regional';
  if (checked === undefined) return t(`practice.short.${whose}-no`);
  return t(`practice.short.${whose}-yes`, { date: format.date(checked.on) });
}

/** Those that belong to a rule, in their order. */
export const practicesOfRule = (practices: readonly Practice[] | undefined, rule: string): readonly Practice[] =>
  (practices ?? []).filter(({ rules }) => rules.includes(rule));

export const practicesOfItem = (practices: readonly Practice[] | undefined, item: string): readonly Practice[] =>
  (practices ?? []).filter(({ items }) => items.includes(item));
