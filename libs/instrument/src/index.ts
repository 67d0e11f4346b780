export type {
  Band,
  ChecklistQuestion,
  Classification,
  ComplianceQuestion,
  Condition,
  Constants,
  CoverageQuestion,
  CrossCheck,
  DateQuestion,
  Dimension,
  FlowQuestion,
  Gate,
  HeadcountQuestion,
  Instrument,
  Item,
  ItemThreshold,
  MaturityQuestion,
  MeansQuestion,
  NumberQuestion,
  PayQuestion,
  Quantity,
  Question,
  QuestionType,
  RateQuestion,
  Rule,
  RuleCode,
  TextQuestion,
} from './instrument.js';
export type {
  Answer,
  AnswerFile,
  AnswerValue,
  ChecklistValue,
  ComplianceValue,
  CountAndMean,
  CoverageValue,
  DateValue,
  Fault,
  FlowValue,
  HeadcountRow,
  HeadcountValue,
  MaturityValue,
  MeansValue,
  NumberValue,
  PayRow,
  PayValue,
  RateValue,
  Review,
  TextValue,
  Unavailable,
} from './answer.js';
export type { BandId, DimensionId, EvidenceId, GateId, InstrumentId, ItemId, QuestionId, ReferenceId } from './ids.js';
export { bandId, dimensionId, evidenceId, gateId, instrumentId, itemId, questionId, referenceId } from './ids.js';
export { askedItems, askedQuestions, isAsked, unansweredQuestions } from './asked.js';
export type { Selection } from './asked.js';
export {
  findItem,
  findQuestion,
  isContextQuestion,
  questionsComparedWith,
  questionsOfConditions,
  questionsOfRule,
} from './lookup.js';
export { canonicalJson } from './canonical-json.js';
export { parseAnswer, parseAnswerFile } from './parse-answer.js';
export type { ParsedAnswer, ParsedAnswerFile } from './parse-answer.js';
export { parseInstrument } from './parse-instrument.js';
export type { ParsedInstrument } from './parse-instrument.js';
export { METHOD_CONSTANTS } from './method-constants.js';
export { crossChecks, quantityIn } from './cross-checks.js';
export type { ComparedPeople, ParsedComparedPeople } from './compared.js';
export { parseComparedPeople } from './compared.js';
export type { CrossCheckWarning } from './cross-checks.js';
export { lintInstrument } from './lint.js';
export type { Finding, FlatTexts, LintSettings, LintedContent, LintedRule, LintedTrigger } from './linted.js';
export { referenceTexts } from './text-keys.js';
export { asTranslated, lintTranslation, sourceOf } from './translation.js';
export type { TextReview, TranslatedText, Translation, TranslationFinding } from './translation.js';
export {
  Spot,
  readChoice,
  readDate,
  readFlag,
  readList,
  readNumber,
  readRecord,
  readText,
  readWhole,
} from './shape.js';
export { readEntries, readId, readIds } from './structure.js';
