import { canonicalJson } from '@isonomia/instrument';
import type { AnswerFile, Instrument, Review } from '@isonomia/instrument';
import { recommend } from '@isonomia/recommendation';
import type { RecommendationRule } from '@isonomia/recommendation';
import { scoreAssessment, seedFromHex } from '@isonomia/scoring';
import type { AssessmentResult } from './outcome.js';

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. Passed in, because this library knows no platform. */
export type Sha256 = (text: string) => string;

export interface ResultRequest {
  readonly instrument: Instrument;
  readonly rules: readonly RecommendationRule[];
  readonly answers: AnswerFile;
  /** Empty on the command line and before a review. */
  readonly review: Review;
  /** Package version and Node major, e.g. `0.1.0+node24`. */
  readonly engine: string;
  readonly sha256: Sha256;
}

/**
 * Scores, recommendations and the hash that pins them. The hash covers the canonical JSON of
 * `{answers, instrument, result, review}`, `result` being the returned object without `sha256`. Source: method.md §6.
 */
export const composeResult = ({
  instrument,
  rules,
  answers,
  review,
  engine,
  sha256,
}: ResultRequest): AssessmentResult => {
  const score = scoreAssessment(instrument, answers, review, seedOf(instrument, sha256));
  const result = {
    instrument: { id: instrument.id, version: instrument.version, sha256: instrumentHash(instrument, sha256) },
    engine,
    ...score,
    recommendations: recommend(instrument, rules, score),
  };
  return { ...result, sha256: sha256(canonicalJson({ answers, instrument, result, review })) };
};

/** The draws of the robustness interval depend on the instrument version alone. Source: method.md §3. */
export const seedOf = ({ id, version }: Instrument, sha256: Sha256): ReturnType<typeof seedFromHex> =>
  seedFromHex(sha256(`${id}@${version}`));

// The instrument is by far the longest text to hash and never changes.
const hashes = new WeakMap<Instrument, { readonly by: Sha256; readonly hash: string }>();

/** SHA-256 of the instrument's structure, without texts. */
export const instrumentHash = (instrument: Instrument, sha256: Sha256): string => {
  const known = hashes.get(instrument);
  if (known?.by === sha256) return known.hash;
  const hash = sha256(canonicalJson(instrument));
  hashes.set(instrument, { by: sha256, hash });
  return hash;
};
