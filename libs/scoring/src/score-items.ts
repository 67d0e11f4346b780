import type {
  ChecklistQuestion,
  ChecklistValue,
  ComplianceValue,
  CoverageValue,
  MaturityValue,
  MeansValue,
  RuleCode,
} from '@isonomia/instrument';
import type { Settings } from './constants.js';
import type { PreparedItem } from './prepare.js';
import type { ItemScore } from './result.js';
import { checklist, countOptions } from './rules/checklist.js';
import { COMPLIANCE_ANSWERS } from './rules/compliance.js';
import { coverage } from './rules/coverage.js';
import { dataAvailability } from './rules/data-availability.js';
import type { Availability } from './rules/data-availability.js';
import { glassCeiling } from './rules/glass-ceiling.js';
import { means } from './rules/means.js';
import { parityBand } from './rules/parity-band.js';
import { payGap } from './rules/pay-gap.js';
import { rates } from './rules/rates.js';
import { representation } from './rules/representation.js';
import type { RuleScore } from './rules/rule-score.js';
import { segregation } from './rules/segregation.js';
import { referencePeople, tableOf } from './sheet.js';
import type { Entry, Sheet } from './sheet.js';
import type { StateScores } from './states.js';

/** By item index; undefined where the item is not asked. */
export type ItemScores = readonly (ItemScore | undefined)[];

export const scoreItems = (sheet: Sheet, data: Availability): ItemScores => {
  const scores = new Array<ItemScore | undefined>(sheet.prepared.items.length).fill(undefined);
  for (const item of sheet.view.items) scores[item.index] = scoreItem(item, sheet, data);
  return scores;
};

/** Undefined when the question, or the reference table of `RI`, is not asked. */
const scoreItem = (item: PreparedItem, sheet: Sheet, data: Availability): ItemScore | undefined => {
  if (item.question === -1) return dataAvailability(data, sheet.prepared.settings);
  const entry = sheet.entries[item.question];
  if (entry === undefined) return undefined;
  if (item.reference === -1) return stateOf(entry, item.states) ?? answered(item, entry, sheet);
  const reference = sheet.entries[item.reference];
  if (reference === undefined) return undefined;
  return withReference(item, { entry, reference }, sheet);
};

/**
 * An own "not applicable" stands whatever the reference says: there is nothing to compare. Otherwise the reference table
 * decides first, because without it no answer could be scored. Source: method.md §2, `RI`.
 */
const withReference = (
  item: PreparedItem,
  { entry, reference }: { readonly entry: Entry; readonly reference: Entry },
  sheet: Sheet,
): ItemScore => {
  if (entry.state === 'not-applicable') return entry.proven ? item.states.proven : item.states.unproven;
  return stateOf(reference, item.referenceStates) ?? stateOf(entry, item.states) ?? answered(item, entry, sheet);
};

const stateOf = (entry: Entry, states: StateScores): ItemScore | undefined => {
  switch (entry.state) {
    case 'answered':
      return undefined;
    case 'unanswered':
      return states.unanswered;
    case 'not-applicable':
      return entry.proven ? states.proven : states.unproven;
    case 'not-available':
      if (entry.reason === undefined) return states.notAvailable;
      return entry.reason === 'incomplete' ? states.incomplete : states.notACohort;
  }
};

const answered = (item: PreparedItem, entry: Entry, sheet: Sheet): ItemScore => {
  const { rule } = item.item;
  switch (rule.code) {
    case 'M':
      return fixed(item, (entry.value as MaturityValue).level, entry.proven);
    case 'Y':
      return fixed(item, COMPLIANCE_ANSWERS.indexOf((entry.value as ComplianceValue).answer), entry.proven);
    case 'CL':
      return checklistScore(entry, sheet);
    case 'SR':
      return rateScore({ item, event: rule.event }, entry, sheet.prepared.settings);
    default:
      return toItemScore(rule.code, figureScore(item, entry, sheet));
  }
};

const fixed = (item: PreparedItem, position: number, proven: boolean): ItemScore => {
  const score = item.fixed[2 * position + (proven ? 1 : 0)];
  if (score === undefined)
    throw new Error(`${item.item.id}: the answer is outside the scale; parse it before scoring.`);
  return score;
};

const checklistScore = (entry: Entry, sheet: Sheet): ItemScore => {
  const question = entry.question.question as ChecklistQuestion;
  const proof = { wholeList: entry.proven, rejected: sheet.rejected };
  const options = countOptions(question, entry.value as ChecklistValue, proof);
  return checklist(question.id, options, sheet.prepared.settings);
};

const rateScore = (
  { item, event }: { readonly item: PreparedItem; readonly event: 'gain' | 'loss' },
  entry: Entry,
  settings: Settings,
): ItemScore => {
  const { id } = entry.question.question;
  const score = rates(id, entry.steps, event, settings);
  // No step of a flow with gaps could be scored: what it lacks is the reason, so it stays not available.
  if (score.score === undefined && entry.partial) return item.states.incomplete;
  return toItemScore('SR', score);
};

const figureScore = ({ item, reference }: PreparedItem, entry: Entry, sheet: Sheet): RuleScore => {
  const { rule } = item;
  const { settings } = sheet.prepared;
  switch (rule.code) {
    case 'PB':
      return parityBand(tableOf(entry), rule.over, settings);
    case 'RI':
      return representation(tableOf(entry), referencePeople(rule.reference, sheet.entries[reference]), settings);
    case 'GC':
      return glassCeiling(tableOf(entry), settings);
    case 'DI':
      return segregation(tableOf(entry), settings);
    case 'CV':
      return coverage(rule.question, entry.value as CoverageValue, settings);
    case 'ME':
      return means(rule.question, entry.value as MeansValue, rule.event, settings);
    case 'PG':
      return payGap(rule.question, entry.grades ?? [], settings);
    default:
      throw new Error(`${item.id}: ${rule.code} is not a rule on figures.`);
  }
};

const toItemScore = (rule: RuleCode, { score, reason, withoutWatch, trace }: RuleScore): ItemScore => {
  if (score === undefined) {
    return reason === undefined ? { state: 'answered', rule, trace } : { state: 'answered', rule, reason, trace };
  }
  return withoutWatch === undefined
    ? { state: 'answered', rule, claimed: score, evidenced: score, trace }
    : { state: 'answered', rule, claimed: score, evidenced: score, withoutWatch, trace };
};
