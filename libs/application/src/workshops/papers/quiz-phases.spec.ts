import { describe, expect, it } from '@jest/globals';
import type { Quiz } from '../../ports/quiz-library.js';
import { quizPhases } from './quiz-phases.js';

const quiz: Quiz = {
  questions: [
    { id: 'one', options: ['a', 'b'], right: 'a' },
    { id: 'two', options: ['a', 'b'], right: 'b' },
  ],
  words: {},
};

describe('the quiz of a workshop in its outcome', () => {
  it('is the part of right answers among all that could have been given, before and then after', () => {
    // Before: 3 + 1 right of six sheets with two questions each, 4 ÷ 12 = 33 %. After: 5 + 4 of five sheets, 9 ÷ 10 = 90 %.
    const after = [
      { question: 'one', option: 'a', count: 5 },
      { question: 'two', option: 'b', count: 4 },
    ];
    const before = [
      { question: 'one', option: 'a', count: 3 },
      { question: 'one', option: 'b', count: 3 },
      { question: 'two', option: 'b', count: 1 },
    ];
    const tallies = [
      { phase: 'after', handedIn: 5, chosen: after },
      { phase: 'before', handedIn: 6, chosen: before },
    ] as const;
    expect(quizPhases(quiz, tallies)).toEqual([
      { phase: 'before', sheets: 6, right: 33 },
      { phase: 'after', sheets: 5, right: 90 },
    ]);
  });

  it('is nothing of four sheets', () => {
    const chosen = [{ question: 'one', option: 'a', count: 4 }];
    expect(quizPhases(quiz, [{ phase: 'before', handedIn: 4, chosen }])).toEqual([]);
  });
});
