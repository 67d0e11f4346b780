import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Trace } from '@isonomia/scoring';

import { exampleOutcome } from '../../../../test/support/outcome-fixture.js';
import { readOutcome, type Reading } from '../outcome/reading.js';
import { loadTexts } from '../text/load-texts.js';

import { explainTrace } from './explanation.js';
import { figureName } from './figure-name.js';

const texts = loadTexts(join(import.meta.dirname, '..', '..', 'texts', 'en'));
const readingOf = async (variant: 'full' | 'core' | 'workforce'): Promise<Reading> =>
  readOutcome(await exampleOutcome(variant), { edition: 'internal', language: 'en', texts });

describe('how a number came about', () => {
  let full: Reading;
  beforeAll(async () => {
    full = await readingOf('full');
  });
  const traceOf = (item: string): Trace => {
    const found = full.outcome.result.items[item];
    if (found === undefined) throw new Error(`no item ${item}`);
    return found.trace;
  };

  it.each(['full', 'core', 'workforce'] as const)(
    'is told of every number of the %s example, with every name worded',
    async (variant) => {
      const reading = await readingOf(variant);
      const { items, dimensions, overall, figures } = reading.outcome.result;
      const traces = [...Object.values(items), ...Object.values(dimensions), overall, ...figures].map(
        ({ trace }) => trace,
      );
      for (const trace of traces) {
        const { sentence, inputs, constants, values, steps } = explainTrace(reading, trace, undefined);
        expect(sentence).toMatch(/^[^{}]{20,}$/);
        for (const { name, label } of [...inputs, ...constants, ...values])
          expect([name, label]).not.toEqual([name, name]);
        for (const { label } of steps?.columns ?? []) expect(label).toMatch(/^[A-Zp]/);
      }
    },
  );

  it('shows the steps of a flow in the order people read them, women before men', () => {
    const { steps } = explainTrace(full, traceOf('REC1'), 'REC1');
    expect(steps?.columns.map(({ label }) => label)).toEqual([
      'Step',
      'Women entering',
      'Women passing',
      'Rate of women',
      'Men entering',
      'Men passing',
      'Rate of men',
      'Ratio',
      'p (Fisher)',
      'Favours',
      'Test',
      'Counts',
      'Score',
    ]);
    expect(steps?.rows[0]?.label).toBe('Met the formal conditions');
  });

  it('keeps every decimal beside what is rounded for print', () => {
    const { values } = explainTrace(full, traceOf('REC1'), 'REC1');
    expect(values.find(({ name }) => name === 'score')).toMatchObject({ value: '82.9', exact: '82.910434473' });
    const counts = explainTrace(full, traceOf('WFC1'), 'WFC1').inputs.map(({ exact }) => exact);
    expect(counts).toEqual(counts.map(() => undefined));
  });

  it('names a figure by what it is of and, where it is of a part, by the part', () => {
    const names = full.outcome.result.figures.map((figure) => figureName(full, figure));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).not.toMatch(/undefined|\(\)|:[a-z]/);
  });
});
