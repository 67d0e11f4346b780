import type { CurrentAnswer, DimensionView } from '@isonomia/application';
import { parseAnswer, type Question } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { CSRF_FIELD } from '../../http/session/csrf.js';
import type { FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import type { Sent } from './sent.js';
import { anchorOf } from './question-address.js';
import { whenOf } from './when.js';
import { said } from './said.js';

interface Conflict {
  readonly view: DimensionView;
  readonly question: Question;
  readonly sent: Pick<Sent, 'parameters' | 'body' | 'form'>;
  readonly current: CurrentAnswer;
}

/** Both answers side by side. Sending the form again, at the revision shown, chooses one's own. */
export function conflictView(words: Words, { view, question, sent, current }: Conflict) {
  const { t } = words;
  const parsed =
    sent.form.answer === undefined ? undefined : parseAnswer(view.published.instrument, question, sent.form.answer);
  const mine = parsed?.ok === true ? parsed.answer : undefined;
  const time = current.changedAt === undefined ? '' : whenOf(words, view, current.changedAt);
  const message =
    current.changedByName === undefined
      ? t('page.assessment.conflict.who-unknown', { time })
      : t('page.assessment.conflict.who', { name: current.changedByName, time });
  const labels = {
    yours: t('page.assessment.conflict.yours'),
    theirs: t('page.assessment.conflict.theirs'),
    keepMine: t('page.assessment.conflict.keep-mine'),
    takeTheirs: t('page.assessment.conflict.take-theirs'),
  };
  const yours = said(words, question, mine);
  const theirs = said(words, question, current.answer);
  return {
    json: { revision: current.revision, message, yours, theirs, labels },
    view: {
      title: t('page.assessment.conflict.title'),
      question: t(`${question.id}.question`),
      message,
      lead: t('page.assessment.conflict.lead'),
      labels,
      yours: yours.split('\n'),
      theirs: theirs.split('\n'),
      action: href(ROUTES.answer, sent.parameters),
      fields: hidden(sent.body, current.revision),
      back: href(
        ROUTES.dimension,
        { assessment: sent.parameters.assessment, dimension: question.dimension },
        { query: { saved: 'kept' }, fragment: anchorOf(question.id) },
      ),
    },
  };
}

/** Everything that was sent, to be sent once more from the revision that stands now. */
export function hidden(body: FormBody, revision: number): readonly { readonly name: string; readonly value: string }[] {
  const fields = Object.entries(body).flatMap(([name, value]) => {
    if (name === CSRF_FIELD || name === 'revision') return [];
    const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return values.flatMap((one) => (typeof one === 'string' ? [{ name, value: one }] : []));
  });
  return [...fields, { name: 'revision', value: String(revision) }];
}
