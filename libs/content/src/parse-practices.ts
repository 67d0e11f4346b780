import { ORGANISATION_KINDS, PRACTICE_CHECKS, type LibraryPractice, type PracticeLinks } from '@isonomia/application';
import {
  type Fault,
  Spot,
  readChoice,
  readDate,
  readEntries,
  readFlag,
  readId,
  readIds,
  readRecord,
  readText,
  readWhole,
} from '@isonomia/instrument';

export type PracticeFacts = Omit<LibraryPractice, 'words'>;
type PracticeChecked = NonNullable<LibraryPractice['checked']>;
type PracticeSource = LibraryPractice['sources'][number];

export interface ParsedPractices {
  readonly practices: readonly PracticeFacts[];
  readonly faults: readonly Fault[];
}

const COUNTRY = /^[A-Z]{2}$/;
const ADDRESS = /^https?:\/\/\S+$/;
const [EARLIEST, LATEST] = [1900, 2100];
const [MAXIMUM_NAME, MAXIMUM_TITLE] = [200, 500];

/** `practices.yaml`: entries without words. */
export const parsePractices = (raw: unknown): ParsedPractices => {
  const faults: Fault[] = [];
  const spot = new Spot('', { faults, prefix: '' });
  const record = readRecord(spot, raw, { required: ['practices'] });
  const at = spot.at('practices');
  const practices = readEntries(at, record?.['practices'])
    .map((entry, position) => readPractice(entry, at.at(position)))
    .filter((practice) => practice !== undefined);
  const seen = new Set<string>();
  for (const { id } of practices) {
    if (seen.has(id)) at.fault('practice-unique', { id });
    seen.add(id);
  }
  return { practices, faults };
};

const readPractice = (raw: unknown, place: Spot): PracticeFacts | undefined => {
  const record = readRecord(place, raw, {
    required: ['id', 'organisation', 'sources', 'checked', 'links'],
    optional: ['country', 'since'],
  });
  if (record === undefined) return undefined;
  const id = readId(place.at('id'), record['id']);
  const spot = place.concerning({ id });
  const country = readCountry(spot.at('country'), record['country']);
  const since = readYear(spot.at('since'), record['since']);
  const checked = readChecked(spot.at('checked'), record['checked']);
  return {
    id,
    ...(country !== undefined && { country }),
    organisation: readKind(spot.at('organisation'), record['organisation']),
    ...(since !== undefined && { since }),
    sources: readSources(spot.at('sources'), record['sources']),
    ...(checked !== undefined && { checked }),
    links: readLinks(spot.at('links'), record['links']),
  };
};

const readKind = (spot: Spot, raw: unknown): PracticeFacts['organisation'] =>
  (readChoice(spot, raw, ORGANISATION_KINDS) ?? 'government') as PracticeFacts['organisation'];

const readCountry = (spot: Spot, raw: unknown): string | undefined => {
  if (raw === undefined) return undefined;
  if (typeof raw === 'string' && COUNTRY.test(raw)) return raw;
  spot.fault('practice-country');
  return undefined;
};

const readYear = (spot: Spot, raw: unknown): number | undefined => {
  const year = raw === undefined ? undefined : readWhole(spot, raw);
  if (year === undefined || (year >= EARLIEST && year <= LATEST)) return year;
  spot.fault('practice-year', { got: year });
  return undefined;
};

/** `false`, or how and when somebody looked: left out it would look like an oversight. */
const readChecked = (spot: Spot, raw: unknown): PracticeChecked | undefined => {
  if (raw === undefined || raw === false) return undefined;
  const record = readRecord(spot, raw, { required: ['on', 'by'] });
  if (record === undefined) return undefined;
  const on = readDate(spot.at('on'), record['on']);
  const by = readChoice(spot.at('by'), record['by'], PRACTICE_CHECKS);
  return on === undefined || by === undefined ? undefined : { on, by: by as PracticeChecked['by'] };
};

const readSources = (spot: Spot, raw: unknown): readonly PracticeSource[] => {
  const sources = readEntries(spot, raw).map((source, position) => readSource(spot.at(position), source));
  // What nobody can look up is hearsay.
  if (sources.length === 0) spot.fault('practice-without-source');
  return sources;
};

const readSource = (spot: Spot, raw: unknown): PracticeSource => {
  const keys = { required: ['publisher'], optional: ['title', 'year', 'url', 'identifier', 'result'] };
  const record = readRecord(spot, raw, keys) ?? {};
  const publisher =
    record['publisher'] === undefined ? '' : readText(spot.at('publisher'), record['publisher'], MAXIMUM_NAME);
  const year = readYear(spot.at('year'), record['year']);
  const url = optionalText(spot, record, 'url');
  if (url.url !== undefined && !ADDRESS.test(url.url)) spot.at('url').fault('practice-url');
  const where = {
    ...optionalText(spot, record, 'title'),
    ...(year !== undefined && { year }),
    ...url,
    ...optionalText(spot, record, 'identifier'),
  };
  if (Object.keys(where).length === 0) spot.fault('practice-source-vague');
  const reports = record['result'] !== undefined && readFlag(spot.at('result'), record['result']) === true;
  return { publisher: publisher ?? '', ...where, ...(reports && { result: true as const }) };
};

const optionalText = <Key extends 'title' | 'url' | 'identifier'>(
  spot: Spot,
  record: Readonly<Record<string, unknown>>,
  key: Key,
): Partial<Record<Key, string>> => {
  if (record[key] === undefined) return {};
  const text = readText(spot.at(key), record[key], MAXIMUM_TITLE);
  // The key is the one that was asked for.
  return text === undefined ? {} : ({ [key]: text } as Partial<Record<Key, string>>);
};

const readLinks = (spot: Spot, raw: unknown): Readonly<Record<string, PracticeLinks>> => {
  const names = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.keys(raw) : [];
  const record = readRecord(spot, raw, { required: [], optional: names }) ?? {};
  const links = names.map((name): [string, PracticeLinks] => [
    readId(spot.at(name), name),
    readLinksOf(spot.at(name), record[name]),
  ]);
  if (links.every(([, { items, rules }]) => items.length + rules.length === 0)) spot.fault('practice-without-link');
  return Object.fromEntries(links);
};

const readLinksOf = (spot: Spot, raw: unknown): PracticeLinks => {
  const record = readRecord(spot, raw, { required: ['items', 'rules'] });
  return {
    items: readIds(spot.at('items'), record?.['items'], 'practice-link-repeated'),
    rules: readIds(spot.at('rules'), record?.['rules'], 'practice-link-repeated'),
  };
};
