import { describe, expect, it } from '@jest/globals';
import { demandFlat, MAXIMUM_DEPTH, parseJsonBody, textOf } from './json-body.js';

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

  it.each(['{"a":1,"a":1}', '{"b":{"a":1,"c":[],"a":2}}', '{"a":{},"\\u0061":1}', '[{"a":1},{"a":[1],"a":2}]'])(
    'is refused when a member is there twice: %s',
    (text) => {
      expect(() => parseJsonBody(text)).toThrow('body.twice');
    },
  );

  it('may say the same name in other objects, as a text, and in a list', () => {
    const text = '{"a":{"a":"a"},"b":["a","a",{"a":1}],"c":"a\\",\\"a"}';
    expect(parseJsonBody(text)).toEqual(JSON.parse(text));
  });

  it('is refused when its bytes are no text, and keeps every letter when they are', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xf0, 0x9f, 0x92, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ])
      expect(() => textOf(Uint8Array.from(bytes))).toThrow('body.not-utf-8');
    const text = '"\u202e👩‍👩‍👧 ﷽ \ufffd"';
    expect(textOf(Buffer.from(text))).toBe(text);
  });

  it('is refused when it is not JSON, without repeating what it is', () => {
    expect(() => parseJsonBody('{secret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });
});
