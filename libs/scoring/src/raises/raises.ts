import type { ChecklistQuestion, ChecklistValue } from '@isonomia/instrument';
import { COMPLIANCE_POINTS, HIGHEST_LEVEL, POINTS_PER_LEVEL } from '../constants.js';
import { round9 } from '../numbers/round.js';
import type { PreparedItem, PreparedQuestion } from '../prepare.js';
import type { ItemScore, Raise } from '../result.js';
import { dataAvailability, evidencedAvailability, isFigureQuestion } from '../rules/data-availability.js';
import type { Availability } from '../rules/data-availability.js';
import type { ItemScores } from '../score-items.js';
import type { Entry, Sheet } from '../sheet.js';
import { exchangeFor } from './exchange.js';
import { gainsOfItem, gainsOfScores } from './gains.js';
import type { Gains, Standing } from './gains.js';

/**
 * What one step would raise: the proof of what is claimed; else the next level, answer or option together with its proof;
 * for figures the smallest exchange of people. Best overall gain first, exchanges last. Source: method.md §3.
 */
export const raisesOf = (sheet: Sheet, standing: Standing, data: Availability): readonly Raise[] => {
  const raises: Raise[] = [];
  for (const item of sheet.view.items) {
    const score = standing.scores[item.index];
    const raise = score === undefined ? undefined : raiseOf(item, score, { sheet, standing, data });
    if (raise !== undefined) raises.push(raise);
  }
  return raises.sort(byGain);
};

interface Situation {
  readonly sheet: Sheet;
  readonly standing: Standing;
  readonly data: Availability;
}

const raiseOf = (item: PreparedItem, score: ItemScore, situation: Situation): Raise | undefined => {
  const { id, rule } = item.item;
  if (score.state === 'not-applicable') return proofOfNotApplicable(item, score, situation);
  const { claimed, evidenced } = score;
  if (claimed === undefined || evidenced === undefined) return undefined;
  const proof = claimed > evidenced ? proofStep(item, claimed, situation) : undefined;
  if (proof !== undefined) return proof;
  const next = nextStep(item, score, situation.sheet);
  if (next !== undefined) return stepTo(item, { step: 'next', ...next }, situation);
  const detail = exchangeFor(rule, score);
  return detail === undefined ? undefined : { item: id, step: 'exchange', detail };
};

/** For data availability, of the first "not applicable" that feeds no item; the others are steps of their own items. */
const proofStep = (item: PreparedItem, claimed: number, situation: Situation): Raise | undefined => {
  const { sheet, data } = situation;
  if (item.item.rule.code !== 'DA') return stepTo(item, { step: 'proof', detail: {}, to: claimed }, situation);
  const open = sheet.entries.find(
    (entry) => entry?.state === 'not-applicable' && !entry.proven && isContextFigure(entry.question),
  );
  if (open === undefined) return undefined;
  const to = evidencedAvailability({ ...data, unproven: data.unproven - 1 });
  return stepTo(item, { step: 'proof', detail: { question: open.question.question.id }, to }, situation);
};

const isContextFigure = ({ question, items }: PreparedQuestion): boolean =>
  items.length === 0 && isFigureQuestion(question.type);

interface Step {
  readonly step: Raise['step'];
  readonly detail: Raise['detail'];
  /** The evidenced score after it. */
  readonly to: number;
}

const stepTo = (item: PreparedItem, step: Step, { sheet, standing }: Situation): Raise => {
  const fed = sheet.prepared.questions[item.question]?.items ?? [];
  const gains =
    fed.length > 1
      ? gainsOfScores(standing, item.dimension, withEvidenced(fed, step.to, standing.scores))
      : gainsOfItem(standing, item.dimension, { item: item.index, evidenced: step.to });
  return raise(item, step, gains);
};

