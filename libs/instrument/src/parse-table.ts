import type { FlowQuestion, HeadcountQuestion, Instrument, PayQuestion } from './instrument.js';
import {
  type Keys,
  type RawRecord,
  type Spot,
  isRecord,
  readChoice,
  readFlag,
  readList,
  readNumber,
  readRecord,
  readSingle,
  readText,
  readWhole,
  shown,
} from './shape.js';

const MAXIMUM_COUNT = 10_000_000;
export const MAXIMUM_ROWS = 500;
export const MAXIMUM_ID = 100;
const MAXIMUM_LABEL = 200;
const MAXIMUM_PERIOD = 40;
const CURRENCY = /^[A-Z]{3}$/;

const readCount = (spot: Spot, raw: unknown): number | undefined => {
  // A missing cell has been filed already, by its key.
  if (raw === undefined) return undefined;
  const count = readWhole(spot, raw);
  if (count === undefined || (count >= 0 && count <= MAXIMUM_COUNT)) return count;
  spot.fault('count-out-of-range', { min: 0, max: MAXIMUM_COUNT, got: count });
  return undefined;
};

/** Keys of a complete row, and of one that is not available: both may say which row they are. */
interface RowKeys {
  readonly complete: Keys;
  readonly unavailable: Keys;
}
const rowKeys = (naming: readonly string[], cells: readonly string[] = []): RowKeys => ({
  complete: { required: ['id', 'women', 'men'], optional: [...naming, ...cells] },
  unavailable: { required: ['id', 'notAvailable'], optional: naming },
});
const HEADCOUNT_OPEN = rowKeys(['band', 'label'], ['other']);
const HEADCOUNT_FIXED = rowKeys(['band'], ['other']);
const PAY_OPEN = rowKeys(['label']);
const UNNAMED = rowKeys([]);

const SHARE: Keys = { required: ['of', 'count'] };
const COVERAGE: Keys = { required: ['count', 'of'], optional: ['women', 'men'] };
const BOTH_SEXES: Keys = { required: ['women', 'men'] };
const COUNT_AND_MEAN: Keys = { required: ['count'], optional: ['mean'] };
const FLOW: Keys = { required: ['stages'], optional: ['cohort'] };
const PAY: Keys = { required: ['currency', 'period', 'rows'], optional: ['median'] };
const SEXES = ['women', 'men'] as const;

interface RowRules {
  /** Ids the instrument fixes; empty when the agency names its rows. */
  readonly fixed: readonly string[];
  readonly keys: RowKeys;
  /** Checks the cells of a complete row. */
  readonly cells: (row: RawRecord, spot: Spot) => void;
}

/** Rows with distinct ids; where the instrument fixes them, exactly those. */
const checkRows = (raw: unknown, rules: RowRules, spot: Spot): void => {
  const rows = readList(spot, raw, MAXIMUM_ROWS);
  if (rows === undefined) return;
  const seen = new Set<unknown>();
  rows.forEach((row, position) => {
    const at = spot.at(position);
    if (!isRecord(row)) {
      at.fault('not-an-object', { got: shown(row) });
      return;
    }
    const id = row['id'] === undefined ? undefined : readText(at.at('id'), row['id'], MAXIMUM_ID);
    if (id !== undefined && isUnknownRow(rules, id)) at.fault('unknown-row', { row: shown(id) });
    if (id !== undefined && seen.has(id)) at.fault('repeated-row', { row: shown(id) });
    seen.add(id);
    checkRow(row, rules, at);
  });
  for (const id of rules.fixed) {
    if (!seen.has(id)) spot.fault('missing-row', { row: id });
  }
};

const isUnknownRow = (rules: RowRules, id: string): boolean => rules.fixed.length > 0 && !rules.fixed.includes(id);

const checkRow = (row: RawRecord, { keys, cells }: RowRules, spot: Spot): void => {
  const named = keys.unavailable.optional?.includes('label') === true;
  if (row['label'] !== undefined && named) readText(spot.at('label'), row['label'], MAXIMUM_LABEL);
  if (row['notAvailable'] === undefined) {
    readRecord(spot, row, keys.complete);
    cells(row, spot);
    return;
  }
  readRecord(spot, row, keys.unavailable);
  if (row['notAvailable'] !== true) spot.at('notAvailable').fault('not-true', { got: shown(row['notAvailable']) });
};

export const checkHeadcount = (instrument: Instrument, question: HeadcountQuestion, raw: unknown, spot: Spot): void => {
  const bands = instrument.bands.map((band) => band.id);
  const rules: RowRules = {
    fixed: question.rows,
    keys: question.rows.length === 0 ? HEADCOUNT_OPEN : HEADCOUNT_FIXED,
    cells: (row, place) => {
      if (question.banded && row['band'] === undefined) place.at('band').fault('missing-key', { key: 'band' });
      for (const sex of SEXES) readCount(place.at(sex), row[sex]);
      if (row['other'] !== undefined) readCount(place.at('other'), row['other']);
    },
  };
  readSingle('rows', raw, spot, (at, rows) => {
    checkRows(rows, rules, at);
    checkBands(rows, bands, at);
  });
};

const checkBands = (raw: unknown, bands: readonly string[], spot: Spot): void => {
  if (!Array.isArray(raw) || raw.length > MAXIMUM_ROWS) return;
  raw.forEach((row: unknown, position) => {
    if (isRecord(row) && row['band'] !== undefined) readChoice(spot.at(position).at('band'), row['band'], bands);
  });
};

