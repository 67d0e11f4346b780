import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Edition, Outcome } from '@isonomia/outcome';

import { TemplateEngine } from '../engine/engine.js';
import type { Helper } from '../engine/helpers.js';
import { toOutcomeDocument } from '../outcome/outcome-document.js';
import { readOutcome, type Reading } from '../outcome/reading.js';
import type { OutcomeDocumentOptions } from '../outcome/cover.js';
import { qrCode } from '../svg/qr-code.js';
import { createFormat, directionOf, localeOf, type Format } from '../text/format.js';
import { loadTexts, textsByLanguage } from '../text/load-texts.js';
import { createTranslator, type Translator } from '../text/translator.js';

import { documentHtml, type DocumentPart } from './document-html.js';
import { DocumentFonts } from './fonts.js';

export interface ViewOptions {
  /** The project's folder: templates, texts and installed packages are found from it, never from a module's own place. */
  readonly root: string;
  readonly reload?: boolean;
  readonly helpers?: Readonly<Record<string, Helper>>;
}

/** Words, numbers and direction of one language. */
export interface Voice {
  readonly language: string;
  readonly translator: Translator;
  readonly format: Format;
  readonly direction: 'ltr' | 'rtl';
}

interface ReadingChoice {
  readonly edition: Edition;
  readonly language: string;
  /** Where it stands beside another language: that which gives lists their order. */
  readonly leading?: string;
}

export type OutcomeHtmlOptions = Omit<OutcomeDocumentOptions, 'qr'> & ReadingChoice;

/** The language that every text exists in. */
const SOURCE_LANGUAGE = 'en';

/** Templates, texts and fonts of an installation, read once. */
export class View {
  readonly engine: TemplateEngine;
  readonly fonts: DocumentFonts;
  /** Languages that screens and documents are worded in. */
  readonly languages: readonly string[];
  readonly #texts: ReturnType<typeof textsByLanguage>;

  constructor({ root, reload, helpers }: ViewOptions) {
    this.engine = new TemplateEngine({
      templates: join(root, 'templates'),
      ...(reload === undefined ? {} : { reload }),
      ...(helpers === undefined ? {} : { helpers }),
    });
    this.fonts = new DocumentFonts(join(root, 'node_modules', '@fontsource'));
    const folder = join(root, 'libs', 'view', 'texts');
    this.languages = existsSync(folder) ? readdirSync(folder).toSorted() : [];
    this.#texts = textsByLanguage(this.languages, (language) => loadTexts(join(folder, language)));
  }

  texts(language: string): Readonly<Record<string, string>> {
    return this.#texts(language) ?? this.#texts(SOURCE_LANGUAGE) ?? {};
  }

  /** The words of screens; `more` are those of an instrument. */
  voice(language: string, ...more: readonly Readonly<Record<string, string>>[]): Voice {
    const translator = createTranslator(language, localeOf(language), ...more, this.texts(language));
    return { language, translator, format: createFormat(language, translator.t), direction: directionOf(language) };
  }

  read(outcome: Outcome, options: ReadingChoice): Reading {
    const { leading, ...own } = options;
    const isSecond = leading !== undefined && leading !== own.language;
    const lead = !isSecond ? undefined : this.read(outcome, { ...own, language: leading });
    return readOutcome(outcome, { ...own, texts: this.texts(own.language), ...(lead !== undefined && { lead }) });
  }
}

/** The outcome document as one HTML page, everything inline; the same input gives the same page. */
export function renderOutcomeHtml(view: View, outcome: Outcome, options: OutcomeHtmlOptions): string {
  return documentHtml(view, outcomePart(view, outcome, options));
}

export function outcomePart(view: View, outcome: Outcome, options: OutcomeHtmlOptions): DocumentPart {
  const reading = view.read(outcome, options);
  const { t } = reading;
  const qr = qrCode(options.verifyUrl, t('document.cover.qr'));
  const document = toOutcomeDocument(reading, { ...options, qr });
  const { name, marking } = outcome.agency;
  const frame = {
    language: options.language,
    title: `${name}: ${t('document.title')}, ${document.cover.edition}`,
    author: name,
    running: t('document.running', { agency: name }),
    marking: marking ?? '',
    foot: `${options.documentId} · ${document.cover.edition}`,
    density: document.brief ? ('brief' as const) : ('full' as const),
  };
  return { name: 'documents/outcome', view: document, context: reading, frame };
}
