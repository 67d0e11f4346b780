import { PARTICIPANT_SEXES, type RosterRow } from '@isonomia/application';
import { languageName } from '../shell/language-names.js';
import type { Vocabulary, Words } from '../shell/words.js';

/** The columns of a list of people, in the order of its template. */
export const ROSTER_COLUMNS = [
  'country',
  'agency',
  'organisation',
  'name',
  'function',
  'sex',
  'email',
  'language',
] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

export const columnTitle = ({ t }: Words, column: RosterColumn): string => t(`page.workshop-setup.column.${column}`);

export type RosterFile =
  | { readonly ok: true; readonly rows: readonly RosterRow[] }
  | { readonly ok: false; readonly missing: readonly RosterColumn[] };

/** Titles, sexes and languages in any language that pages speak. Lines with nothing in them are left out. */
export function readRosterFile(cells: readonly (readonly string[])[], vocabulary: Vocabulary): RosterFile {
  const spoken = vocabulary.languages.map((language) => vocabulary.of(language));
  const header = (cells[0] ?? []).map(plain);
  const places = new Map(ROSTER_COLUMNS.map((column) => [column, placeOf(header, column, spoken)] as const));
  const missing = (['name', 'agency'] as const).filter((column) => places.get(column) === -1);
  if (missing.length > 0) return { ok: false, missing };
  const reader = { places, sexes: sexes(spoken), languages: languages(spoken) };
  return { ok: true, rows: cells.slice(1).flatMap((row, at) => readLine(reader, row, at + 2)) };
}

interface Reader {
  readonly places: ReadonlyMap<RosterColumn, number>;
  readonly sexes: ReadonlyMap<string, string>;
  readonly languages: ReadonlyMap<string, string>;
}

function readLine({ places, sexes: known, languages: spoken }: Reader, row: readonly string[], line: number) {
  const text = (column: RosterColumn): string => {
    const cell = row[places.get(column) ?? -1] ?? '';
    // The template's own mark before what a spreadsheet could take for a formula.
    return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
  };
  if (ROSTER_COLUMNS.every((column) => text(column) === '')) return [];
  return [
    {
      line,
      country: text('country'),
      agency: text('agency'),
      organisation: text('organisation'),
      name: text('name'),
      function: text('function'),
      sex: known.get(plain(text('sex'))) ?? text('sex'),
      email: text('email'),
      language: spoken.get(plain(text('language'))) ?? text('language'),
    },
  ];
}

const placeOf = (header: readonly string[], column: RosterColumn, spoken: readonly Words[]): number =>
  header.findIndex((title) => title === column || spoken.some((words) => plain(columnTitle(words, column)) === title));

/** "woman", "female", "f": what lists are written with, in each language. */
const sexes = (spoken: readonly Words[]): ReadonlyMap<string, string> =>
  new Map(
    PARTICIPANT_SEXES.flatMap((sex) => [
      [sex, sex] as const,
      ...spoken.flatMap((words) =>
        [words.t(`workshop.sex.${sex}`), ...words.t(`page.workshop-setup.sex-words.${sex}`).split('|')].map(
          (word) => [plain(word), sex] as const,
        ),
      ),
    ]),
  );

const languages = (spoken: readonly Words[]): ReadonlyMap<string, string> =>
  new Map(
    spoken.flatMap(({ language }) => [
      [language, language] as const,
      ...spoken.map((words) => [plain(languageName(words, language)), language] as const),
    ]),
  );
