import { askedQuestions, instrumentId, type AnswerFile, type Question } from '@isonomia/instrument';
import { seedOf } from '@isonomia/outcome';
import { recommend, type Recommendation } from '@isonomia/recommendation';
import { scoreAssessment, type AssessmentScore, type GateResult, type ItemScore } from '@isonomia/scoring';
import type { PublishedInstrument } from '../../ports/instrument-library.js';
import type { Hasher } from '../../ports/system.js';
import { sha256Of } from '../../results/outcome-request.js';
import type { Consensus } from './group-work.js';

/** What a group's consensus gives: claimed alone, since nothing is proved in the room. */
export interface GroupResult {
  readonly score: AssessmentScore;
  /** From the library, best first. */
  readonly recommendations: readonly Recommendation[];
  readonly asked: readonly Question[];
  /** Of the asked, how many the group holds an answer to. */
  readonly held: number;
  /** Of these, how many are as the data sheet brought them. */
  readonly fromSheet: number;
}

export interface ResultOf {
  readonly published: PublishedInstrument;
  readonly hasher: Hasher;
  readonly variant: string;
  readonly agencyType: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly consensus: readonly Consensus[];
}

/** As of a draft: nothing is reviewed in a workshop. */
const NO_REVIEW = { accepted: [], rejected: [] } as const;

/** The result of one group as its consensus stands. What its variant or a condition no longer asks is left out. */
export function groupResult({ published, hasher, variant, agencyType, reference, consensus }: ResultOf): GroupResult {
  const { instrument, rules } = published;
  const all = Object.fromEntries(consensus.map(({ question, answer }) => [question, answer]));
  const asked = askedQuestions(instrument, { variant, agencyType, answers: all });
  const held = consensus.filter(({ question }) => asked.some(({ id }) => id === question));
  const file: AnswerFile = {
    instrument: instrumentId(instrument.id),
    version: instrument.version,
    variant,
    agencyType,
    reference,
    answers: Object.fromEntries(held.map(({ question, answer }) => [question, answer])),
  };
  const score = scoreAssessment(instrument, file, NO_REVIEW, seedOf(instrument, sha256Of(hasher)));
  return {
    score,
    recommendations: recommend(instrument, rules, asClaimed(score)).filter(isAboutAnAnswer),
    asked,
    held: held.length,
    fromSheet: held.filter(({ origin }) => origin === 'sheet').length,
  };
}

/**
 * The library looks at what is proved. Where nothing can be, it would propose everything to everybody: here it takes the
 * group at its word.
 */
const asClaimed = (score: AssessmentScore): AssessmentScore => ({
  ...score,
  items: mapped(score.items, (item): ItemScore => {
    const { claimed, ...rest } = item;
    return claimed === undefined ? item : { ...rest, claimed, evidenced: claimed };
  }),
  gates: mapped(score.gates, (gate): GateResult => (gate.state === 'not-shown' ? { ...gate, state: 'met' } : gate)),
});

/** What the group has not come to yet is no weakness of its agency. */
const isAboutAnAnswer = ({ reasons }: Recommendation): boolean => reasons.some(({ state }) => state !== 'unanswered');

const mapped = <Value>(
  record: Readonly<Record<string, Value>>,
  to: (value: Value) => Value,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
