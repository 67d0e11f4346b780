import fc from 'fast-check';
import type { Answer, AnswerFile, Review } from '@isonomia/instrument';
import { exampleFile } from './scoring-example.js';

/** Answers to the example instrument as an agency might give them, small numbers and gaps included. */
const count = fc.oneof(fc.nat(30), fc.nat(400), fc.constantFrom(0, 1, 9, 10, 10_000_000));
const evidence = fc.subarray(['e1', 'e2', 'e3']);
const mean = fc.oneof(
  fc.nat(40),
  fc.double({ min: 0, max: 50, noNaN: true }),
  fc.double({ min: 0, max: 1e308, noNaN: true }),
);
const money = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 1e-3, max: 1e308, noNaN: true }));

const given = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Answer> =>
  fc
    .tuple(value, evidence, fc.boolean())
    .map(
      ([one, proof, sourced]) =>
        ({ value: one, evidence: proof, ...(sourced ? { source: 'register' } : {}) }) as unknown as Answer,
    );
const notApplicable = evidence.map((proof): Answer => ({
  notApplicable: 'we have none of these',
  evidence: proof as never,
}));
const notAvailable = fc.constant<Answer>({ notAvailable: true });

const policy = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Answer | undefined> =>
  fc.oneof({ weight: 8, arbitrary: given(value) }, fc.constant(undefined));
const optionalPolicy = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Answer | undefined> =>
  fc.oneof({ weight: 6, arbitrary: given(value) }, { weight: 2, arbitrary: notApplicable }, fc.constant(undefined));
const figure = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Answer | undefined> =>
  fc.oneof({ weight: 8, arbitrary: given(value) }, notAvailable, fc.constant(undefined));
const optionalFigure = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Answer | undefined> =>
  fc.oneof({ weight: 8, arbitrary: given(value) }, notAvailable, notApplicable, fc.constant(undefined));

const maturity = fc.constantFrom(0, 1, 2, 3, 4).map((level) => ({ level }));
const compliance = fc.constantFrom('yes', 'partly', 'no').map((answer) => ({ answer }));
const checklist = fc
  .tuple(fc.subarray(['a', 'b', 'c']), evidence, evidence)
  .map(([checked, first, last]) =>
    checked.length === 0
      ? { checked: ['none'] }
      : { checked, proved: { [checked[0] ?? 'a']: first, [checked.at(-1) ?? 'a']: last } },
  );

const people = fc.tuple(count, count, fc.oneof(fc.constant(0), fc.nat(40)));
const row = (id: string, extra: object = {}): fc.Arbitrary<object> =>
  fc.oneof(
    { weight: 20, arbitrary: people.map(([women, men, other]) => ({ id, ...extra, women, men, other })) },
    fc.constant({ id, ...extra, notAvailable: true }),
  );
const BANDS = ['trainees', 'officers', 'supervisors', 'chiefs', 'clerks'];
const ranks = fc
  .array(fc.constantFrom(...BANDS), { maxLength: 7 })
  .chain((bands) => fc.tuple(...bands.map((band, index) => row(`r${String(index)}`, { band }))))
  .map((rows) => ({ rows }));
const units = fc
  .nat(5)
  .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => row(`u${String(index)}`))))
  .map((rows) => ({ rows }));
const fixed = (...ids: readonly string[]): fc.Arbitrary<unknown> =>
  fc.tuple(...ids.map((id) => row(id))).map((rows) => ({ rows }));

const STAGES = ['applied', 'tested', 'joined'];
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5));
const flow = fc
  .tuple(count, count, fc.array(share, { minLength: 6, maxLength: 6 }), fc.constantFrom(true, true, true, false))
  .map(([women, men, shares, cohort]) => {
    let [w, m] = [women, men];
    const stages = STAGES.map((id, index) => {
      const stage = { id, women: w, men: m };
      w = Math.floor(w * (shares[index] ?? 1));
      m = Math.floor(m * (shares[index + 3] ?? 1));
      return stage;
    });
    return { stages, cohort };
  });
const part = fc.tuple(count, share).map(([of, taken]) => ({ of, count: Math.floor(of * taken) }));
const rate = fc.record({ women: part, men: part });
const counted = (value: fc.Arbitrary<number>): fc.Arbitrary<object> =>
  fc.tuple(count, value).map(([n, one]) => (n === 0 ? { count: 0 } : { count: n, mean: one }));
const means = fc.record({ women: counted(mean), men: counted(mean) });
const pay = fc
  .nat(4)
  .chain((length) =>
    fc.tuple(
      ...Array.from({ length }, (_, index) =>
        fc.record({ id: fc.constant(`g${String(index)}`), women: counted(money), men: counted(money) }),
      ),
    ),
  )
  .map((rows) => ({ currency: 'EUR', period: 'month', rows, median: { women: 900, men: 1000 } }));

export const anyAnswers: fc.Arbitrary<AnswerFile['answers']> = fc
  .record({
    CTX: policy(compliance),
    M1: policy(maturity),
    M2: optionalPolicy(maturity),
    Y1: policy(compliance),
    Y2: optionalPolicy(compliance),
    CL1: optionalPolicy(checklist),
    RANKS: optionalFigure(ranks),
    UNITS: optionalFigure(units),
    POSTS: figure(fixed('head', 'deputy')),
    PAY: figure(pay),
    HIRED: figure(flow),
    LEFT: figure(rate),
    YEARS: optionalFigure(means),
    TRAINED: figure(part),
    AGES: optionalFigure(fixed('young', 'old')),
  })
  .map((answers) => {
    const given = Object.entries(answers).filter((entry): entry is [string, Answer] => entry[1] !== undefined);
    // M2 may be answered only where CTX says yes.
    const asksM2 = JSON.stringify(answers.CTX ?? {}).includes('"yes"');
    return Object.fromEntries(given.filter(([id]) => id !== 'M2' || asksM2));
  });

export const anyFile: fc.Arbitrary<AnswerFile> = anyAnswers.map((answers) => exampleFile(answers));

export const anyReview: fc.Arbitrary<Review> = fc.record({
  accepted: fc.subarray(['M2', 'Y2', 'CL1', 'RANKS', 'UNITS', 'YEARS', 'AGES']),
  rejected: fc.subarray(['e1', 'e2', 'e3']),
});