export const checkFlow = (question: FlowQuestion, raw: unknown, spot: Spot): void => {
  const value = readRecord(spot, raw, FLOW);
  if (value === undefined) return;
  const { stages, cohort } = value;
  if (cohort !== undefined) readFlag(spot.at('cohort'), cohort);
  if (stages === undefined) return;
  const counted = new Map<unknown, RawRecord>();
  const rules: RowRules = {
    fixed: question.stages,
    keys: UNNAMED,
    cells: (stage, place) => {
      for (const sex of SEXES) readCount(place.at(sex), stage[sex]);
      counted.set(stage['id'], stage);
    },
  };
  checkRows(stages, rules, spot.at('stages'));
  // People of several years or intakes need not be subsets of one another.
  if (cohort !== false) checkSubsets(question.stages, counted, spot.at('stages'));
};

const checkSubsets = (order: readonly string[], counted: ReadonlyMap<unknown, RawRecord>, spot: Spot): void => {
  let before: { readonly id: string; readonly stage: RawRecord } | undefined;
  for (const id of order) {
    const stage = counted.get(id);
    if (stage === undefined) continue;
    for (const sex of SEXES) {
      const [passing, entering] = [stage[sex], before?.stage[sex]];
      if (typeof passing !== 'number' || typeof entering !== 'number' || passing <= entering) continue;
      spot.fault('stage-not-a-subset', { row: id, before: before?.id ?? '', sex, count: passing, of: entering });
    }
    before = { id, stage };
  }
};

/** `{of, count}` with count ≤ of. */
const checkShare = (raw: unknown, spot: Spot): void => {
  const share = readRecord(spot, raw, SHARE);
  if (share !== undefined) checkCountOf(share, spot);
};

const checkCountOf = (share: RawRecord, spot: Spot): void => {
  const of = readCount(spot.at('of'), share['of']);
  const count = readCount(spot.at('count'), share['count']);
  if (of !== undefined && count !== undefined && count > of) spot.fault('count-above-of', { count, of });
};

export const checkRate = (raw: unknown, spot: Spot): void => {
  const value = readRecord(spot, raw, BOTH_SEXES);
  for (const sex of SEXES) {
    if (value?.[sex] !== undefined) checkShare(value[sex], spot.at(sex));
  }
};

export const checkCoverage = (raw: unknown, spot: Spot): void => {
  const value = readRecord(spot, raw, COVERAGE);
  if (value === undefined) return;
  checkCountOf(value, spot);
  for (const sex of SEXES) {
    if (value[sex] !== undefined) checkShare(value[sex], spot.at(sex));
  }
};

type Zero = 'zero-allowed' | 'above-zero';

const checkAmount = (spot: Spot, raw: unknown, zero: Zero): void => {
  const amount = readNumber(spot, raw);
  if (amount === undefined) return;
  if (amount < 0) spot.fault('negative-amount', { got: amount });
  if (amount === 0 && zero === 'above-zero') spot.fault('zero-amount');
};

/** The mean of nobody does not exist: none may be given, and none is missing. */
const checkCountAndMean = (raw: unknown, spot: Spot, zero: Zero): void => {
  const part = readRecord(spot, raw, COUNT_AND_MEAN);
  if (part === undefined) return;
  const count = readCount(spot.at('count'), part['count']);
  const mean = part['mean'];
  if (mean !== undefined) checkAmount(spot.at('mean'), mean, zero);
  if (count === 0 && mean !== undefined) spot.at('mean').fault('mean-of-nobody');
  if (count !== undefined && count > 0 && mean === undefined) spot.at('mean').fault('missing-key', { key: 'mean' });
};

export const checkMeans = (raw: unknown, spot: Spot): void => {
  const value = readRecord(spot, raw, BOTH_SEXES);
  for (const sex of SEXES) {
    if (value?.[sex] !== undefined) checkCountAndMean(value[sex], spot.at(sex), 'zero-allowed');
  }
};

export const checkPay = (question: PayQuestion, raw: unknown, spot: Spot): void => {
  const value = readRecord(spot, raw, PAY);
  if (value === undefined) return;
  const { currency, period, rows, median } = value;
  if (currency !== undefined && (typeof currency !== 'string' || !CURRENCY.test(currency))) {
    spot.at('currency').fault('not-a-currency', { got: shown(currency) });
  }
  if (period !== undefined) readText(spot.at('period'), period, MAXIMUM_PERIOD);
  if (rows !== undefined) checkRows(rows, payRows(question), spot.at('rows'));
  if (median !== undefined) checkMedian(median, spot.at('median'));
};

const payRows = (question: PayQuestion): RowRules => ({
  fixed: question.rows,
  keys: question.rows.length === 0 ? PAY_OPEN : UNNAMED,
  cells: (row, place) => {
    for (const sex of SEXES) {
      if (row[sex] !== undefined) checkCountAndMean(row[sex], place.at(sex), 'above-zero');
    }
  },
});

const checkMedian = (raw: unknown, spot: Spot): void => {
  const median = readRecord(spot, raw, BOTH_SEXES);
  for (const sex of SEXES) {
    if (median?.[sex] !== undefined) checkAmount(spot.at(sex), median[sex], 'above-zero');
  }
};
