import {
  type Fault,
  type ReferenceId,
  Spot,
  readChoice,
  readEntries,
  readFlag,
  readId,
  readIds,
  readNumber,
  readRecord,
  readText,
  readWhole,
  referenceId,
} from '@isonomia/instrument';
import type { PublishedInstrument } from '@isonomia/application';
import type { RecommendationRule, Trigger } from '@isonomia/recommendation';

export type Reference = PublishedInstrument['references'][number];

export interface ParsedList<Entry> {
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
}

const HORIZONS = ['0-6', '6-18', '18-36'];
const APPLICABILITIES = ['treaty', 'resolution', 'declaration', 'standard', 'national', 'guidance'];
const MAXIMUM_TITLE = 300;

/** `recommendations.yaml`: rules without words. */
export const parseRules = (raw: unknown): ParsedList<RecommendationRule> => parseList(raw, 'recommendations', readRule);

/** `references.yaml`. */
export const parseReferences = (raw: unknown): ParsedList<Reference> => parseList(raw, 'references', readReference);

/** `glossary.yaml`: ids of terms, in the order in which they are printed. */
export const parseGlossary = (raw: unknown): ParsedList<string> =>
  parseList(raw, 'glossary', (id, at) => readId(at, id));

const parseList = <Entry>(
  raw: unknown,
  key: string,
  read: (raw: unknown, spot: Spot) => Entry | undefined,
): ParsedList<Entry> => {
  const faults: Fault[] = [];
  const spot = new Spot('', { faults, prefix: '' });
  const record = readRecord(spot, raw, { required: [key] });
  const entries = readEntries(spot.at(key), record?.[key])
    .map((entry, position) => read(entry, spot.at(key).at(position)))
    .filter((entry) => entry !== undefined);
  return { entries, faults };
};

const readRule = (raw: unknown, place: Spot): RecommendationRule | undefined => {
  const record = readRecord(place, raw, {
    required: ['id', 'triggers', 'rankedBy', 'horizon', 'effort', 'owner', 'references'],
  });
  if (record === undefined) return undefined;
  const id = readId(place.at('id'), record['id']);
  const spot = place.concerning({ id });
  const horizon = readChoice(spot.at('horizon'), record['horizon'], HORIZONS) as RecommendationRule['horizon'];
  const effort = readWhole(spot.at('effort'), record['effort']) ?? 1;
  if (effort < 1 || effort > 3) spot.at('effort').fault('effort-out-of-range', { got: effort });
  const triggers = readEntries(spot.at('triggers'), record['triggers']);
  return {
    id,
    triggers: triggers
      .map((trigger, position) => readTrigger(trigger, spot.at('triggers').at(position)))
      .filter((trigger) => trigger !== undefined),
    rankedBy: readId(spot.at('rankedBy'), record['rankedBy']),
    horizon,
    effort: effort as RecommendationRule['effort'],
    owner: readId(spot.at('owner'), record['owner']),
    references: readReferenceIds(record['references'], spot.at('references')),
  };
};

const readReferenceIds = (raw: unknown, spot: Spot): readonly ReferenceId[] =>
  readIds(spot, raw, 'unique-reference').map(referenceId);

const KEYS_OF_TRIGGER: Readonly<Record<Trigger['kind'], readonly string[]>> = {
  item: ['item', 'under'],
  figure: ['figure', 'question', 'comparison', 'value'],
  gate: ['gate'],
  missing: ['item'],
};

const readTrigger = (raw: unknown, spot: Spot): Trigger | undefined => {
  const given = typeof raw === 'object' && raw !== null && 'kind' in raw ? raw.kind : undefined;
  const kind = readChoice(spot.at('kind'), given, Object.keys(KEYS_OF_TRIGGER)) as Trigger['kind'] | undefined;
  if (kind === undefined) return undefined;
  const optional = kind === 'figure' ? ['of'] : [];
  const record = readRecord(spot, raw, { required: ['kind', ...KEYS_OF_TRIGGER[kind]], optional }) ?? {};
  const id = (key: string): string => readId(spot.at(key), record[key]);
  switch (kind) {
    case 'item':
      return { kind, item: id('item'), under: readThreshold(record['under'], spot.at('under')) };
    case 'missing':
      return { kind, item: id('item') };
    case 'gate':
      return { kind, gate: id('gate') };
    case 'figure':
      return { kind, figure: id('figure'), question: id('question'), ...readFigureBound(record, spot) };
  }
};

type FigureBound = Pick<Extract<Trigger, { kind: 'figure' }>, 'comparison' | 'value' | 'of'>;

const readFigureBound = (record: Readonly<Record<string, unknown>>, spot: Spot): FigureBound => {
  const comparison = readChoice(spot.at('comparison'), record['comparison'], ['over', 'under']);
  const value = readNumber(spot.at('value'), record['value']) ?? 0;
  if (record['of'] !== undefined) readChoice(spot.at('of'), record['of'], ['part']);
  return {
    comparison: comparison === 'over' ? 'over' : 'under',
    value,
    ...(record['of'] === undefined ? {} : { of: 'part' }),
  };
};

/** Under 0 nothing scores, so such a trigger would never fire. */
const readThreshold = (raw: unknown, spot: Spot): number => {
  const threshold = readNumber(spot, raw) ?? 0;
  if (threshold <= 0 || threshold > 100) spot.fault('score-out-of-range', { got: threshold });
  return threshold;
};

const readReference = (raw: unknown, place: Spot): Reference | undefined => {
  const record = readRecord(place, raw, {
    required: ['id', 'title', 'applicability', 'verified'],
    optional: ['number', 'year', 'article', 'country'],
  });
  if (record === undefined) return undefined;
  const id = readId(place.at('id'), record['id']);
  const spot = place.concerning({ id });
  const text = (key: string): string | undefined =>
    record[key] === undefined ? undefined : readText(spot.at(key), record[key], MAXIMUM_TITLE);
  const applicability = readChoice(spot.at('applicability'), record['applicability'], APPLICABILITIES);
  const [number, article, country] = [text('number'), text('article'), text('country')];
  const year = record['year'] === undefined ? undefined : readWhole(spot.at('year'), record['year']);
  // National law binds in one country and is a model elsewhere: which one must be said.
  if (applicability === 'national' && country === undefined)
    spot.at('country').fault('missing-key', { key: 'country' });
  return {
    id,
    title: text('title') ?? '',
    ...(number === undefined ? {} : { number }),
    ...(year === undefined ? {} : { year }),
    ...(article === undefined ? {} : { article }),
    applicability: applicability as Reference['applicability'],
    ...(country === undefined ? {} : { country }),
    verified: readFlag(spot.at('verified'), record['verified']) ?? false,
  };
};
