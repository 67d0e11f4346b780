import type { PublishedInstrument } from '../../ports/instrument-library.js';
import type { Fields } from '../../problems/fields.js';
import { CLAUSE_ADDRESSEES } from '../workshop.js';
import type { ClauseBody, TextRoom } from './clause.js';

/** As typed. */
export interface ClauseInput {
  readonly addressee: string;
  /** Language → text; left out or empty: not in this language. */
  readonly texts: Readonly<Record<string, string>>;
  readonly dimension?: string;
}

const LONGEST_CLAUSE = 2_000;

/** In one language of the workshop at least. */
export function readClause(
  fields: Fields,
  input: ClauseInput,
  { room, published }: { readonly room: TextRoom; readonly published: PublishedInstrument | undefined },
): ClauseBody {
  const addressee = fields.oneOf('addressee', input.addressee, CLAUSE_ADDRESSEES) ?? 'heads';
  const texts = Object.fromEntries(
    room.languages.flatMap((language) => {
      const text = fields.optionalText(`texts.${language}`, input.texts[language], LONGEST_CLAUSE);
      return text === undefined ? [] : [[language, text] as const];
    }),
  );
  const typed = room.languages.some((language) => (input.texts[language] ?? '').trim() !== '');
  if (!typed) fields.fault(`texts.${room.languages[0] ?? ''}`, 'missing');
  const dimension = readDimension(fields, input.dimension, published);
  return { addressee, texts, ...(dimension !== undefined && { dimension }) };
}

/** One of the questionnaire that the workshop uses; nothing when none was chosen. */
export function readDimension(
  fields: Fields,
  typed: string | undefined,
  published: PublishedInstrument | undefined,
): string | undefined {
  if (typed === undefined || typed === '') return undefined;
  const known: readonly string[] = published?.instrument.dimensions.map(({ id }) => id) ?? [];
  return fields.oneOf('dimension', typed, known);
}

/** The same words to the same people. */
export const sameBody = (one: ClauseBody, other: ClauseBody): boolean =>
  one.addressee === other.addressee && one.dimension === other.dimension && sameTexts(one, other);

const sameTexts = ({ texts: one }: ClauseBody, { texts: other }: ClauseBody): boolean => {
  const languages = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...languages].every((language) => one[language] === other[language]);
};
