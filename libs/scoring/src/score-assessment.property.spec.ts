import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer, AnswerFile, Review } from '@isonomia/instrument';
import { parseAnswerFile } from '@isonomia/instrument';
import { anyFile, anyReview } from '../../../test/support/scoring-arbitraries.js';
import { EXAMPLE_SEED, exampleInstrument } from '../../../test/support/scoring-example.js';
import { round9 } from './numbers/round.js';
import type { AssessmentScore } from './result.js';
import { scoreAssessment, scoreWithoutInterval } from './score-assessment.js';
import { TRACE_SENTENCES } from './sentences.js';

const instrument = exampleInstrument();
const score = (file: AnswerFile, review: Review): AssessmentScore => scoreWithoutInterval(instrument, file, review);

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

const withAnswer = (file: AnswerFile, id: string, answer: Answer): AnswerFile => ({
  ...file,
  answers: { ...file.answers, [id]: answer },
});
const valueOf = (file: AnswerFile, id: string): Record<string, unknown> | undefined => {
  const answer = file.answers[id];
  return answer !== undefined && 'value' in answer ? (answer.value as unknown as Record<string, unknown>) : undefined;
};
/** The file with one part of one answer's value changed. */
const withValue = (file: AnswerFile, id: string, value: unknown): AnswerFile =>
  withAnswer(file, id, { ...(file.answers[id] as object), value } as Answer);

type Numbers = readonly (readonly [name: string, score: number | undefined])[];

const itemNumbers = (result: AssessmentScore, item: string): Numbers => [
  ['claimed', result.items[item]?.claimed],
  ['evidenced', result.items[item]?.evidenced],
];
const allNumbers = (result: AssessmentScore, item: string, dimension: string): Numbers => [
  ...itemNumbers(result, item),
  ['dimension claimed', result.dimensions[dimension]?.claimed],
  ['dimension evidenced', result.dimensions[dimension]?.evidenced],
  ['overall claimed', result.overall.claimed],
  ['overall evidenced', result.overall.evidenced],
];
/** No number that both have went down. */
const expectNoLower = (before: Numbers, after: Numbers): void => {
  before.forEach(([name, score], index) => {
    const now = after[index]?.[1];
    if (score !== undefined && now !== undefined) expect({ [name]: now }).toEqual({ [name]: Math.max(score, now) });
  });
};

const RUNS = { numRuns: 300 };

