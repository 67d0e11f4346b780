import { describe, expect, it } from '@jest/globals';
import {
  type Answer,
  type Selection,
  askedItems,
  askedQuestions,
  isAsked,
  isContextQuestion,
  unansweredQuestions,
} from '@isonomia/instrument';
import { sampleInstrument } from '../../../test/support/sample-instrument.js';

const instrument = sampleInstrument();
const select = (change: Partial<Selection> = {}): Selection => ({
  variant: 'full',
  agencyType: 'police',
  answers: {},
  ...change,
});
const questions = (selection: Selection): readonly string[] =>
  askedQuestions(instrument, selection).map(({ id }) => id);
const items = (selection: Selection): readonly string[] => askedItems(instrument, selection).map(({ id }) => id);
const yes: Answer = { value: { answer: 'yes' } };

describe('a question is asked', () => {
  it('in its variants only', () => {
    expect(questions(select())).toContain('REC2');
    expect(questions(select({ variant: 'core' }))).not.toContain('REC2');
  });

  it('of its agency types only', () => {
    expect(questions(select())).toContain('CTX2');
    expect(questions(select({ agencyType: 'customs' }))).not.toContain('CTX2');
  });

  it('when the context answers say so', () => {
    expect(isAsked(instrument, select(), 'SOC3')).toBe(false);
    expect(isAsked(instrument, select({ answers: { CTX1: yes } }), 'SOC3')).toBe(true);
    expect(isAsked(instrument, select({ answers: { CTX1: { value: { answer: 'no' } } } }), 'SOC3')).toBe(false);
  });

  it('unless a context answer rules it out, so that silence does not', () => {
    expect(isAsked(instrument, select(), 'SVC7')).toBe(true);
    expect(isAsked(instrument, select({ answers: { CTX2: { notAvailable: true } } }), 'SVC7')).toBe(true);
    expect(isAsked(instrument, select({ answers: { CTX2: { value: { number: 10 } } } }), 'SVC7')).toBe(false);
  });

  it('whatever is said where nothing was asked', () => {
    const answers = { CTX2: { value: { number: 10 } } };
    expect(isAsked(instrument, select({ agencyType: 'customs', answers }), 'SVC7')).toBe(true);
  });

  it('in the order of the instrument', () => {
    const order = instrument.questions.map(({ id }) => id as string);
    const asked = questions(select({ answers: { CTX1: yes } }));
    expect(asked).toEqual(order.filter((id) => asked.includes(id)));
  });

  it('of nobody when variant or agency type is unknown', () => {
    expect(questions(select({ variant: 'tiny' }))).toEqual([]);
    expect(questions(select({ agencyType: 'navy' }))).toEqual([]);
    expect(isAsked(instrument, select(), 'NONE')).toBe(false);
  });
});

describe('an item is scored', () => {
  it('when its question is asked', () => {
    expect(items(select())).toEqual(['GOV1', 'REC2', 'SOC4', 'WFC1', 'PRO3', 'WFC4', 'REC1', 'SVC7', 'DAT2']);
    expect(items(select({ answers: { CTX1: yes } }))).toContain('SOC3');
  });

  it('in its own variants where it is computed', () => {
    expect(items(select({ variant: 'core' }))).toEqual(['GOV1', 'SOC4', 'WFC1', 'WFC4', 'REC1', 'SVC7', 'DAT2']);
  });

  it('only together with the table it is compared with', () => {
    const without = {
      ...instrument,
      questions: instrument.questions.map((question) =>
        question.id === 'WFC1' ? { ...question, agencyTypes: ['customs'] } : question,
      ),
    };
    expect(askedItems(without, select()).map(({ id }) => id)).not.toContain('WFC4');
    expect(askedItems(without, select({ agencyType: 'customs' })).map(({ id }) => id)).toContain('WFC4');
  });
});

describe('what blocks submission', () => {
  it('is every question asked, not optional and unanswered', () => {
    const answers: Record<string, Answer> = { CTX1: yes, GOV1: { value: { level: 1 } }, WFC1: { notAvailable: true } };
    const open = unansweredQuestions(instrument, select({ answers })).map(({ id }) => id as string);
    expect(open).toContain('SOC3');
    expect(open).not.toContain('GOV1');
    expect(open).not.toContain('WFC1');
    expect(open).not.toContain('NOTE');
  });
});

it('a context question feeds no item, not even as a reference', () => {
  expect(isContextQuestion(instrument, 'CTX1')).toBe(true);
  expect(isContextQuestion(instrument, 'WFC1')).toBe(false);
});