/** One answer may feed several items: a step of the answer raises them all. */
const withEvidenced = (items: readonly PreparedItem[], evidenced: number, scores: ItemScores): ItemScores => {
  const better = [...scores];
  for (const { index } of items) {
    const score = better[index];
    if (score !== undefined) better[index] = { ...score, evidenced };
  }
  return better;
};

const raise = (
  { item: { id } }: PreparedItem,
  { step, detail }: Pick<Step, 'step' | 'detail'>,
  { dimension, overall }: Gains,
): Raise => {
  if (dimension === undefined)
    return overall === undefined ? { item: id, step, detail } : { item: id, step, detail, overallGain: overall };
  if (overall === undefined) return { item: id, step, detail, dimensionGain: dimension };
  return { item: id, step, detail, dimensionGain: dimension, overallGain: overall };
};

/** Undefined at the top of the scale, and for figures. */
const nextStep = (item: PreparedItem, score: ItemScore, sheet: Sheet): Omit<Step, 'step'> | undefined => {
  const claimed = score.claimed ?? 0;
  switch (score.rule) {
    case 'M': {
      const to = claimed / POINTS_PER_LEVEL + 1;
      return to > HIGHEST_LEVEL ? undefined : { detail: { to }, to: to * POINTS_PER_LEVEL };
    }
    case 'Y': {
      if (claimed === COMPLIANCE_POINTS.yes) return undefined;
      const to = claimed === COMPLIANCE_POINTS.no ? 'partly' : 'yes';
      return { detail: { to }, to: COMPLIANCE_POINTS[to] };
    }
    case 'CL':
      return nextOption(sheet.entries[item.question]);
    default:
      return undefined;
  }
};

/** The first option not yet checked. */
const nextOption = (entry: Entry | undefined): Omit<Step, 'step'> | undefined => {
  if (entry === undefined) return undefined;
  const { checked } = entry.value as ChecklistValue;
  const options = (entry.question.question as ChecklistQuestion).options.filter(({ exclusive }) => !exclusive);
  const option = options.find(({ id }) => !checked.includes(id));
  if (option === undefined) return undefined;
  const count = options.filter(({ id }) => checked.includes(id)).length + 1;
  return { detail: { option: option.id }, to: round9((100 * count) / options.length) };
};

/** The reason's proof takes the question out of every evidenced score it feeds, data availability included. */
const proofOfNotApplicable = (item: PreparedItem, score: ItemScore, situation: Situation): Raise | undefined => {
  const { sheet, standing } = situation;
  const own = sheet.entries[item.question];
  // Proven already, or taken over from the reference table, where the step is named once.
  if (score.evidenced === undefined || own?.state !== 'not-applicable') return undefined;
  const better = withProof(item.question, situation);
  const step = { step: 'proof', detail: { state: 'not-applicable' } } as const;
  return raise(item, step, gainsOfScores(standing, item.dimension, better));
};

const withProof = (question: number, { sheet, standing, data }: Situation): ItemScores => {
  const { settings, questions } = sheet.prepared;
  const better = [...standing.scores];
  const type = questions[question]?.question.type;
  const proven = type !== undefined && isFigureQuestion(type) ? { ...data, unproven: data.unproven - 1 } : data;
  for (const { index, item, question: own, reference, states, referenceStates } of sheet.view.items) {
    const score = better[index];
    if (score === undefined) continue;
    if (own === question) better[index] = states.proven;
    else if (reference === question && score.reason === referenceStates.unproven.reason) {
      better[index] = referenceStates.proven;
    } else if (item.rule.code === 'DA') better[index] = dataAvailability(proven, settings);
  }
  return better;
};

/** Larger overall gain first, then larger gain of its dimension; the rest keeps the order of the instrument. */
const byGain = (a: Raise, b: Raise): number =>
  gainOf(b.overallGain) - gainOf(a.overallGain) || gainOf(b.dimensionGain) - gainOf(a.dimensionGain);

const NO_GAIN = -1;
const gainOf = (gain: number | undefined): number => gain ?? NO_GAIN;
