import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AnswerFile, Instrument, Review } from '@isonomia/instrument';
import { type AssessmentResult, composeResult } from '@isonomia/outcome';
import type { RecommendationRule } from '@isonomia/recommendation';
import type { Figure, ItemScore } from '@isonomia/scoring';

/**
 * Results of a second implementation in another language, written from the method alone and frozen here: assessments of
 * every variant with gaps, zeros and crowds, drafts among them. First line: instrument and rules as they stood then. Every
 * digit must agree.
 */
const [head = '', ...cases] = readFileSync(join(import.meta.dirname, 'scoring.jsonl'), 'utf8').trim().split('\n');
const { instrument, rules } = JSON.parse(head) as {
  readonly instrument: Instrument;
  readonly rules: readonly RecommendationRule[];
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const itemNumbers = ({ state, claimed, evidenced, rule, withoutWatch, trace }: ItemScore): unknown => ({
  state,
  claimed,
  evidenced,
  ...(rule === 'SR' && claimed !== undefined
    ? {
        firm: withoutWatch ?? null,
        step: trace.values['step'],
        named: (trace.rows ?? [])
          .filter((row) => row['verdict'] !== undefined)
          .map((row) => [row['step'], row['direction'], row['p'], row['verdict']]),
      }
    : {}),
});

const figureNumbers = ({ kind, value, status, low, high, trace }: Figure): unknown => {
  if (status !== undefined) return status;
  if (kind === 'womens-share') return [value, low, high];
  return kind === 'selection-rate-ratio' || kind === 'attrition-ratio' ? [value, trace.values['p']] : value;
};

const mapped = <Value>(record: Readonly<Record<string, Value>>, of: (value: Value) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, of(value)]));

/** The numbers alone, as the second implementation writes them. */
const numbersOf = (result: AssessmentResult): unknown => {
  const { trace: _trace, ...overall } = result.overall;
  return {
    items: mapped(result.items, itemNumbers),
    dimensions: mapped(result.dimensions, ({ trace: _, missing: __, ...rest }) => rest),
    overall,
    gates: mapped(result.gates, ({ state }) => state),
    figures: Object.fromEntries(result.figures.map((figure) => [figure.id, figureNumbers(figure)])),
    raises: Object.fromEntries(
      result.raises
        .filter(({ step }) => step !== 'exchange')
        .map(({ item, step, dimensionGain, overallGain }) => [item, { step, dimensionGain, overallGain }]),
    ),
    recommendations: result.recommendations.map(({ rule, group, priority, printed }) => [rule, group, priority, printed]),
  };
};

interface Golden {
  readonly answers: AnswerFile;
  readonly review: Review;
  readonly expected: unknown;
}

describe('a second implementation of the method agrees on every digit', () => {
  it.each(cases.map((line, index) => [index + 1, JSON.parse(line) as Golden] as const))(
    'assessment %i',
    (_, { answers, review, expected }) => {
      const result = composeResult({ instrument, rules, answers, review, engine: 'golden', sha256 });
      expect(JSON.parse(JSON.stringify(numbersOf(result)))).toEqual(expected);
    },
  );
});
