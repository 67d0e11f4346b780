import type { Actor, AssessmentId, AssessmentView, TaskListLine } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { nameOfOrigin } from './last-answer.js';

const HEADCOUNT = 'headcount';

/** The overview of an assessment: its parts with progress, whose they are, and what comes next. */
export function taskListView(
  words: Words,
  view: AssessmentView,
  { actor, saved }: { readonly actor: Actor; readonly saved?: string },
) {
  const { t, format } = words;
  const { assessment, agency, dimensions } = view;
  const asked = sum(dimensions.map((line) => line.asked));
  const answered = sum(dimensions.map((line) => line.answered));
  const lines = dimensions.map((line) => ({ mine: isOf(actor, line), view: lineView(words, view, line) }));
  const yours = lines.filter(({ mine }) => mine).map((line) => line.view);
  const others = lines.filter(({ mine }) => !mine).map((line) => line.view);
  return {
    crumbs: [{ href: href(ROUTES.agency, { agency: agency.id }), label: agency.name }],
    title: assessment.title,
    saved: saved === undefined ? undefined : words.find(`page.assessment.saved.${saved}`),
    lead: t('page.assessment.list.lead', {
      variant: t(`variant.${assessment.variant}.title`),
      period: format.period(assessment.reference.from, assessment.reference.to),
      stock: format.date(assessment.stockDate),
    }),
    progress: { asked, answered, text: t('page.assessment.list.progress', { answered, asked }) },
    submitted:
      assessment.submittedAt === undefined
        ? undefined
        : t('page.assessment.list.submitted', {
            date: format.dayOf(assessment.submittedAt.toISOString(), assessment.agencyTimeZone),
          }),
    waiting: waitingView(words, view),
    correction: correctionView(view),
    firstStep: answered === 0 && assessment.state === 'draft' ? firstStep(words, view) : undefined,
    yours,
    others,
    othersTitle: t(yours.length === 0 ? 'page.assessment.list.parts' : 'page.assessment.list.others'),
    ...waysOn(words, view),
  };
}

/** What comes after answering, as far as this person may and the state allows. */
function waysOn({ t }: Words, { assessment, may }: AssessmentView) {
  const parameters = { assessment: assessment.id };
  const draft = assessment.state === 'draft';
  const result = {
    href: href(ROUTES.result, parameters),
    label: t(`page.assessment.list.result${draft ? '-draft' : ''}`),
  };
  const paper = {
    blank: href(ROUTES.questionnaire, parameters),
    filled: href(ROUTES.questionnaire, parameters, { query: { filled: '1' } }),
  };
  return {
    check: may.check && draft ? href(ROUTES.check, parameters) : undefined,
    result: may.viewResult ? result : undefined,
    documents: may.viewDocuments && !draft ? href(ROUTES.documents, parameters) : undefined,
    paper: may.printQuestionnaire ? paper : undefined,
  };
}

/** Answers of last time that stand, and that nobody has confirmed. */
function waitingView({ t }: Words, { dimensions, carriedFrom, assessment }: AssessmentView): object | undefined {
  const count = sum(dimensions.map(({ unconfirmed }) => unconfirmed));
  if (count === 0 || carriedFrom === undefined || assessment.state !== 'draft') return undefined;
  return {
    title: t('page.carried.list.title', { count }),
    lead: t('page.carried.list.lead', { from: nameOfOrigin(carriedFrom) }),
  };
}

/** What it corrects, and what corrects it. */
function correctionView({ assessment, correction, may }: AssessmentView) {
  const to = (id: AssessmentId | undefined): string | undefined =>
    id === undefined ? undefined : href(ROUTES.assessment, { assessment: id });
  const begin = may.correct && correction === undefined;
  return {
    corrects: to(assessment.corrects),
    corrected: to(correction?.id),
    superseded: correction?.state === 'validated',
    begin: begin ? href(ROUTES.correct, { assessment: assessment.id }) : undefined,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const isOf = (actor: Actor, { assignment }: TaskListLine): boolean => assignment?.userId === actor.userId;

function lineView(words: Words, view: AssessmentView, line: TaskListLine) {
  const { t } = words;
  const parameters = { assessment: view.assessment.id, dimension: line.dimension };
  const title = t(`${line.dimension}.title`);
  return {
    href: line.may.view ? href(ROUTES.dimension, parameters) : undefined,
    title,
    state: stateOf(words, line),
    notes: notesOf(words, view, line),
    assign: view.may.assign
      ? { href: href(ROUTES.assign, parameters), label: t('page.assessment.list.assign-of', { title }) }
      : undefined,
  };
}

function stateOf({ t }: Words, { asked, answered, optionalAnswered, unconfirmed }: TaskListLine) {
  if (unconfirmed > 0) return { class: 'tag--attention', label: t('page.carried.list.state', { count: unconfirmed }) };
  if (answered === asked) return { class: 'tag--positive', label: t('page.assessment.list.state.complete') };
  if (answered + optionalAnswered === 0) return { class: 'tag--plain', label: t('page.assessment.list.state.none') };
  return { class: '', label: t('page.assessment.list.state.some', { answered, asked }) };
}

function notesOf({ t, format }: Words, view: AssessmentView, line: TaskListLine): string {
  const { assignment, answered, evidenced } = line;
  const who =
    assignment === undefined
      ? undefined
      : assignment.due === undefined
        ? t('page.assessment.list.assigned-no-date', { name: assignment.name ?? '' })
        : t('page.assessment.list.assigned', { name: assignment.name ?? '', date: format.date(assignment.due) });
  return [
    who ?? (view.may.assign ? t('page.assessment.list.unassigned') : undefined),
    answered === 0 ? undefined : t('page.assessment.list.evidenced', { evidenced, answered }),
    line.may.view ? undefined : t('page.assessment.list.not-yours'),
  ]
    .filter((note) => note !== undefined)
    .join(' · ');
}

/** The part with the table that others are compared with. */
function firstStep({ t }: Words, { published, dimensions }: AssessmentView): string | undefined {
  const base = published.instrument.questions.find(
    (question) => question.type === HEADCOUNT && question.rowsFrom === 'ranks',
  );
  const line = dimensions.find(({ dimension, may }) => dimension === base?.dimension && may.view);
  return line === undefined ? undefined : t('page.assessment.list.first-step', { title: t(`${line.dimension}.title`) });
}
