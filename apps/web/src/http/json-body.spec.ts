import { describe, expect, it } from '@jest/globals';
import { demandFlat, MAXIMUM_DEPTH, parseJsonBody } from './json-body.js';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a JSON body', () => {
  it('is read up to the deepest level allowed, and refused one deeper', () => {
    expect(() => parseJsonBody(nested(MAXIMUM_DEPTH))).not.toThrow();
    expect(() => parseJsonBody(nested(MAXIMUM_DEPTH + 1))).toThrow('body.too-deep');
  });

  it('is refused quickly when it is nothing but brackets', () => {
    const start = performance.now();
    expect(() => demandFlat(nested(500_000))).toThrow('body.too-deep');
    expect(performance.now() - start).toBeLessThan(100);
  });

  it('may hold brackets and escaped quotes in its texts', () => {
    const value = { text: `${'['.repeat(100)} "quoted" \\` };
    expect(parseJsonBody(JSON.stringify(value))).toEqual(value);
  });

  it.each(['{"__proto__":{"admin":true}}', '{"a":{"constructor":1}}', '{"\\u005f_proto__":1}'])(
    'is refused when a key reaches for a prototype: %s',
    (text) => {
      expect(() => parseJsonBody(text)).toThrow('body.forbidden-key');
    },
  );

  it('may say "prototype" in a text', () => {
    expect(parseJsonBody('{"text":"__proto__ and constructor"}')).toEqual({ text: '__proto__ and constructor' });
  });

  it('is refused with too many members', () => {
    expect(() => parseJsonBody(`[${'1,'.repeat(60_000)}1]`)).toThrow('body.too-many-members');
  });

  it('is refused when it is not JSON, without repeating what it is', () => {
    expect(() => parseJsonBody('{secret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });
});
