import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PublishedInstrument } from '@isonomia/application';
import {
  createFormat,
  createTranslator,
  directionOf,
  loadTexts,
  textsByLanguage,
  localeOf,
  type Format,
  type RenderContext,
  type Translate,
  type Translator,
} from '@isonomia/view';

const FALLBACK = 'en';

/** Words, formats and direction of one language: what a page is written in. */
export interface Words extends RenderContext {
  readonly language: string;
  readonly t: Translate;
  readonly find: Translator['find'];
}

type Flat = Readonly<Record<string, string>>;

/** The texts of the pages in every language there is, and those of instruments laid over them. */
export class Vocabulary {
  /** Tags of the languages that the pages speak. */
  readonly languages: readonly string[];
  private readonly ui: (language: string) => Flat | undefined;
  private readonly plain = new Map<string, Words>();
  private readonly published = new WeakMap<PublishedInstrument, Map<string, Words>>();

  /** `problems` holds the sentences for what is refused, in the same languages. */
  constructor(folder: string, problems: string) {
    const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const read = (name: string): Flat => ({
      ...loadTexts(path.join(problems, name)),
      ...loadTexts(path.join(folder, name)),
    });
    this.languages = languages.map(({ name }) => name);
    this.ui = textsByLanguage(this.languages, read);
  }

  /** The bare texts of the pages, for what reads an outcome in them. */
  texts(language: string): Flat {
    return this.ui(language) ?? this.ui(FALLBACK) ?? {};
  }

  /** Of the person's language, or of English where the pages do not speak it. */
  of(language: string): Words {
    const spoken = this.languages.includes(language) ? language : FALLBACK;
    const known = this.plain.get(spoken);
    if (known !== undefined) return known;
    const made = wordsOf(spoken, this.ui(spoken) ?? {});
    this.plain.set(spoken, made);
    return made;
  }

  /** The same with the texts of an instrument version. */
  with(published: PublishedInstrument, language: string): Words {
    const spoken = this.languages.includes(language) ? language : FALLBACK;
    const kept = this.published.get(published) ?? new Map<string, Words>();
    this.published.set(published, kept);
    const known = kept.get(spoken);
    if (known !== undefined) return known;
    // An instrument that is not translated is better shown in its first language than not at all.
    const texts = published.texts[spoken] ?? published.texts[FALLBACK] ?? Object.values(published.texts)[0] ?? {};
    const made = wordsOf(spoken, this.ui(spoken) ?? {}, texts);
    kept.set(spoken, made);
    return made;
  }
}

function wordsOf(language: string, ...texts: readonly Flat[]): Words {
  const translator = createTranslator(language, localeOf(language), ...texts);
  const format: Format = createFormat(language, translator.t);
  return {
    language,
    translator,
    format,
    direction: directionOf(language),
    t: translator.t,
    find: translator.find,
  };
}
