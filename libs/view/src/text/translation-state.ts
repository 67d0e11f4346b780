import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FlatTexts,
  type LintedContent,
  type TranslatedText,
  referenceTexts,
  sourceOf,
} from '@isonomia/instrument';
import { SOURCE_LANGUAGE } from './lint-translations.js';
import { loadWritten } from './load-texts.js';
import { readTranslationLock, wordingHash } from './translation-lock.js';

/** How far somebody who speaks a language has read its texts; what nobody read was drafted by machine. */
export interface TranslationState {
  /** `source`: the language that everything is written in first. */
  readonly state: 'source' | 'drafted' | 'partly-reviewed' | 'reviewed';
  readonly texts: number;
  readonly reviewed: number;
  /** Drafted by machine, or changed since somebody read it. */
  readonly drafted: number;
}

/** An instrument as published; its texts by language. */
interface WordedInstrument {
  readonly instrument: { readonly id: string; readonly version: string };
  readonly texts: Readonly<Record<string, FlatTexts>>;
  readonly references?: LintedContent['references'];
}

type Marked = ReadonlyMap<string, Pick<TranslatedText, 'of' | 'reviewed'>>;

/** Tells of an installation's translations whether people have reviewed them. Files are read once. */
export class TranslationStates {
  private readonly known = new Map<string, TranslationState>();
  private readonly ofPublished = new WeakMap<WordedInstrument, Map<string, TranslationState>>();
  private readonly marks = new Map<string, Marked>();

  constructor(private readonly root: string) {}

  /** Of the words of pages, mails and documents. */
  of(language: string): TranslationState {
    const known = this.known.get(language);
    if (known !== undefined) return known;
    const folder = join(this.root, 'libs', 'view', 'texts');
    const state = stateOf(language, {
      source: wordsIn(join(folder, SOURCE_LANGUAGE)),
      texts: wordsIn(join(folder, language)),
      marks: lockIn(join(folder, language)),
    });
    this.known.set(language, state);
    return state;
  }

  /** Of the words of one published version: what was published is looked at, not what the files say by now. */
  ofInstrument(published: WordedInstrument, language: string): TranslationState {
    const states = this.ofPublished.get(published) ?? new Map<string, TranslationState>();
    this.ofPublished.set(published, states);
    const known = states.get(language);
    if (known !== undefined) return known;
    const { instrument, texts } = published;
    const content = join(this.root, 'libs', 'content');
    const marks = new Map([
      ...this.marksIn(join(content, 'texts', language)),
      ...this.marksIn(join(content, 'instruments', instrument.id, instrument.version, 'texts', language)),
    ]);
    const source = { ...referenceTexts(published.references ?? []), ...texts[SOURCE_LANGUAGE] };
    const state = stateOf(language, { source, texts: texts[language] ?? {}, marks });
    states.set(language, state);
    return state;
  }

  private marksIn(folder: string): Marked {
    const known = this.marks.get(folder);
    if (known !== undefined) return known;
    const written = existsSync(folder) ? [...loadWritten(folder, (text) => text.includes(REVIEWED))] : [];
    const marks = new Map(
      written.flatMap(([key, { translated }]) => (translated === undefined ? [] : [[key, translated] as const])),
    );
    this.marks.set(folder, marks);
    return marks;
  }
}

/** Files without this word hold no review, and need not be parsed while somebody waits for a page. */
const REVIEWED = 'reviewed';

const wordsIn = (folder: string): FlatTexts =>
  existsSync(folder) ? Object.fromEntries([...loadWritten(folder)].map(([key, { text }]) => [key, text])) : {};

const lockIn = (folder: string): Marked => (existsSync(folder) ? readTranslationLock(folder) : new Map());

const stateOf = (
  language: string,
  { source, texts, marks }: { readonly source: FlatTexts; readonly texts: FlatTexts; readonly marks: Marked },
): TranslationState => {
  const entries = Object.entries(texts);
  if (language === SOURCE_LANGUAGE) {
    return { state: 'source', texts: entries.length, reviewed: entries.length, drafted: 0 };
  }
  const reviewed = entries.filter(([key, text]) => {
    const mark = marks.get(key);
    const original = sourceOf(source, key, language);
    if (mark?.reviewed === undefined || original === undefined) return false;
    return mark.reviewed.as === wordingHash(text) && mark.of === wordingHash(original);
  }).length;
  const drafted = entries.length - reviewed;
  const state = reviewed === 0 ? 'drafted' : drafted === 0 ? 'reviewed' : 'partly-reviewed';
  return { state, texts: entries.length, reviewed, drafted };
};
