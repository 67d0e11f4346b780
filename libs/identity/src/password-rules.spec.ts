import { describe, expect, it } from '@jest/globals';
import commonLists from '@zxcvbn-ts/language-common';
import { passwordFault } from './password-rules.js';

const EMAIL = 'asha.tevdor@customs.example';
const fault = (password: string): string | undefined => passwordFault({ password, email: EMAIL, name: 'Asha Tevdor' });

describe('a password', () => {
  it.each([
    'correct horse battery 4',
    'violets over quarry nine',
    'kmvqzxhrtwpl',
    '839201847362',
    'ÀÉÎÕÜ-ñandú-çedilha',
    'пароль который никто не знает',
    '🌊🌋🌌🌍🌎🌏🌐🌑🌒🌓🌔🌕',
    'a'.repeat(20) + ' and then the tide ' + 'b'.repeat(20),
  ])('may be anything long that nobody tries first, whatever its characters: %s', (password) => {
    expect(fault(password)).toBeUndefined();
  });

  it('has at least twelve characters, counted as people count them', () => {
    expect(fault('kmvqzxhrtwp')).toBe('user.password-too-short');
    expect(fault('🌊🌋🌌🌍🌎🌏')).toBe('user.password-too-short');
  });

  it('may have 64 characters and 256, and no more', () => {
    const long = (length: number): string => 'the tide of norlavia comes in twice a day, '.repeat(10).slice(0, length);
    expect([fault(long(64)), fault(long(256)), fault(long(257))]).toEqual([
      undefined,
      undefined,
      'user.password-too-long',
    ]);
  });

  it('is none of the listed ones, of which every one that is long enough is refused', () => {
    const long = commonLists.dictionary['passwords-common'].filter((word) => Array.from(word).length >= 12);
    expect(long.length).toBeGreaterThan(300);
    expect(long.filter((word) => fault(word) === undefined)).toEqual([]);
  });

  it('is none of the 3,000 most used ones, however it is made long enough', () => {
    const dress = [
      (word: string) => `${word.toUpperCase()}2026!`,
      (word: string) => `!!!${word}123456`,
      (word: string) => `${word} ${word} ${word}`,
    ];
    const top = commonLists.dictionary['passwords-common'].filter((word) => word.length >= 5).slice(0, 3000);
    const dressed = top.flatMap((word) => dress.map((put) => put(word))).filter((word) => word.length >= 12);
    expect(dressed.length).toBeGreaterThan(3000);
    expect(dressed.filter((word) => fault(word) === undefined)).toEqual([]);
  });

  it.each([
    'P4ssw0rd P4ssw0rd',
    'dragon-monkey',
    'Qwerty_Qwerty_',
    'aaaaaaaaaaaa',
    '------------',
    'abcabcabcabc',
    'abcdefghijklm',
    '012345678901',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('is no common one in disguise: %s', (password) => {
    expect(fault(password)).toBe('user.password-common');
  });

  it.each(['my tevdor of the hills', 'xx-AshA.TevdoR-xx', 'T3vd0r tides at nine', 'asha.tevdor lives here'])(
    'does not hold the person’s name or mail name: %s',
    (password) => {
      expect(fault(password)).toBe('user.password-contains-name');
    },
  );

  it.each(['Isonomia rivers 12', 'my i s o n o m i a key', '1s0n0m1a-hill-9'.replace('1s', 'is')])(
    'does not hold the product’s name: %s',
    (password) => {
      expect(fault(password)).toBe('user.password-contains-product');
    },
  );

  it('is not refused for a name so short that half of all words hold it', () => {
    expect(
      passwordFault({ password: 'violets over quarry nine', email: 'ov@x.example', name: 'Li Ov' }),
    ).toBeUndefined();
  });
});
