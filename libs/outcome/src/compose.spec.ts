import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@isonomia/instrument';
import type { RecommendationRule } from '@isonomia/recommendation';
import canonicalize from 'canonicalize';
import { NO_REVIEW, exampleFile, exampleInstrument } from '../../../test/support/scoring-example.js';
import { composeOutcome } from './compose-outcome.js';
import type { OutcomeRequest } from './compose-outcome.js';
import { composeResult, instrumentHash } from './compose-result.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const instrument = exampleInstrument();
const answers = exampleFile({ M1: { value: { level: 3 } }, TRAINED: { value: { count: 1, of: 3 } } });
const rules: readonly RecommendationRule[] = [
  {
    id: 'R1',
    triggers: [{ kind: 'item', item: 'M1', under: 50 }],
    rankedBy: 'M1',
    horizon: '0-6',
    effort: 1,
    owner: 'head',
    references: [],
  },
];
const request = { instrument, rules, answers, review: NO_REVIEW, engine: '1.0.0+node24', sha256 };

describe('a result', () => {
  it('names instrument and engine and carries scores and recommendations', () => {
    const result = composeResult(request);
    expect(result.instrument).toEqual({ id: 'example', version: '1.0.0', sha256: sha256(canonicalJson(instrument)) });
    expect(result).toMatchObject({ engine: '1.0.0+node24', items: { M1: { claimed: 75, evidenced: 25 } } });
    expect(result.recommendations.map(({ rule }) => rule)).toEqual(['R1']);
  });

  it('is pinned by a hash over answers, instrument, review and itself, which an independent canonicaliser reproduces', () => {
    const { sha256: hash, ...result } = composeResult(request);
    expect(hash).toBe(sha256(canonicalize({ answers, instrument, result, review: NO_REVIEW }) ?? ''));
  });

  it('is the same to the last byte each time', () => {
    expect(JSON.stringify(composeResult(request))).toBe(JSON.stringify(composeResult(structuredCopyOf(request))));
  });

  it.each([
    ['an answer', { ...request, answers: exampleFile({ M1: { value: { level: 2 } } }) }],
    ['the review', { ...request, review: { accepted: [], rejected: ['nothing'] } }],
    ['a weight', { ...request, instrument: exampleInstrument({ gates: [] }) }],
    ['the engine', { ...request, engine: '1.0.1+node24' }],
  ])('has another hash when %s changes', (_, changed) => {
    expect(composeResult(changed).sha256).not.toBe(composeResult(request).sha256);
  });

  it('hashes the instrument once for a hash function', () => {
    let calls = 0;
    const counting = (text: string): string => {
      calls += 1;
      return sha256(text);
    };
    expect(instrumentHash(instrument, counting)).toBe(instrumentHash(instrument, counting));
    expect(calls).toBe(1);
  });
});

/** The same request from another reader: equal, not identical. */
const structuredCopyOf = ({ sha256: hash, ...data }: typeof request): typeof request => ({
  ...(JSON.parse(JSON.stringify(data)) as Omit<typeof request, 'sha256'>),
  sha256: hash,
});

const outcomeRequest = (): OutcomeRequest => ({
  ...request,
  references: [{ id: 'cedaw', title: 'Convention', applicability: 'treaty', verified: true }],
  texts: { en: { 'M1.question': 'Is there a policy?' } },
  agency: {
    name: 'Port Authority of Nowhere',
    type: 'police',
    country: 'XX',
    ranks: [],
    units: [],
    currency: 'EUR',
    timeZone: 'UTC',
    fictional: true,
  },
  stockDate: '2025-12-31',
  status: 'submitted',
  revision: 1,
  evidence: [],
  comments: [],
  respondents: [{ role: 'lead', answers: 2 }],
  submittedAt: '2026-02-01T10:00:00.000Z',
});

describe('an outcome', () => {
  it('keeps texts, answers, rules and the result as they stood', () => {
    const outcome = composeOutcome(outcomeRequest());
    expect(outcome).toMatchObject({
      format: 'isonomia.outcome/1',
      status: 'submitted',
      texts: { en: { 'M1.question': 'Is there a policy?' } },
      result: { sha256: composeResult(request).sha256 },
    });
    expect(outcome.answers).toEqual(answers);
    expect(Object.keys(outcome)).not.toContain('sha256');
  });

  it('is plain JSON: stored and read back it is equal', () => {
    const outcome = composeOutcome(outcomeRequest());
    expect(JSON.parse(canonicalJson(outcome))).toEqual(outcome);
  });

  it('shares nothing with what it was made from, so that later changes cannot reach it', () => {
    const given = outcomeRequest();
    const outcome = composeOutcome(given);
    (given.texts['en'] as Record<string, string>)['M1.question'] = 'changed';
    expect(outcome.texts['en']?.['M1.question']).toBe('Is there a policy?');
  });

  it('holds the same result when composed again from what it kept', () => {
    const outcome = composeOutcome(outcomeRequest());
    const again = composeResult({ ...outcome, engine: outcome.result.engine, sha256 });
    expect(again).toEqual(outcome.result);
  });
});
