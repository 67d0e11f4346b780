import { describe, expect, it } from '@jest/globals';
import { clauseText } from './clause.js';
import { sameBody } from './read-clause.js';

describe('the words of a clause', () => {
  const clause = { texts: { ru: 'По-русски', fr: 'En français' } };

  it('are those in the language of the reader', () => {
    expect(clauseText(clause, 'fr', ['en', 'ru', 'fr'])).toEqual({ language: 'fr', text: 'En français' });
  });

  it('are else those in the first language of the workshop that has any, and then in any there are', () => {
    expect(clauseText(clause, 'ar', ['en', 'ru', 'fr'])).toEqual({ language: 'ru', text: 'По-русски' });
    expect(clauseText({ texts: { kk: 'Қазақша' } }, 'ar', ['en', 'ru'])).toEqual({ language: 'kk', text: 'Қазақша' });
  });
});

describe('two wordings', () => {
  const body = { addressee: 'hr', texts: { en: 'Count.', ru: 'Считать.' }, dimension: 'D1' } as const;

  it('are the same when nothing that anybody reads differs', () => {
    expect(sameBody(body, { ...body, texts: { ru: 'Считать.', en: 'Count.' } })).toBe(true);
  });

  it('differ by a word, a language more or less, a subject, or whom they address', () => {
    const { dimension: _, ...about } = body;
    for (const other of [
      { ...body, texts: { en: 'Count!', ru: 'Считать.' } },
      { ...body, texts: { en: 'Count.' } },
      { ...body, texts: { ...body.texts, fr: 'Compter.' } },
      { ...body, addressee: 'heads' },
      about,
    ] as const)
      expect(sameBody(body, other)).toBe(false);
  });
});
