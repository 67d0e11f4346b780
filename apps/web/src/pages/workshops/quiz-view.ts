import { QUIZ_PHASES, type Quiz, type QuizPhase, type QuizTally, type QuizWords } from '@isonomia/application';
import type { Words } from '../shell/words.js';

const BAR = { width: 100, height: 10 } as const;
const FALLBACK = 'en';

/** Of the reader's language, or of English where the quiz does not speak it. */
export const quizWords = ({ language }: Words, { words }: Quiz): Readonly<Record<string, QuizWords>> =>
  words[language] ?? words[FALLBACK] ?? {};

interface Share {
  readonly text: string;
  readonly bar: number | undefined;
}

/** How many of the room chose the right answers, before and after; of a phase that too few handed in, their number. */
export function quizResultView(words: Words, quiz: Quiz, tallies: readonly QuizTally[]): object {
  const { t } = words;
  const said = quizWords(words, quiz);
  const counted = new Map(tallies.filter(({ chosen }) => chosen.length > 0).map((tally) => [tally.phase, tally]));
  const share = (phase: QuizPhase, right: number, of: number): Share => {
    const tally = counted.get(phase);
    if (tally === undefined) return { text: t('page.quiz.none'), bar: undefined };
    const part = right / of;
    const text = t('page.quiz.share', { share: words.format.percent(part), count: right, all: of });
    return { text, bar: Math.round(part * BAR.width) };
  };
  const rights = (phase: QuizPhase): readonly number[] =>
    quiz.questions.map(
      ({ id, right }) =>
        counted.get(phase)?.chosen.find(({ question, option }) => question === id && option === right)?.count ?? 0,
    );
  const sheets = (phase: QuizPhase): number => counted.get(phase)?.handedIn ?? 0;
  const row = (label: string, rightOf: (phase: QuizPhase) => readonly [right: number, of: number]): object => ({
    label,
    shares: QUIZ_PHASES.map((phase) => ({
      column: t(`page.quiz.column.${phase}`),
      ...share(phase, ...rightOf(phase)),
    })),
  });
  return {
    bar: BAR,
    handed: QUIZ_PHASES.map((phase) => handedText(words, phase, tallies)),
    columns: QUIZ_PHASES.map((phase) => t(`page.quiz.column.${phase}`)),
    rows:
      counted.size === 0
        ? undefined
        : [
            ...quiz.questions.map(({ id }, at) =>
              row(said[id]?.question ?? id, (phase) => [rights(phase)[at] ?? 0, sheets(phase)]),
            ),
            row(t('page.quiz.mean'), (phase) => [
              rights(phase).reduce((sum, one) => sum + one, 0),
              sheets(phase) * quiz.questions.length,
            ]),
          ],
  };
}

function handedText({ t }: Words, phase: QuizPhase, tallies: readonly QuizTally[]): string {
  const tally = tallies.find((one) => one.phase === phase);
  const name = t(`page.quiz.phase.${phase}`);
  if (tally === undefined) return t('page.quiz.nobody', { phase: name });
  const text = tally.chosen.length === 0 ? 'page.quiz.too-few' : 'page.quiz.handed';
  return t(text, { phase: name, count: tally.handedIn });
}
