import type { Answer, AnswerValue } from './answer.js';
import { isAsked, type Selection } from './asked.js';
import type { CrossCheck, Instrument, Quantity } from './instrument.js';

/** A relation that does not hold. A warning: the agency may have its reasons. */
export interface CrossCheckWarning {
  readonly check: string;
  readonly relation: CrossCheck['relation'];
  /** Absent when women, men and others were compared together. */
  readonly sex?: Sex;
  readonly left: number;
  readonly right: number;
  /** Questions compared, so that the warning can be shown at each. */
  readonly questions: readonly string[];
}

type Sex = 'women' | 'men';

/** Warnings across answers, in the order of the instrument's checks. What is not asked or not available is not compared. */
export const crossChecks = (instrument: Instrument, selection: Selection): readonly CrossCheckWarning[] =>
  instrument.checks.flatMap((check) => sexesOf(check).flatMap((sex) => compare(instrument, selection, check, sex)));

const sexesOf = (check: CrossCheck): readonly (Sex | undefined)[] =>
  check.sex === 'each' ? ['women', 'men'] : [check.sex];

const compare = (
  instrument: Instrument,
  selection: Selection,
  check: CrossCheck,
  sex: Sex | undefined,
): readonly CrossCheckWarning[] => {
  const left = total(instrument, selection, check.left, sex);
  const right = total(instrument, selection, check.right, sex);
  if (left === undefined || right === undefined) return [];
  if (check.relation === 'equal' ? left === right : left <= right) return [];
  const questions = [...new Set([...check.left, ...check.right].map((quantity) => quantity.question))];
  return [{ check: check.id, relation: check.relation, ...(sex === undefined ? {} : { sex }), left, right, questions }];
};

/** What an answer states about one sex, or about all; undefined where it is not asked, not answered or not available. */
export const quantityIn = (
  instrument: Instrument,
  selection: Selection,
  quantity: Quantity,
  sex?: Sex,
): number | undefined => {
  const value = valueOf(instrument, selection, quantity.question);
  return value === undefined ? undefined : countIn(value, quantity, sex);
};

/** Undefined as soon as one quantity is unknown: part of a sum compares with nothing. */
const total = (
  instrument: Instrument,
  selection: Selection,
  quantities: readonly Quantity[],
  sex: Sex | undefined,
): number | undefined => {
  let sum = 0;
  for (const quantity of quantities) {
    const count = quantityIn(instrument, selection, quantity, sex);
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
};

const valueOf = (instrument: Instrument, selection: Selection, id: string): AnswerValue | undefined => {
  if (!Object.hasOwn(selection.answers, id) || !isAsked(instrument, selection, id)) return undefined;
  const answer: Answer | undefined = selection.answers[id];
  return answer !== undefined && 'value' in answer ? answer.value : undefined;
};

interface Cells {
  readonly id: string;
  readonly band?: string;
  readonly notAvailable?: true;
  readonly women?: number | { readonly count: number };
  readonly men?: number | { readonly count: number };
  readonly other?: number;
}

const countIn = (value: AnswerValue, quantity: Quantity, sex: Sex | undefined): number | undefined => {
  if ('rows' in value) return countRows(value.rows, quantity, sex);
  if ('stages' in value) return countRows(value.stages, quantity, sex);
  if ('number' in value) return sex === undefined ? value.number : undefined;
  return countShares(value, quantity.field ?? 'count', sex);
};

const countRows = (rows: readonly Cells[], quantity: Quantity, sex: Sex | undefined): number | undefined => {
  const counting = rows.filter(
    (row) =>
      (quantity.rows?.includes(row.id) ?? true) &&
      (quantity.bands === undefined || quantity.bands.some((band) => band === row.band)),
  );
  if (counting.some((row) => row.notAvailable === true)) return undefined;
  return counting.reduce((sum, row) => sum + countRow(row, sex), 0);
};

const countRow = (row: Cells, sex: Sex | undefined): number => {
  if (sex !== undefined) return countCell(row[sex]);
  return countCell(row.women) + countCell(row.men) + (row.other ?? 0);
};

const countCell = (cell: Cells['women']): number => (typeof cell === 'object' ? cell.count : (cell ?? 0));

type Share = Readonly<Partial<Record<'count' | 'of', number>>>;

/** Rates, means and coverages: by sex, or (coverage) as a whole. */
const countShares = (value: AnswerValue, field: 'count' | 'of', sex: Sex | undefined): number | undefined => {
  const shares = value as { readonly women?: Share; readonly men?: Share } & Share;
  if (sex !== undefined) return shares[sex]?.[field];
  if (shares[field] !== undefined) return shares[field];
  const [women, men] = [shares.women?.[field], shares.men?.[field]];
  return women === undefined || men === undefined ? undefined : women + men;
};
