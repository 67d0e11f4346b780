import {
  findQuestion,
  isAsked,
  parseAnswer,
  type Answer,
  type Fault,
  type Instrument,
  type Question,
} from '@isonomia/instrument';
import type { AnswerToRecord } from '../ports/answer-store.js';
import { InputRefused } from '../problems/problems.js';
import { evidenceNamed } from './answer-file.js';
import type { PinnedAssessment } from './assessment.js';

/** One answer as it comes in: `answer` in the shape of an answer file's entry; left out to clear the question. */
export interface IncomingAnswer {
  readonly question: string;
  readonly answer?: unknown;
  /** The revision it was made from, 0 when there was none; left out: replaces whatever stands. */
  readonly expected?: number;
}

/**
 * Legal for its question, and asked: the context answers that conditions look at are those given here, and for the rest
 * those of `current`. Throws `InputRefused` with every fault of every answer.
 */
export function readAnswers(
  instrument: Instrument,
  assessment: Pick<PinnedAssessment, 'variant' | 'agencyType'>,
  incoming: readonly IncomingAnswer[],
  current: Readonly<Record<string, Answer>>,
): readonly AnswerToRecord[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const read = incoming.flatMap((one) => {
    if (seen.has(one.question)) faults.push(fault(one, 'answer.repeated'));
    seen.add(one.question);
    const question = findQuestion(instrument, one.question);
    if (question !== undefined) return readOne(instrument, question, one, faults);
    faults.push(fault(one, 'answer.unknown-question'));
    return [];
  });
  const answers: Record<string, Answer> = { ...current };
  for (const { question, answer } of read) if (answer !== undefined) answers[question] = answer;
  const selection = { variant: assessment.variant, agencyType: assessment.agencyType, answers };
  for (const { question, answer } of read) {
    // Clearing what is no longer asked is tidying up, and allowed.
    if (answer === undefined || isAsked(instrument, selection, question)) continue;
    faults.push(fault({ question }, 'answer.not-asked'));
  }
  if (faults.length > 0) throw new InputRefused(faults);
  return read;
}

function readOne(
  instrument: Instrument,
  question: Question,
  { answer: raw, expected }: IncomingAnswer,
  faults: Fault[],
): readonly AnswerToRecord[] {
  const common = {
    question: question.id,
    dimension: question.dimension,
    ...(expected !== undefined && { expected }),
  };
  if (raw === undefined) return [{ ...common, evidence: [] }];
  const parsed = parseAnswer(instrument, question, raw);
  if (parsed.ok) return [{ ...common, answer: parsed.answer, evidence: evidenceNamed(parsed.answer) }];
  faults.push(...parsed.faults);
  return [];
}

const fault = ({ question }: Pick<IncomingAnswer, 'question'>, code: string): Fault => {
  const name = question.toWellFormed().slice(0, 40);
  return { code, path: `answers.${name}`, detail: { question: name } };
};
