import {
  heldTogether,
  isFigure,
  spreadOf,
  type ConsensusState,
  type GroupView,
  type Seat,
} from '@isonomia/application';
import type { Question } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

const STATE_TAG: Readonly<Record<ConsensusState, string>> = {
  none: 'tag--plain',
  sheet: '',
  written: '',
  agreed: 'tag--positive',
  split: 'tag--attention',
};

/** All questions, what one has answered oneself and how far the group is: what anybody holds does not stand here. */
export function questionsView(words: Words, seat: Seat, view: GroupView): object {
  const { t } = words;
  const { questions, published } = view;
  const lines = questions.map((question) => ({ question, ...lineOf(words, seat, view, question) }));
  const held = lines.filter(({ state }) => state !== 'none').length;
  const next = lines.find(({ isOpen }) => isOpen);
  return {
    lead: t('page.workshop-groups.questions.lead', { group: view.work.group?.name ?? '' }),
    progress: t('page.workshop-groups.questions.progress', { held, count: questions.length }),
    next:
      next === undefined
        ? undefined
        : { href: next.href, label: t('page.workshop-groups.questions.next', { title: next.title }) },
    result: ROUTES.roomResult,
    parts: published.instrument.dimensions.flatMap(({ id }) => {
      const own = lines.filter(({ question }) => question.dimension === id);
      return own.length === 0 ? [] : [{ title: t(`${id}.title`), lines: own }];
    }),
  };
}

function lineOf(words: Words, seat: Seat, { work }: GroupView, question: Question) {
  const { t } = words;
  const { own, answered, members } = spreadOf(work, question, seat.participant);
  const { state } = heldTogether(work, question, seat.participant);
  const isCounted = isFigure(question);
  const here = { question: question.id };
  return {
    state,
    isOpen: isCounted ? state === 'none' : own === undefined,
    title: t(`${question.id}.short`),
    href: href(isCounted || own !== undefined ? ROUTES.roomTogether : ROUTES.roomQuestion, here),
    about: isCounted
      ? t('page.workshop-groups.questions.figure')
      : t(`page.workshop-groups.questions.${own === undefined ? 'not-answered' : 'answered'}`, {
          count: answered,
          members,
        }),
    tag: { label: t(`page.workshop-groups.state.${state}`), class: STATE_TAG[state] },
  };
}
