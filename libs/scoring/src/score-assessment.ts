import type { AnswerFile, Instrument, Review } from '@isonomia/instrument';
import { classify } from './classifications.js';
import { coverageOf } from './coverage-of.js';
import { dimensionScore, sumDimension } from './dimensions.js';
import type { DimensionSums } from './dimensions.js';
import { figuresOf } from './figures/figures.js';
import { gateResult } from './gates.js';
import { robustness } from './interval/draws.js';
import type { Robustness } from './interval/draws.js';
import { uniformsOf } from './interval/uniforms.js';
import type { Seed } from './numbers/xoshiro.js';
import { overallScore, sumOverall } from './overall.js';
import type { OverallSums } from './overall.js';
import { prepare } from './prepare.js';
import type { Prepared } from './prepare.js';
import { raisesOf } from './raises/raises.js';
import type {
  AssessmentScore,
  ClassificationResult,
  DimensionScore,
  GateResult,
  ItemScore,
  Profile,
} from './result.js';
import { availability } from './rules/data-availability.js';
import type { Availability } from './rules/data-availability.js';
import { scoreItems } from './score-items.js';
import type { ItemScores } from './score-items.js';
import { readSheet } from './sheet.js';
import type { Sheet } from './sheet.js';

/**
 * Scores an assessment, draft or complete: every number with its trace, and the robustness interval. The file must have
 * passed `parseAnswer`. The same arguments always give the same result. Source: method.md §1–§4.
 *
 * @param seed first 16 bytes of SHA-256(`id@version` of the instrument), see `seedFromHex`.
 */
export const scoreAssessment = (
  instrument: Instrument,
  file: AnswerFile,
  review: Review,
  seed: Seed,
): AssessmentScore => {
  const prepared = prepare(instrument);
  const scored = scoreAll(prepared, file, review);
  const { overallFloor, leaveOutFrom } = instrument.constants;
  const choices = { overallShown: scored.overall.shown, floor: overallFloor, leaveOutFrom };
  const intervals = robustness(scored.dimensions, scored.scores, uniformsOf(prepared, seed), choices);
  return compose(scored, intervals);
};

/** The same without the interval, which is what takes the time: for drafts, previews and bulk work. */
export const scoreWithoutInterval = (instrument: Instrument, file: AnswerFile, review: Review): AssessmentScore =>
  compose(scoreAll(prepare(instrument), file, review), NO_INTERVALS);

/** The scores alone, without interval, figures and raises: for lists and comparisons of many assessments. */
export const scoreProfile = (instrument: Instrument, file: AnswerFile, review: Review): Profile =>
  profileOf(scoreAll(prepare(instrument), file, review), NO_INTERVALS);

const NO_INTERVALS: Robustness = { dimensions: new Map() };

interface Scored {
  readonly sheet: Sheet;
  readonly data: Availability;
  readonly scores: ItemScores;
  readonly dimensions: readonly DimensionSums[];
  readonly overall: OverallSums;
}

const scoreAll = (prepared: Prepared, file: AnswerFile, review: Review): Scored => {
  const sheet = readSheet(prepared, file, review);
  const data = availability(sheet.entries);
  const scores = scoreItems(sheet, data);
  const dimensions: DimensionSums[] = [];
  for (const [index, dimension] of prepared.dimensions.entries()) {
    const sums = sumDimension(dimension, index, scores, prepared.settings);
    if (sums !== undefined) dimensions.push(sums);
  }
  return { sheet, data, scores, dimensions, overall: sumOverall(dimensions, prepared.settings) };
};

const compose = (scored: Scored, intervals: Robustness): AssessmentScore => {
  const { sheet, data, scores } = scored;
  const profile = profileOf(scored, intervals);
  const standing = {
    scores,
    dimensions: sheet.prepared.dimensions.map((_, index) => scored.dimensions.find((sums) => sums.index === index)),
    overall: scored.overall,
    printed: profile.overall,
    settings: sheet.prepared.settings,
  };
  return { ...profile, figures: figuresOf(sheet, data), raises: raisesOf(sheet, standing, data) };
};

const profileOf = (scored: Scored, intervals: Robustness): Profile => {
  const { sheet, data, scores } = scored;
  const overall = overallScore(scored.overall, sheet.prepared.settings);
  return {
    items: itemRecord(sheet, scores),
    dimensions: dimensionRecord(scored, intervals),
    overall: intervals.overall === undefined ? overall : { ...overall, interval: intervals.overall },
    gates: gateRecord(sheet, scores),
    classifications: classificationRecord(sheet, scores),
    coverage: coverageOf(sheet, scores, data),
  };
};

const itemRecord = (sheet: Sheet, scores: ItemScores): Record<string, ItemScore> => {
  const record: Record<string, ItemScore> = {};
  for (const { index, item } of sheet.view.items) {
    const score = scores[index];
    if (score !== undefined) record[item.id] = score;
  }
  return record;
};

const dimensionRecord = (
  { sheet, scores, dimensions }: Scored,
  intervals: Robustness,
): Record<string, DimensionScore> => {
  const record: Record<string, DimensionScore> = {};
  for (const sums of dimensions) {
    const score = dimensionScore(sums, scores, sheet.prepared.settings);
    const interval = intervals.dimensions.get(sums.index);
    record[sums.dimension.id] = interval === undefined ? score : { ...score, interval };
  }
  return record;
};

const gateRecord = ({ prepared }: Sheet, scores: ItemScores): Record<string, GateResult> => {
  const record: Record<string, GateResult> = {};
  for (const gate of prepared.instrument.gates) {
    const score = scores[prepared.itemIndex.get(gate.item) ?? -1];
    if (score !== undefined) record[gate.id] = gateResult(gate, score);
  }
  return record;
};

const classificationRecord = ({ prepared }: Sheet, scores: ItemScores): Record<string, ClassificationResult> => {
  const record: Record<string, ClassificationResult> = {};
  const scoreOf = (id: string): ItemScore | undefined => scores[prepared.itemIndex.get(id) ?? -1];
  for (const classification of prepared.instrument.classifications) {
    record[classification.id] = classify(
      classification,
      (id) => scoreOf(id)?.claimed,
      (id) => scoreOf(id)?.evidenced,
    );
  }
  return record;
};
