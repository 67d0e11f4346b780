import { isOvertaken, type DimensionView, type QuestionView, type StoredDraft } from '@isonomia/application';
import type { Question } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { hidden } from './conflict-view.js';
import { judged, openPoints } from './draft-form.js';
import { anchorOf } from './question-address.js';
import { whenOf } from './when.js';
import type { Sent } from './sent.js';
import { typedLines } from './typed-lines.js';

type Typist = Pick<StoredDraft, 'keptByName' | 'keptAt'>;
type Zoned = { readonly agency: Pick<DimensionView['agency'], 'timeZone'> };

/** "Typed by Asha Tevdor, 14:02". */
export const typedBy = (words: Words, view: Zoned, { keptByName, keptAt }: Typist): string =>
  words.t('page.assessment.draft.by', {
    name: keptByName ?? words.t('page.assessment.item.somebody'),
    when: whenOf(words, view, keptAt),
  });

/** What the page of a question says of its draft; undefined where there is none. */
export function draftView(words: Words, view: DimensionView, { question, draft, revision, current }: QuestionView) {
  if (draft === undefined) return undefined;
  const { t } = words;
  const parameters = { assessment: view.assessment.id, question: question.id };
  const overtaken = isOvertaken(draft, revision);
  const judgement = judged(words, { instrument: view.published.instrument, question }, draft.fields);
  const what = openPoints(words, question, draft.fields, judgement);
  return {
    message: overtaken ? t('page.assessment.draft.overtaken') : t('page.assessment.draft.kept', { what }),
    by: typedBy(words, view, draft),
    stands: overtaken || current?.answer === undefined ? undefined : t('page.assessment.draft.stands'),
    lines: overtaken ? typedLines(words, question, draft.fields) : [],
    replaced:
      draft.replaced === undefined
        ? undefined
        : {
            title: t('page.assessment.draft.replaced'),
            by: typedBy(words, view, draft.replaced),
            lines: typedLines(words, question, draft.replaced.fields),
          },
    take: overtaken ? { action: href(ROUTES.takeDraft, parameters), mark: draft.mark } : undefined,
    discard: href(ROUTES.discardDraft, parameters),
    status: overtaken
      ? undefined
      : t('page.assessment.draft.kept-at', { time: whenOf(words, view, draft.keptAt), what }),
  };
}

interface DraftConflict {
  readonly view: DimensionView;
  readonly question: Question;
  readonly sent: Pick<Sent, 'parameters' | 'body' | 'form'>;
  readonly current: StoredDraft;
}

/** Both drafts side by side. Sending the form again, with the mark shown, keeps one's own; theirs stays readable. */
export function draftConflictView(words: Words, { view, question, sent, current }: DraftConflict) {
  const { t } = words;
  const message = t('page.assessment.draft.conflict-who', {
    name: current.keptByName ?? t('page.assessment.item.somebody'),
    time: whenOf(words, view, current.keptAt),
  });
  const labels = {
    yours: t('page.assessment.draft.yours'),
    theirs: t('page.assessment.draft.theirs'),
    keepMine: t('page.assessment.draft.keep-mine'),
    takeTheirs: t('page.assessment.draft.take-theirs'),
  };
  const yours = typedLines(words, question, sent.body as StoredDraft['fields']);
  const theirs = typedLines(words, question, current.fields);
  const { revision } = sent.form;
  const body: FormBody = { ...sent.body, draft: String(current.mark) };
  return {
    json: { revision, draft: current.mark, message, yours: yours.join('\n'), theirs: theirs.join('\n'), labels },
    view: {
      title: t('page.assessment.draft.conflict-title'),
      question: t(`${question.id}.question`),
      message,
      lead: t('page.assessment.draft.conflict-lead'),
      labels,
      yours,
      theirs,
      action: href(ROUTES.answer, sent.parameters),
      fields: hidden(body, revision),
      back: backOf(view, question),
    },
  };
}

export const backOf = ({ assessment }: DimensionView, { id, dimension }: Question): string =>
  href(ROUTES.dimension, { assessment: assessment.id, dimension }, { fragment: anchorOf(id) });
