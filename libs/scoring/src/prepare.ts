import { questionsOfRule } from '@isonomia/instrument';
import type { Instrument, Item, Question } from '@isonomia/instrument';
import { settingsOf } from './constants.js';
import type { Settings } from './constants.js';
import type { BandIndex } from './head-table.js';
import type { ItemScore } from './result.js';
import { compliance, COMPLIANCE_ANSWERS } from './rules/compliance.js';
import { LEVELS, maturity } from './rules/maturity.js';
import { referenceScores, stateScores } from './states.js';
import type { StateScores } from './states.js';

/** One item with all that does not depend on the answers. Indexes are positions in the instrument. */
export interface PreparedItem {
  readonly item: Item;
  readonly index: number;
  readonly dimension: number;
  /** -1 for `DA`, which has no question of its own. */
  readonly question: number;
  /** -1 unless `RI`. */
  readonly reference: number;
  readonly states: StateScores;
  readonly referenceStates: StateScores;
  /** `M` and `Y`: the whole item score, by level or answer, unproven then proven. */
  readonly fixed: readonly ItemScore[];
}

export interface PreparedDimension {
  readonly id: string;
  readonly weight: number;
  readonly items: readonly PreparedItem[];
}

export interface PreparedQuestion {
  readonly question: Question;
  readonly index: number;
  /** The items it feeds, in instrument order, references of `RI` not included. */
  readonly items: readonly PreparedItem[];
}

/** What variant and agency type leave in; conditions are decided on the answers. */
export interface View {
  readonly questions: readonly PreparedQuestion[];
  readonly items: readonly PreparedItem[];
}

export interface Prepared {
  readonly instrument: Instrument;
  readonly bands: BandIndex;
  readonly settings: Settings;
  readonly questions: readonly PreparedQuestion[];
  readonly items: readonly PreparedItem[];
  readonly dimensions: readonly PreparedDimension[];
  readonly itemIndex: ReadonlyMap<string, number>;
  readonly views: Map<string, View>;
}

// An instrument version is immutable: what is compiled from it is kept as long as it lives.
const compiled = new WeakMap<Instrument, Prepared>();

export const prepare = (instrument: Instrument): Prepared => {
  const known = compiled.get(instrument);
  if (known !== undefined) return known;
  const built = build(instrument);
  compiled.set(instrument, built);
  return built;
};

/** Questions and items that this variant and agency type may be asked. */
export const viewOf = (prepared: Prepared, variant: string, agencyType: string): View => {
  const key = `${variant} ${agencyType}`;
  const known = prepared.views.get(key);
  if (known !== undefined) return known;
  const questions = prepared.questions.filter(
    ({ question }) => question.variants.includes(variant) && question.agencyTypes.includes(agencyType),
  );
  const indexes = new Set(questions.map(({ index }) => index));
  const view = {
    questions,
    items: prepared.items.filter(
      ({ item, question, reference }) =>
        (item.variants?.includes(variant) ?? true) &&
        (question === -1 || indexes.has(question)) &&
        (reference === -1 || indexes.has(reference)),
    ),
  };
  const { variants, agencyTypes } = prepared.instrument;
  // A variant or type that nobody declared must not fill the memory.
  if (variants.includes(variant) && agencyTypes.includes(agencyType)) prepared.views.set(key, view);
  return view;
};

const build = (instrument: Instrument): Prepared => {
  const settings = settingsOf(instrument.constants);
  const positions = new Map<string, number>(instrument.questions.map(({ id }, index) => [id, index]));
  const dimensions = new Map<string, number>(instrument.dimensions.map(({ id }, index) => [id, index]));
  const items = instrument.items.map((item, index): PreparedItem => {
    const [own, reference] = questionsOfRule(item.rule);
    return {
      item,
      index,
      dimension: dimensions.get(item.dimension) ?? -1,
      question: positionOf(positions, own),
      reference: positionOf(positions, reference),
      states: stateScores(item.rule.code, own ?? item.id),
      referenceStates: referenceScores(own ?? item.id, reference ?? item.id),
      fixed: fixedScores(item, settings),
    };
  });
  return {
    instrument,
    bands: new Map(instrument.bands.map((band, position) => [band.id, { band, position }])),
    settings,
    items,
    questions: instrument.questions.map((question, index) => ({
      question,
      index,
      items: items.filter((item) => item.question === index),
    })),
    dimensions: instrument.dimensions.map(({ id, weight }, index) => ({
      id,
      weight,
      items: items.filter((item) => item.dimension === index),
    })),
    itemIndex: new Map(items.map(({ item, index }) => [item.id, index])),
    views: new Map(),
  };
};

const positionOf = (positions: ReadonlyMap<string, number>, id: string | undefined): number =>
  id === undefined ? -1 : (positions.get(id) ?? -1);

const fixedScores = ({ rule }: Item, settings: Settings): readonly ItemScore[] => {
  const both = (score: (proven: boolean) => ItemScore): readonly ItemScore[] => [score(false), score(true)];
  if (rule.code === 'M') {
    return LEVELS.flatMap((level) => both((proven) => maturity(rule.question, level, proven, settings)));
  }
  if (rule.code === 'Y') {
    return COMPLIANCE_ANSWERS.flatMap((answer) =>
      both((proven) => compliance(rule.question, answer, proven, settings)),
    );
  }
  return [];
};
