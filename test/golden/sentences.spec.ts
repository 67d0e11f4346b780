import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AnswerFile, Instrument, Review } from '@isonomia/instrument';
import { TRACE_SENTENCES, type Trace, scoreWithoutInterval } from '@isonomia/scoring';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const texts = (parse(readFileSync(join(root, 'libs/content/texts/en/method.yaml'), 'utf8')) as { trace: Record<string, string> })
  .trace;

const [head = '', ...cases] = readFileSync(join(import.meta.dirname, 'scoring.jsonl'), 'utf8').trim().split('\n');
const { instrument } = JSON.parse(head) as { readonly instrument: Instrument };

const placeholdersOf = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{([A-Za-z]+)\}/g)].map(([, name]) => name ?? '');

describe('the sentences that explain a number', () => {
  it('exist for every trace', () => {
    expect(TRACE_SENTENCES.filter((key) => texts[key.slice('trace.'.length)] === undefined)).toEqual([]);
  });

  it('name nothing that their trace does not give', () => {
    const gaps = new Set<string>();
    const check = ({ sentence, inputs, constants, values }: Trace): void => {
      const given = { ...inputs, ...constants, ...values };
      for (const name of placeholdersOf(texts[sentence.slice('trace.'.length)] ?? '')) {
        if (!Object.hasOwn(given, name)) gaps.add(`${sentence}: ${name}`);
      }
    };
    for (const line of cases) {
      const { answers, review } = JSON.parse(line) as { readonly answers: AnswerFile; readonly review: Review };
      const { items, dimensions, overall, figures } = scoreWithoutInterval(instrument, answers, review);
      for (const { trace } of [...Object.values(items), ...Object.values(dimensions), overall, ...figures]) check(trace);
    }
    expect([...gaps]).toEqual([]);
  });
});
