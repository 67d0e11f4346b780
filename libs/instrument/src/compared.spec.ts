import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ContentLibrary } from '@isonomia/content';
import { parseComparedPeople, quantityIn } from '@isonomia/instrument';
import type { AnswerFile, Instrument, ParsedComparedPeople, Quantity } from '@isonomia/instrument';

let instrument: Instrument;
let example: AnswerFile;
beforeAll(async () => {
  const found = await new ContentLibrary({ content: 'libs/content' }).find('geoa-le');
  if (found === undefined) throw new Error('geoa-le is not there');
  instrument = found.instrument;
  example = JSON.parse(await readFile('examples/geoa-le-full.json', 'utf8')) as AnswerFile;
});

const codes = ({ faults }: ParsedComparedPeople): readonly string[] =>
  faults.map(({ code, path }) => `${code} ${path}`);

describe('the people that agencies are compared by', () => {
  it('are named by question, row and band', () => {
    const parsed = parseComparedPeople(
      { staff: { question: 'WFC1' }, hires: { question: 'REC1', rows: ['joined'] } },
      instrument,
    );
    expect(parsed).toEqual({
      compared: { staff: { question: 'WFC1' }, hires: { question: 'REC1', rows: ['joined'] } },
      faults: [],
    });
  });

  it('may be none', () => {
    expect(parseComparedPeople({}, instrument)).toEqual({ compared: {}, faults: [] });
  });

  it('are never taken from pay', () => {
    const named = { staff: { question: 'PAY1' }, hires: { question: 'PAY1' }, leavers: { question: 'PAY1' } };
    expect(codes(parseComparedPeople(named, instrument))).toEqual([
      'compared-of-other-type staff',
      'compared-of-other-type hires',
      'compared-of-other-type leavers',
    ]);
  });

  it('are taken from a banded table alone: rows of one agency mean nothing beside those of another', () => {
    expect(codes(parseComparedPeople({ staff: { question: 'WFC2' } }, instrument))).toEqual([
      'compared-needs-bands staff',
    ]);
  });

  it('are refused where the instrument has no such question, row or table', () => {
    const named = { staff: { question: 'NONE' }, hires: { question: 'REC1', rows: ['wooed'] }, pay: {} };
    expect(codes(parseComparedPeople(named, instrument)).toSorted()).toEqual([
      'ref-question staff',
      'ref-row hires',
      'unknown-key pay',
    ]);
  });

  it('are counted by sex, and not at all where a row is not available', () => {
    const joined = { question: 'REC1', rows: ['joined'] } as unknown as Quantity;
    const stages = (women: object) => ({
      ...example,
      answers: { REC1: { value: { stages: [{ id: 'joined', ...women }] } } } as unknown as AnswerFile['answers'],
    });
    const given = stages({ women: 7, men: 30 });
    expect(quantityIn(instrument, given, joined, 'women')).toBe(7);
    expect(quantityIn(instrument, given, joined)).toBe(37);
    expect(quantityIn(instrument, stages({ notAvailable: true }), joined, 'women')).toBeUndefined();
    expect(quantityIn(instrument, { ...given, answers: {} }, joined, 'women')).toBeUndefined();
  });
});
