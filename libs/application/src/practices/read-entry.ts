import type { PublishedInstrument } from '../ports/instrument-library.js';
import { ORGANISATION_KINDS } from '../ports/practice-library.js';
import { Fields } from '../problems/fields.js';
import type { PracticeEntry } from './regional-practice.js';

/** As it comes from a form: shape checked, meaning not. */
export interface EntryInput {
  readonly instrument: string;
  readonly language: string;
  readonly country: string;
  readonly kind: string;
  readonly organisation: string;
  readonly what: string;
  readonly since: string;
  readonly result: string;
  readonly sourceTitle: string;
  readonly sourcePublisher: string;
  readonly sourceYear: string;
  readonly sourceUrl: string;
  readonly dimensions: readonly string[];
  readonly items: readonly string[];
  readonly rules: readonly string[];
  readonly checkedOn: string;
}

export interface EntryContext {
  readonly offered: readonly PublishedInstrument[];
  readonly languages: readonly string[];
  /** ISO date: nobody read a source tomorrow. */
  readonly today: string;
}

export const contextOf = (offered: readonly PublishedInstrument[], now: Date): EntryContext => ({
  offered,
  languages: [...new Set(offered.flatMap(({ texts }) => Object.keys(texts)))],
  today: now.toISOString().slice(0, 'yyyy-mm-dd'.length),
});

const [EARLIEST, YEARS_AHEAD] = [1900, 1];
const MAXIMUM_WORDS = 400;
const MAXIMUM_URL = 500;
const SCHEMES: readonly string[] = ['https:', 'http:'];

/** Throws `InputRefused` with every fault. */
export function readEntry(input: EntryInput, context: EntryContext): PracticeEntry {
  const fields = new Fields();
  const published = context.offered.find(({ instrument }) => instrument.id === input.instrument);
  if (published === undefined) fields.fault('instrument', 'missing');
  const since = readYear(fields, 'since', input.since, context);
  const result = fields.optionalText('result', input.result, MAXIMUM_WORDS);
  const checkedOn = fields.optionalDate('checkedOn', input.checkedOn);
  if (checkedOn !== undefined && checkedOn > context.today) fields.fault('checkedOn', 'in-the-future');
  const entry: PracticeEntry = {
    instrument: input.instrument,
    language: fields.oneOf('language', input.language, context.languages) ?? '',
    country: fields.text('country', input.country, 100),
    kind: fields.oneOf('kind', input.kind, ORGANISATION_KINDS) ?? 'government',
    organisation: fields.text('organisation', input.organisation, 160),
    what: fields.text('what', input.what, MAXIMUM_WORDS),
    ...(since !== undefined && { since }),
    ...(result !== undefined && { result }),
    source: readSource(fields, input, context),
    ...readLinks(fields, input, published),
    ...(checkedOn !== undefined && { checkedOn }),
  };
  fields.check();
  return entry;
}

function readSource(fields: Fields, input: EntryInput, context: EntryContext): PracticeEntry['source'] {
  if (input.sourceYear.trim() === '') fields.fault('sourceYear', 'missing');
  return {
    publisher: fields.text('sourcePublisher', input.sourcePublisher),
    title: fields.text('sourceTitle', input.sourceTitle, 300),
    year: readYear(fields, 'sourceYear', input.sourceYear, context) ?? 0,
    url: readUrl(fields, fields.text('sourceUrl', input.sourceUrl, MAXIMUM_URL)),
  };
}

/** What a reader may copy into a browser: no script, no file, no name or password inside. */
function readUrl(fields: Fields, text: string): string {
  if (text === '') return text;
  const url = URL.parse(text);
  const isPlain = url !== null && SCHEMES.includes(url.protocol) && url.username === '' && url.password === '';
  if (!isPlain || /\s/.test(text)) fields.fault('sourceUrl', 'not-a-web-address');
  return text;
}

function readYear(fields: Fields, path: string, typed: string, { today }: EntryContext): number | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  const latest = Number(today.slice(0, 4)) + YEARS_AHEAD;
  if (year >= EARLIEST && year <= latest) return year;
  fields.fault(path, 'not-a-year');
  return undefined;
}

function readLinks(
  fields: Fields,
  input: EntryInput,
  published: PublishedInstrument | undefined,
): Pick<PracticeEntry, 'dimensions' | 'items' | 'rules'> {
  const known = (ids: readonly string[], there: readonly { readonly id: string }[]): readonly string[] =>
    there.map(({ id }) => id).filter((id) => ids.includes(id));
  const dimensions = known(input.dimensions, published?.instrument.dimensions ?? []);
  const items = known(input.items, published?.instrument.items ?? []);
  const rules = known(input.rules, published?.rules ?? []);
  // Linked to nothing, it would never be shown.
  if (dimensions.length + items.length + rules.length === 0) fields.fault('dimensions', 'missing');
  return { dimensions, items, rules };
}
