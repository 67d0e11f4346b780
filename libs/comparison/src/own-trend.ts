import {
  askedItems,
  findItem,
  findQuestion,
  type AnswerFile,
  type DimensionId,
  type Instrument,
  type ItemId,
  type Review,
} from '@isonomia/instrument';
import { scoreAssessment, type Profile, type Seed } from '@isonomia/scoring';
import { bridgedItems } from './bridge.js';
import type { Standing } from './contribution.js';

/** One validated assessment, as its outcome has it. */
export interface OwnResult {
  readonly instrument: Instrument;
  readonly answers: AnswerFile;
  readonly review: Review;
  readonly result: Pick<Profile, 'dimensions' | 'overall'>;
}

export interface OwnTrendPoint {
  /** Without scores where it is not shown. */
  readonly overall: Standing;
  readonly dimensions: Readonly<Record<string, Standing>>;
}

export interface OwnTrend {
  /** As given: oldest first. */
  readonly points: readonly OwnTrendPoint[];
  /** Of the last version, in its order: those of which anything can be compared. */
  readonly dimensions: readonly DimensionId[];
  /** The same in every version, and asked every time. */
  readonly items: readonly ItemId[];
  /** Of the last version: another question, rule or dimension before, or not there. */
  readonly changed: readonly ItemId[];
  /** Of the last version: the same, but not asked every time. */
  readonly notAlways: readonly ItemId[];
  /** Asked before, and not in the last version. */
  readonly gone: readonly ItemId[];
}

/**
 * An agency's own results over time. Where everything that was asked is bridged, they are the numbers of the outcomes; else
 * every assessment is scored anew over the bridged items alone, with the weights and constants of the last version, so that
 * what changed in the questionnaire does not look like a change in the agency. Source: method.md §7.
 *
 * @param seed of the last version's intervals, see `scoreAssessment`.
 */
export function ownTrend(results: readonly OwnResult[], seed: Seed): OwnTrend {
  const last = results.at(-1)?.instrument;
  if (last === undefined) return { points: [], dimensions: [], items: [], changed: [], notAlways: [], gone: [] };
  const sorted = sortItems(results, last);
  const ids = new Set<string>(sorted.items);
  const items = last.items.filter(({ id }) => ids.has(id));
  const shown = last.dimensions.map(({ id }) => id).filter((id) => items.some(({ dimension }) => dimension === id));
  const whole = sorted.changed.length + sorted.notAlways.length + sorted.gone.length === 0;
  const points = results.map((one) => {
    if (whole && one.instrument.version === last.version) return pointOf(one.result, shown);
    return pointOf(rescored(one, { ...last, items, gates: [], classifications: [], checks: [] }, seed), shown);
  });
  return { ...sorted, dimensions: shown, points };
}

type Sorted = Pick<OwnTrend, 'items' | 'changed' | 'notAlways' | 'gone'>;

function sortItems(results: readonly OwnResult[], last: Instrument): Sorted {
  const sources = results.map(({ instrument, answers }) => ({
    same: sameItems(instrument, last),
    own: idsOf(instrument, answers),
    // The last version may ask others of this agency than its own version did.
    now: idsOf(last, answers),
  }));
  const sorted = { items: [] as ItemId[], changed: [] as ItemId[], notAlways: [] as ItemId[] };
  for (const { id } of last.items) {
    const same = sources.every((source) => source.same.has(id));
    const times = sources.filter(({ own, now }) => own.has(id) && now.has(id)).length;
    if (!same && sources.some(({ own, now }) => own.has(id) || now.has(id))) sorted.changed.push(id);
    else if (same && times === sources.length) sorted.items.push(id);
    else if (same && times > 0) sorted.notAlways.push(id);
  }
  const before = new Set(sources.flatMap(({ own }) => [...own]));
  return { ...sorted, gone: [...before].filter((id) => findItem(last, id) === undefined) };
}

const idsOf = (instrument: Instrument, answers: AnswerFile): ReadonlySet<ItemId> =>
  new Set(askedItems(instrument, answers).map(({ id }) => id));

function sameItems(before: Instrument, last: Instrument): ReadonlySet<string> {
  if (before.version === last.version) return new Set(last.items.map(({ id }) => id));
  const stayed = (id: string): boolean => findItem(before, id)?.dimension === findItem(last, id)?.dimension;
  return new Set(bridgedItems(before, last).items.filter(stayed));
}

function rescored({ answers, review }: OwnResult, reduced: Instrument, seed: Seed): OwnResult['result'] {
  const known = Object.entries(answers.answers).filter(([id]) => findQuestion(reduced, id) !== undefined);
  const file = { ...answers, version: reduced.version, answers: Object.fromEntries(known) };
  return scoreAssessment(reduced, file, review, seed);
}

const pointOf = ({ dimensions, overall }: OwnResult['result'], shown: readonly DimensionId[]): OwnTrendPoint => ({
  overall: standingOf(overall),
  dimensions: Object.fromEntries(shown.map((id) => [id, standingOf(dimensions[id])])),
});

function standingOf(score: Profile['overall'] | Profile['dimensions'][string] | undefined): Standing {
  if (score?.shown !== true) return {};
  const { claimed, evidenced, interval, level } = score;
  return {
    ...(claimed !== undefined && { claimed }),
    ...(evidenced !== undefined && { evidenced }),
    ...(interval !== undefined && { interval: interval.evidenced }),
    ...(level !== undefined && { level }),
  };
}
