import { describe, expect, it } from '@jest/globals';
import { InputRefused } from '../problems/problems.js';
import { formOf, type FormWish } from './document-form.js';

const OFFERED = ['ar', 'en', 'fr', 'ru'];
const form = (wish: Partial<FormWish>) => formOf({ reader: 'fr', ...wish }, OFFERED);
const faults = (wish: Partial<FormWish>): readonly string[] => {
  try {
    form(wish);
  } catch (error) {
    if (error instanceof InputRefused) return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('the form of a document', () => {
  it("is the reader's language, alone, where nothing was chosen", () => {
    expect(form({})).toEqual({ languages: ['fr'], arrangement: 'single', format: 'pdf' });
    expect(form({ languages: ['', ''] }).languages).toEqual(['fr']);
  });

  it('is English where the words do not exist in the language of the pages', () => {
    expect(form({ reader: 'de' }).languages).toEqual(['en']);
    expect(formOf({ reader: 'de' }, ['mn']).languages).toEqual(['mn']);
  });

  it('has two languages side by side unless they were wanted in turn, and the first leads', () => {
    expect(form({ languages: ['ar', 'en'] })).toMatchObject({ languages: ['ar', 'en'], arrangement: 'side-by-side' });
    expect(form({ languages: ['en', 'ar'], arrangement: 'in-turn' })).toMatchObject({
      languages: ['en', 'ar'],
      arrangement: 'in-turn',
    });
  });

  it('is single when one language was chosen twice, whatever was said of the arrangement', () => {
    expect(form({ languages: ['ru', 'ru'], arrangement: 'in-turn' })).toMatchObject({
      languages: ['ru'],
      arrangement: 'single',
    });
  });

  it('takes no language that the words do not exist in, no third, and no arrangement or format that there is not', () => {
    expect(faults({ languages: ['de'] })).toEqual(['languages']);
    expect(faults({ languages: ['en', 'de'] })).toEqual(['languages']);
    expect(faults({ languages: ['en', 'fr', 'ru'] })).toContain('languages');
    expect(faults({ languages: ['en', 'fr'], arrangement: 'woven' })).toEqual(['arrangement']);
    expect(faults({ languages: ['en', 'fr'], arrangement: 'single' })).toEqual(['arrangement']);
    expect(faults({ format: 'odt' })).toEqual(['format']);
  });
});
