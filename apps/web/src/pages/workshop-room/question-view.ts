import { spreadOf } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { decimalMarkOf } from '../assessment/typed-number.js';
import { summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { clock } from './group-words.js';
import { fieldsView, headOf, noteField, type QuestionOf } from './question-parts.js';

/** One member's own answer, before anything of the others. */
export function ownAnswerView(words: Words, of: QuestionOf): object {
  const { t } = words;
  const { question, view, seat } = of;
  const { own } = spreadOf(view.work, question, seat.participant);
  const here = { question: question.id };
  return {
    head: headOf(words, of),
    errors: summaryOf(of.typed?.errors ?? [], question.id),
    action: href(ROUTES.roomQuestion, here),
    next: href(ROUTES.roomTogether, here),
    revision: own?.revision ?? 0,
    decimals: decimalMarkOf(words.format.locale),
    fields: fieldsView(words, of, own?.answer),
    note: noteField(words, of, own?.note),
    mayAnswer: seat.state === 'open',
    together: own === undefined ? undefined : href(ROUTES.roomTogether, here),
    said:
      own === undefined
        ? t('page.assessment.question.unsaved')
        : t('page.workshop-groups.saved-at', { time: clock(words, seat, own.at) }),
  };
}
