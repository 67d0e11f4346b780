import { composeResult } from './compose-result.js';
import type { ResultRequest } from './compose-result.js';
import type { Outcome } from './outcome.js';

/** Everything an outcome keeps beside the result: facts of the caller, frozen as they stand. */
export type OutcomeRequest = Omit<Outcome, 'format' | 'result'> & Pick<ResultRequest, 'engine' | 'sha256'>;

/**
 * The frozen outcome: texts, answers, scores, versions as they stood at submission, so that it stays readable whatever
 * later happens to the instrument. Plain JSON; what the caller still holds is copied, not shared. Source: method.md §6.
 */
export const composeOutcome = ({ engine, sha256, ...kept }: OutcomeRequest): Outcome => {
  const { instrument, rules, answers, review } = kept;
  const result = composeResult({ instrument, rules, answers, review, engine, sha256 });
  const outcome: Outcome = { format: 'isonomia.outcome/1', ...kept, result };
  return structuredCopy(outcome);
};

/** Through JSON: also drops keys that are undefined, so that the stored and the composed outcome are equal. */
const structuredCopy = (outcome: Outcome): Outcome => JSON.parse(JSON.stringify(outcome)) as Outcome;
