export type {
  AnswerState,
  AssessmentScore,
  ClassificationResult,
  Coverage,
  DimensionScore,
  Figure,
  FigureKind,
  GateResult,
  Interval,
  ItemScore,
  Level,
  OverallScore,
  Profile,
  Raise,
  Trace,
  TraceValue,
} from './result.js';
export type { Seed } from './numbers/xoshiro.js';
export type { TraceSentence } from './sentences.js';
export { TRACE_SENTENCES } from './sentences.js';
export { levelOf } from './levels.js';
export { round9 } from './numbers/round.js';
export { seedFromHex } from './numbers/xoshiro.js';
export { percentile } from './numbers/percentile.js';
export { scoreAssessment, scoreProfile, scoreWithoutInterval } from './score-assessment.js';
