import { askedQuestions, type DimensionId, type Instrument, type QuestionId } from '@isonomia/instrument';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import type { StoredAnswer } from './assessment.js';
import { selectionOf } from './answer-file.js';

export interface DimensionProgress {
  readonly dimension: DimensionId;
  /** Questions asked of this agency, optional ones left out. */
  readonly asked: number;
  /** Of these, how many have an answer: a value, "not applicable" or "not available". */
  readonly answered: number;
  /** Of the answered, how many name or carry evidence that stands. */
  readonly evidenced: number;
  /** Answers that were carried over and that nobody has confirmed, optional ones included. */
  readonly unconfirmed: number;
  /** Optional questions, and how many of them have an answer. */
  readonly optional: number;
  readonly optionalAnswered: number;
}

/** Stored, so a list of what is asked is to be taken from them. */
export const unconfirmedOf = (answers: readonly StoredAnswer[]): readonly QuestionId[] =>
  answers.filter(({ unconfirmed }) => unconfirmed === true).map(({ question }) => question);

/** Progress of every dimension of which something is asked, in instrument order. */
export function progressOf(instrument: Instrument, contents: AssessmentContents): readonly DimensionProgress[] {
  const selection = selectionOf(contents.assessment, contents.answers);
  const proven = new Set<string>(contents.evidence.map(({ question }) => question));
  const waiting = new Set<string>(unconfirmedOf(contents.answers));
  const asked = askedQuestions(instrument, selection);
  return instrument.dimensions.flatMap(({ id }) => {
    const questions = asked.filter(({ dimension }) => dimension === id);
    if (questions.length === 0) return [];
    const required = questions.filter(({ optional }) => !optional);
    const answered = required.filter((question) => selection.answers[question.id] !== undefined);
    const optional = questions.filter((question) => question.optional);
    return [
      {
        dimension: id,
        asked: required.length,
        answered: answered.length,
        evidenced: answered.filter((question) => proven.has(question.id)).length,
        unconfirmed: questions.filter((question) => waiting.has(question.id)).length,
        optional: optional.length,
        optionalAnswered: optional.filter((question) => selection.answers[question.id] !== undefined).length,
      },
    ];
  });
}
