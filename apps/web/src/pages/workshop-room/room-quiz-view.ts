import { QUIZ_PHASES, type OwnQuiz, type Quiz, type QuizPhase } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { quizResultView, quizWords } from '../workshops/quiz-view.js';

/** What one can hand in, what one handed in, and what the room knew. */
export function quizHomeView(words: Words, own: OwnQuiz): object {
  const { t } = words;
  const { quiz, sheets, open, tallies } = own;
  const after = sheets.find(({ phase }) => phase === 'after');
  return {
    phases: QUIZ_PHASES.map((phase) => ({
      title: t(`page.quiz.phase.${phase}`),
      done: sheets.some((sheet) => sheet.phase === phase),
      start: open.includes(phase)
        ? { href: href(ROUTES.roomQuizSheet, { phase }), label: t(`page.quiz.start.${phase}`) }
        : undefined,
      note: phase === 'after' && open.includes(phase) ? t('page.quiz.after-note') : undefined,
    })),
    notOpen: open.length === 0 && after === undefined,
    // Told only now: whoever read the right answers before would only repeat them.
    own: after === undefined ? undefined : ownView(words, quiz, after.answers),
    result: quizResultView(words, quiz, tallies),
  };
}

function ownView(words: Words, quiz: Quiz, answers: Readonly<Record<string, string>>): readonly object[] {
  const { t } = words;
  const said = quizWords(words, quiz);
  return quiz.questions.map(({ id, right }) => {
    const chosen = answers[id];
    const answer = said[id]?.options[right] ?? right;
    const verdict = chosen === undefined ? 'skipped' : chosen === right ? 'right' : 'wrong';
    return {
      question: said[id]?.question ?? id,
      isRight: verdict === 'right',
      verdict: verdict === 'right' ? t('page.quiz.right') : t(`page.quiz.${verdict}`, { answer }),
      why: said[id]?.why ?? '',
    };
  });
}

/** Nothing is chosen beforehand: no answer says "not known". */
export function quizSheetView(
  words: Words,
  { phase, quiz, errors }: { readonly phase: QuizPhase; readonly quiz: Quiz; readonly errors: FormErrors },
): object {
  const said = quizWords(words, quiz);
  return {
    errors: summaryOf(errors),
    title: words.t(`page.quiz.phase.${phase}`),
    action: href(ROUTES.roomQuizSheet, { phase }),
    back: ROUTES.roomQuiz,
    questions: quiz.questions.map(({ id, options }, at) =>
      choiceField(
        id,
        [words.t('page.quiz.question', { number: at + 1 }), said[id]?.question ?? id].join(': '),
        options.map((value) => ({ value, label: said[id]?.options[value] ?? value })),
      ),
    ),
  };
}
