export type Seed = readonly [number, number, number, number];

const WORDS = 2 ** 32;

/**
 * xoshiro128** 1.1 (Blackman and Vigna): uniforms in [0, 1), one a call, word ÷ 2³². The state 1, 2, 3, 4 yields the
 * words 11520, 0, 5927040, 70819200. Source: method.md §3.
 */
export const xoshiro = (seed: Seed): (() => number) => {
  let [a, b, c, d] = seed.map((word) => word | 0) as [number, number, number, number];
  return () => {
    const word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return word / WORDS;
  };
};

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The first 16 bytes of a hash written in hex, as four big-endian words. Source: method.md §3. */
export const seedFromHex = (hex: string): Seed => {
  const word = (index: number): number => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16);
  const seed: Seed = [word(0), word(1), word(2), word(3)];
  if (!/^[0-9a-f]{32}/i.test(hex) || seed.every((part) => part === 0)) {
    throw new Error('seedFromHex takes at least 32 hex digits that are not all zero: pass a SHA-256 in hex.');
  }
  return seed;
};