describe('any assessment', () => {
  it('is made of answers that the parser accepts', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const parsed = parseAnswerFile(instrument, JSON.parse(JSON.stringify(file)));
        expect(parsed.ok ? [] : parsed.faults).toEqual([]);
      }),
      RUNS,
    );
  });

  it('scores finite numbers with at most nine decimals, from 0 to 100 where they are scores', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const result = scoreAssessment(instrument, file, review, EXAMPLE_SEED);
        expect(numbersIn(result).filter((one) => !Number.isFinite(one) || Object.is(one, -0))).toEqual([]);
        const scores = [...Object.values(result.items), ...Object.values(result.dimensions), result.overall]
          .flatMap(({ claimed = 0, evidenced = 0 }) => [claimed, evidenced])
          .filter((one) => one !== round9(one) || one < 0 || one > 100);
        expect(scores).toEqual([]);
      }),
      RUNS,
    );
  });

  it('has no evidenced score above its claimed one', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const result = score(file, review);
        for (const { claimed, evidenced } of Object.values(result.items)) {
          if (claimed !== undefined) expect(evidenced).toBeLessThanOrEqual(claimed);
        }
        if (result.overall.shown) expect(result.overall.evidenced).toBeLessThanOrEqual(result.overall.claimed ?? 0);
      }),
      RUNS,
    );
  });

  it('gives the same result to the last byte, whatever was scored before and in whatever order the answers stand', () => {
    fc.assert(
      fc.property(anyFile, anyReview, anyFile, (file, review, other) => {
        const first = JSON.stringify(scoreAssessment(instrument, file, review, EXAMPLE_SEED));
        score(other, review);
        const reversed = { ...file, answers: Object.fromEntries(Object.entries(file.answers).reverse()) };
        expect(JSON.stringify(scoreAssessment(instrument, reversed, review, EXAMPLE_SEED))).toBe(first);
        const compiledAnew = structuredClone(instrument);
        expect(JSON.stringify(scoreAssessment(compiledAnew, file, review, EXAMPLE_SEED))).toBe(first);
      }),
      { numRuns: 30 },
    );
  });

  it('changes neither the answers nor the review', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const before = JSON.stringify([file, review]);
        scoreAssessment(instrument, file, review, EXAMPLE_SEED);
        expect(JSON.stringify([file, review])).toBe(before);
      }),
      { numRuns: 50 },
    );
  });

  it('has figures with an id of their own and a value or a status, never both, and sentences that exist', () => {
    const known: ReadonlySet<string> = new Set(TRACE_SENTENCES);
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const { figures, items, dimensions, overall } = score(file, review);
        expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
        for (const { value, status } of figures) expect((value === undefined) === (status === undefined)).toBe(false);
        const traced = [...figures, ...Object.values(items), ...Object.values(dimensions), overall];
        for (const { trace } of traced) expect(known.has(trace.sentence)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('better never scores lower', () => {
  it('a higher level', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const value = valueOf(file, 'M1');
        fc.pre(value !== undefined && Number(value['level']) < 4);
        const better = withValue(file, 'M1', { level: Number(value['level']) + 1 });
        expectNoLower(allNumbers(score(file, review), 'M1', 'POL'), allNumbers(score(better, review), 'M1', 'POL'));
      }),
      RUNS,
    );
  });

  it('a better answer', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const answer = valueOf(file, 'Y1')?.['answer'];
        fc.pre(answer === 'no' || answer === 'partly');
        const better = withValue(file, 'Y1', { answer: answer === 'no' ? 'partly' : 'yes' });
        expectNoLower(allNumbers(score(file, review), 'Y1', 'POL'), allNumbers(score(better, review), 'Y1', 'POL'));
      }),
      RUNS,
    );
  });

  it('an option more', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const checked = valueOf(file, 'CL1')?.['checked'] as readonly string[] | undefined;
        fc.pre(checked !== undefined && checked.length < 3);
        const kept = checked.filter((option) => option !== 'none');
        const added = ['a', 'b', 'c'].find((option) => !kept.includes(option)) ?? 'a';
        const better = withValue(file, 'CL1', { ...valueOf(file, 'CL1'), checked: [...kept, added] });
        expectNoLower(allNumbers(score(file, review), 'CL1', 'POL'), allNumbers(score(better, review), 'CL1', 'POL'));
      }),
      RUNS,
    );
  });

  it('a proof added to an answer', () => {
    fc.assert(
      fc.property(anyFile, anyReview, fc.constantFrom('M1', 'M2', 'Y1', 'Y2', 'CL1'), (file, review, id) => {
        fc.pre(valueOf(file, id) !== undefined);
        const answer = file.answers[id] as { readonly evidence?: readonly string[] };
        const better = withAnswer(file, id, {
          ...answer,
          evidence: [...(answer.evidence ?? []), 'new'],
        } as unknown as Answer);
        expectNoLower(allNumbers(score(file, review), id, 'POL'), allNumbers(score(better, review), id, 'POL'));
      }),
      RUNS,
    );
  });

  it('one covered more', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const value = valueOf(file, 'TRAINED') as { readonly count: number; readonly of: number } | undefined;
        fc.pre(value !== undefined && value.count < value.of);
        const better = withValue(file, 'TRAINED', { ...value, count: value.count + 1 });
        expectNoLower(
          allNumbers(score(file, review), 'TRAINED', 'FLOWS'),
          allNumbers(score(better, review), 'TRAINED', 'FLOWS'),
        );
      }),
      RUNS,
    );
  });

  interface Row {
    readonly id: string;
    readonly band?: string;
    readonly women: number;
    readonly men: number;
    readonly other?: number;
  }
  const rowsOf = (file: AnswerFile, id: string): readonly Row[] =>
    ((valueOf(file, id)?.['rows'] ?? []) as readonly Row[]).filter((row) => !('notAvailable' in row));
  /** One man for one woman, or the other way round, in one row. */
  const exchanged = (file: AnswerFile, id: string, row: Row, women: 1 | -1): AnswerFile =>
    withValue(file, id, {
      rows: (valueOf(file, id)?.['rows'] as readonly Row[]).map((one) =>
        one.id === row.id ? { ...one, women: one.women + women, men: one.men - women } : one,
      ),
    });

  it('one person exchanged for one of the under-represented sex, in a band or in the total', () => {
    fc.assert(
      fc.property(anyFile, anyReview, fc.constantFrom('RANKS', 'POSTS'), fc.nat(6), (file, review, id, pick) => {
        const rows = rowsOf(file, id);
        const row = rows[pick % Math.max(1, rows.length)];
        fc.pre(row !== undefined);
        const scoredTogether = rows.filter(({ band }) => (id === 'POSTS' ? true : band === row.band));
        const women = scoredTogether.reduce((sum, one) => sum + one.women, 0);
        const men = scoredTogether.reduce((sum, one) => sum + one.men, 0);
        fc.pre(women !== men && (women < men ? row.men > 0 : row.women > 0));
        const better = exchanged(file, id, row, women < men ? 1 : -1);
        expectNoLower(itemNumbers(score(file, review), id), itemNumbers(score(better, review), id));
      }),
      { numRuns: 600 },
    );
  });

  it('one woman for one man where women are below a fixed reference', () => {
    fc.assert(
      fc.property(anyFile, anyReview, fc.nat(6), (file, review, pick) => {
        const officers = rowsOf(file, 'RANKS').filter(({ band }) =>
          ['officers', 'supervisors', 'chiefs'].includes(band ?? ''),
        );
        const women = officers.reduce((sum, one) => sum + one.women, 0);
        const people = officers.reduce((sum, one) => sum + one.women + one.men, 0);
        const rows = rowsOf(file, 'UNITS').filter(
          (row) => row.men > 0 && row.women * people < women * (row.women + row.men),
        );
        const row = rows[pick % Math.max(1, rows.length)];
        fc.pre(row !== undefined);
        const better = exchanged(file, 'UNITS', row, 1);
        expectNoLower(itemNumbers(score(file, review), 'UNITS'), itemNumbers(score(better, review), 'UNITS'));
      }),
      { numRuns: 600 },
    );
  });

  it('one woman for one man in the top group', () => {
    fc.assert(
      fc.property(anyFile, anyReview, fc.nat(6), (file, review, pick) => {
        const rows = rowsOf(file, 'RANKS').filter(({ band, men }) => band === 'chiefs' && men > 0);
        const row = rows[pick % Math.max(1, rows.length)];
        fc.pre(row !== undefined);
        const better = exchanged(file, 'RANKS', row, 1);
        expectNoLower(itemNumbers(score(file, review), 'CEILING'), itemNumbers(score(better, review), 'CEILING'));
      }),
      { numRuns: 600 },
    );
  });

  it('one more of the sex with the lower rate passing', () => {
    type Part = { readonly of: number; readonly count: number };
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const value = valueOf(file, 'LEFT') as { readonly women: Part; readonly men: Part } | undefined;
        fc.pre(value !== undefined && value.women.of > 0 && value.men.of > 0);
        const { women, men } = value;
        fc.pre(women.count * men.of !== men.count * women.of);
        const sex = women.count * men.of < men.count * women.of ? 'women' : 'men';
        const better = withValue(file, 'LEFT', { ...value, [sex]: { of: value[sex].of, count: value[sex].count + 1 } });
        expectNoLower(itemNumbers(score(file, review), 'LEFT'), itemNumbers(score(better, review), 'LEFT'));
      }),
      { numRuns: 600 },
    );
  });

  it('one cell more', () => {
    fc.assert(
      fc.property(anyFile, anyReview, (file, review) => {
        const rows = (valueOf(file, 'AGES')?.['rows'] ?? []) as readonly (Row | { id: string; notAvailable: true })[];
        fc.pre(rows.some((row) => 'notAvailable' in row));
        const better = withValue(file, 'AGES', {
          rows: rows.map((row) => ('notAvailable' in row ? { id: row.id, women: 1, men: 1 } : row)),
        });
        expectNoLower(itemNumbers(score(file, review), 'DATA'), itemNumbers(score(better, review), 'DATA'));
      }),
      { numRuns: 100 },
    );
  });
});
