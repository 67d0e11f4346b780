import type { QuizPhase } from '@isonomia/comparison';
import type { Quiz } from '../../ports/quiz-library.js';
import type { QuizTally } from '../../ports/workshop-quiz-store.js';

const LEAST_SHEETS = 5;

/** Part of right answers among all that could have been given; what was left open is not right. None under five sheets. */
export function quizPhases({ questions }: Quiz, tallies: readonly QuizTally[]): readonly QuizPhase[] {
  const right = new Map(questions.map((question) => [question.id, question.right]));
  return tallies
    .filter(({ handedIn }) => handedIn >= LEAST_SHEETS)
    .map(({ phase, handedIn, chosen }) => {
      const hits = chosen
        .filter(({ question, option }) => right.get(question) === option)
        .reduce((sum, { count }) => sum + count, 0);
      return { phase, sheets: handedIn, right: Math.round((100 * hits) / (handedIn * questions.length)) };
    })
    .toSorted((a, b) => Number(a.phase === 'after') - Number(b.phase === 'after'));
}
