import type { RuleCode } from '@isonomia/instrument';
import type { AnswerState, ItemScore } from './result.js';
import type { TraceSentence } from './sentences.js';

/** Item scores that depend on the state alone, made once for an item and shared by every result. */
export interface StateScores {
  readonly unanswered: ItemScore;
  readonly notAvailable: ItemScore;
  readonly incomplete: ItemScore;
  readonly notACohort: ItemScore;
  readonly proven: ItemScore;
  readonly unproven: ItemScore;
}

interface Standing {
  readonly state: AnswerState;
  readonly sentence: TraceSentence;
  /** Absent: it leaves the evidenced score too. */
  readonly evidenced?: 0;
  readonly reason?: string;
}

/** No claimed score in any of them; the evidenced one counts 0 unless "not applicable" is proven. Source: method.md §1. */
const STANDINGS: Readonly<Record<keyof StateScores, Standing>> = {
  unanswered: { state: 'unanswered', sentence: 'trace.state.unanswered', evidenced: 0 },
  notAvailable: { state: 'not-available', sentence: 'trace.state.not-available', evidenced: 0 },
  incomplete: { state: 'not-available', sentence: 'trace.state.incomplete', evidenced: 0, reason: 'incomplete' },
  notACohort: { state: 'not-available', sentence: 'trace.state.not-a-cohort', evidenced: 0, reason: 'not-a-cohort' },
  proven: { state: 'not-applicable', sentence: 'trace.state.not-applicable.proven' },
  unproven: { state: 'not-applicable', sentence: 'trace.state.not-applicable.unproven', evidenced: 0 },
};

export const stateScores = (rule: RuleCode, question: string): StateScores =>
  byName((standing) => stateScore(rule, { question }, standing));

/** The same states taken over from the reference table of `RI`. Source: method.md §2. */
export const referenceScores = (question: string, reference: string): StateScores =>
  byName((standing) => {
    const reason = `reference-${standing.reason ?? standing.state}`;
    return stateScore(
      'RI',
      { question, reference },
      { ...standing, sentence: 'trace.state.reference-missing', reason },
    );
  });

const byName = (score: (standing: Standing) => ItemScore): StateScores => ({
  unanswered: score(STANDINGS.unanswered),
  notAvailable: score(STANDINGS.notAvailable),
  incomplete: score(STANDINGS.incomplete),
  notACohort: score(STANDINGS.notACohort),
  proven: score(STANDINGS.proven),
  unproven: score(STANDINGS.unproven),
});

const stateScore = (rule: RuleCode, inputs: Readonly<Record<string, string>>, standing: Standing): ItemScore => {
  const { state, sentence, evidenced, reason } = standing;
  return {
    state,
    rule,
    ...(evidenced === undefined ? {} : { evidenced }),
    ...(reason === undefined ? {} : { reason }),
    trace: { rule, sentence, inputs, constants: {}, values: evidenced === undefined ? {} : { evidenced } },
  };
};
