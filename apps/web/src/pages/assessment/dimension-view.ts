import type { DimensionView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { isWaiting, nameOfOrigin } from './last-answer.js';
import { questionView, type Typed } from './question-view.js';
import { whenOf } from './when.js';

/** A page of questions: one dimension, the rail of all that this person may open, and the way on. */
export function dimensionView(
  words: Words,
  view: DimensionView,
  state: { readonly typed?: Typed; readonly saved?: string },
) {
  const { t } = words;
  const { typed } = state;
  const position = view.dimensions.findIndex(({ dimension }) => dimension === view.dimension);
  const [previous, next] = [view.dimensions[position - 1], view.dimensions[position + 1]];
  const to = (dimension: string): string => href(ROUTES.dimension, { assessment: view.assessment.id, dimension });
  return {
    ...frameOf(words, view),
    title: t(`${view.dimension}.title`),
    about: words.find(`${view.dimension}.about`),
    lead: leadOf(words, view, position),
    dates: t('page.assessment.dimension.dates', {
      stock: words.format.date(view.assessment.stockDate),
      period: words.format.period(view.assessment.reference.from, view.assessment.reference.to),
    }),
    assigned: assignedText(words, view),
    readOnly: !view.may.answer,
    saved: savedText(words, state.saved),
    waiting: waitingView(words, view),
    errors: typed === undefined ? [] : summaryOf(typed.errors, typed.question),
    questions: view.questions.map((line) => questionView(words, view, line, { typed, origin: 'dimension' })),
    previous:
      previous === undefined
        ? undefined
        : {
            href: to(previous.dimension),
            label: t('page.assessment.dimension.previous', { title: t(`${previous.dimension}.title`) }),
          },
    next:
      next === undefined
        ? {
            href: href(ROUTES.assessment, { assessment: view.assessment.id }),
            label: t('page.assessment.dimension.overview'),
          }
        : {
            href: to(next.dimension),
            label: t('page.assessment.dimension.next', { title: t(`${next.dimension}.title`) }),
          },
  };
}

/** What stands around every page of an assessment: where you are, and the rail. */
export function frameOf({ t }: Words, view: Pick<DimensionView, 'assessment' | 'agency' | 'dimensions' | 'dimension'>) {
  const { assessment, agency } = view;
  return {
    crumbs: [
      { href: href(ROUTES.agency, { agency: agency.id }), label: agency.name },
      { href: href(ROUTES.assessment, { assessment: assessment.id }), label: assessment.title },
    ],
    rail: [
      {
        href: href(ROUTES.assessment, { assessment: assessment.id }),
        label: t('page.assessment.breadcrumb-overview'),
        state: undefined,
        current: false,
      },
      ...view.dimensions.map(({ dimension, answered, asked }) => ({
        href: href(ROUTES.dimension, { assessment: assessment.id, dimension }),
        label: t(`${dimension}.title`),
        state: t('page.assessment.list.state.some', { answered, asked }),
        current: dimension === view.dimension,
      })),
    ],
  };
}

/** What was done, as the address of the page says. */
export const savedText = ({ find }: Words, saved: string | undefined): string | undefined =>
  saved === undefined ? undefined : (find(`page.assessment.saved.${saved}`) ?? find(`page.carried.saved.${saved}`));

/** What was carried over into this part and that nobody has confirmed. */
function waitingView({ t }: Words, view: DimensionView): object | undefined {
  const count = view.questions.filter(isWaiting).length;
  if (count === 0 || !view.may.answer || view.lastFrom === undefined) return undefined;
  return {
    title: t('page.carried.dimension.title', { count }),
    lead: t('page.carried.dimension.lead', { from: nameOfOrigin(view.lastFrom) }),
    action: href(ROUTES.confirmAnswers, { assessment: view.assessment.id, dimension: view.dimension }),
    confirm: t('page.carried.dimension.confirm', { count }),
  };
}

function leadOf(words: Words, view: DimensionView, position: number): string {
  const { t } = words;
  const progress = view.dimensions[position];
  const numbers = {
    position: position + 1,
    count: view.dimensions.length,
    answered: progress?.answered ?? 0,
    asked: progress?.asked ?? view.questions.length,
  };
  const last = view.questions
    .flatMap(({ current }) => (current?.changedAt === undefined ? [] : [current.changedAt]))
    .reduce<Date | undefined>((latest, at) => (latest === undefined || at > latest ? at : latest), undefined);
  return last === undefined
    ? t('page.assessment.dimension.lead-untouched', numbers)
    : t('page.assessment.dimension.lead', { ...numbers, when: whenOf(words, view, last) });
}

function assignedText({ t, format }: Words, { assignment }: DimensionView): string | undefined {
  if (assignment?.name === undefined) return undefined;
  return assignment.due === undefined
    ? t('page.assessment.dimension.assigned', { name: assignment.name })
    : t('page.assessment.list.assigned', { name: assignment.name, date: format.date(assignment.due) });
}
