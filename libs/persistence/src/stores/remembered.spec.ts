import { describe, expect, it } from '@jest/globals';
import { Remembered } from './remembered.js';

/** Asks for the keys in turn; how often each had to be loaded. */
async function loads(remembered: Remembered<string, string>, ...keys: readonly string[]): Promise<string> {
  let loaded = '';
  for (const key of keys) {
    const value = await remembered.get(key, () => {
      loaded += key;
      return Promise.resolve(key);
    });
    expect(value).toBe(key);
  }
  return loaded;
}

describe('what is remembered', () => {
  it('is loaded once', async () => {
    expect(await loads(new Remembered(2), 'a', 'b', 'a', 'b')).toBe('ab');
  });

  it('makes room by forgetting the oldest', async () => {
    expect(await loads(new Remembered(2), 'a', 'b', 'c', 'b', 'a')).toBe('abca');
  });

  it('is loaded again once it is too old', async () => {
    expect(await loads(new Remembered(2, 0), 'a', 'a')).toBe('aa');
    expect(await loads(new Remembered(2, 60_000), 'a', 'a')).toBe('a');
  });

  it('does not remember that something was missing', async () => {
    const remembered = new Remembered<string, string>(2);
    expect(await remembered.get('a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(await remembered.get('a', () => Promise.resolve('there'))).toBe('there');
  });
});
