import { Fields } from '../problems/fields.js';

/** How two languages stand on the paper. */
export const ARRANGEMENTS = ['single', 'side-by-side', 'in-turn'] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** A DOCX is an editable copy: nobody can ask whether it is genuine. */
export const DOCUMENT_FORMATS = ['pdf', 'docx'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** One language, or two of which the first leads: its direction is the page's. */
export type DocumentLanguages = readonly [string] | readonly [string, string];

/** In which words, and as what kind of file, a document is made; chosen apart from the language of the pages. */
export interface DocumentForm {
  readonly languages: DocumentLanguages;
  /** `single` if and only if there is one language. */
  readonly arrangement: Arrangement;
  readonly format: DocumentFormat;
}

/** What somebody typed, and the language that they read the pages in. */
export interface FormWish {
  readonly languages?: readonly string[] | undefined;
  readonly arrangement?: string | undefined;
  readonly format?: string | undefined;
  readonly reader: string;
}

const MOST_LANGUAGES = 2;
const TWO_STAND = ['side-by-side', 'in-turn'] as const;

/** Of the languages that the words exist in. Nothing chosen is the reader's own; the same twice is once. */
export function readForm(fields: Fields, wish: FormWish, offered: readonly string[]): DocumentForm {
  const typed = [...new Set((wish.languages ?? []).filter((language) => language !== ''))];
  if (typed.length > MOST_LANGUAGES) fields.oneOf('languages', typed.join(', '), offered);
  const format = fields.oneOf('format', wish.format ?? 'pdf', DOCUMENT_FORMATS) ?? 'pdf';
  const [first = readersOwn(wish.reader, offered), second] = typed;
  fields.oneOf('languages', first, offered);
  if (second === undefined) return { languages: [first], arrangement: 'single', format };
  fields.oneOf('languages', second, offered);
  const arrangement = fields.oneOf('arrangement', wish.arrangement ?? TWO_STAND[0], TWO_STAND) ?? TWO_STAND[0];
  return { languages: [first, second], arrangement, format };
}

/** Where a document is only looked for: throws `InputRefused` when there cannot be one. */
export function formOf(wish: FormWish, offered: readonly string[]): DocumentForm {
  const fields = new Fields();
  const form = readForm(fields, wish, offered);
  fields.check();
  return form;
}

/** The language that every text exists in. */
const SOURCE_LANGUAGE = 'en';

const readersOwn = (reader: string, offered: readonly string[]): string =>
  offered.includes(reader) ? reader : offered.includes(SOURCE_LANGUAGE) ? SOURCE_LANGUAGE : (offered[0] ?? reader);
