import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, parseAnswer, parseAnswerFile, parseInstrument } from '@isonomia/instrument';
import {
  SAMPLE_ANSWERS,
  questionOf,
  sampleFile,
  sampleInstrument,
  sampleStructure,
} from '../../../test/support/sample-instrument.js';

const instrument = sampleInstrument();
const ids = Object.keys(SAMPLE_ANSWERS);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every place in a JSON value, as a path of keys. */
const placesIn = (value: Json): readonly (readonly (string | number)[])[] => {
  if (typeof value !== 'object' || value === null) return [[]];
  const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value as Record<string, Json>);
  return [[], ...parts.flatMap(([key, part]) => placesIn(part as Json).map((place) => [key, ...place]))];
};

const replaced = (value: Json, place: readonly (string | number)[], by: unknown): unknown => {
  const [key, ...rest] = place;
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, Json>;
  copy[key] = replaced(copy[key]!, rest, by) as Json;
  return copy;
};

/** A legal value with one part exchanged for something else: nearer to real mistakes than noise from scratch. */
const spoiled = (whole: Json): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...placesIn(whole)), fc.oneof(fc.jsonValue(), fc.anything(), fc.constant(undefined)))
    .map(([place, by]) => replaced(whole, place, by));

const isSound = (parsed: { readonly ok: boolean; readonly faults?: readonly unknown[] }): boolean =>
  parsed.ok || (parsed.faults?.length ?? 0) > 0;

describe('parsing never throws and always says why it refuses', () => {
  it('for any value as any answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.oneof(fc.jsonValue(), fc.anything()), (id, raw) =>
        isSound(parseAnswer(instrument, questionOf(instrument, id), raw)),
      ),
      { numRuns: 2000 },
    );
  });

  it('for any legal answer with one part exchanged', () => {
    const cases = fc
      .constantFrom(...ids)
      .chain((id) => fc.tuple(fc.constant(id), spoiled(SAMPLE_ANSWERS[id] as unknown as Json)));
    fc.assert(
      fc.property(cases, ([id, raw]) => isSound(parseAnswer(instrument, questionOf(instrument, id), raw))),
      { numRuns: 5000 },
    );
  });

  it('for any answer file with one part exchanged', () => {
    fc.assert(
      fc.property(spoiled(sampleFile() as Json), (raw) => isSound(parseAnswerFile(instrument, raw))),
      { numRuns: 2000 },
    );
  });

  it('for any instrument with one part exchanged', () => {
    fc.assert(
      fc.property(spoiled(sampleStructure() as Json), (raw) => isSound(parseInstrument(raw))),
      { numRuns: 2000 },
    );
  });

  it('for a value nested a hundred thousand deep', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    for (const id of ids) expect(parseAnswer(instrument, questionOf(instrument, id), { value: deep }).ok).toBe(false);
    expect(parseAnswerFile(instrument, { ...sampleFile(), answers: deep }).ok).toBe(false);
  });
});

describe('what parsing accepts', () => {
  it('has the same canonical JSON as what was given, so that hashes speak of the file itself', () => {
    fc.assert(
      fc.property(spoiled(sampleFile() as Json), (raw) => {
        const parsed = parseAnswerFile(instrument, raw);
        return !parsed.ok || canonicalJson(parsed.file) === canonicalJson(raw);
      }),
      { numRuns: 2000 },
    );
  });

  it('of faults is located inside the answer and says which question', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.jsonValue(), (id, raw) => {
        const parsed = parseAnswer(instrument, questionOf(instrument, id), { value: raw });
        if (parsed.ok) return true;
        return parsed.faults.every(
          ({ code, path, detail }) =>
            code.startsWith('answer.') && path.startsWith(`answers.${id}`) && detail['question'] === id,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
