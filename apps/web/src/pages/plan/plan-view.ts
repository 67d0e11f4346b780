import { TASK_STATES, type PlanLine, type PlanView, type TaskState } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { formChoices, type TypedForm } from '../documents/chosen-form.js';
import { choiceField, summaryOf, type FormErrors } from '../shell/fields.js';
import { planSummary, type PlanWords } from './plan-words.js';

export const PLAN_FILTERS = [...TASK_STATES, 'overdue', 'mine'] as const;
type PlanFilter = (typeof PLAN_FILTERS)[number];

export interface PlanAsked {
  readonly show?: PlanFilter | undefined;
  readonly said?: string;
  /** Who reads: whose tasks are "mine". */
  readonly reader: string;
  readonly edition: string;
  readonly typed: TypedForm;
  readonly errors: FormErrors;
}

const SAID = ['moved', 'brought', 'added'] as const;

/** The board: a column for each state on a desk, one list with filters on a phone. */
export function planView(plan: PlanWords, view: PlanView, asked: PlanAsked): object {
  const { words } = plan;
  const { t } = words;
  const { agency, lines, may, waiting } = view;
  const here = { agency: agency.id };
  const shown = lines.filter((line) => matches(plan, line, asked));
  const said = SAID.find((one) => one === asked.said);
  return {
    crumbs: [{ href: href(ROUTES.agency, here), label: agency.name }],
    errors: summaryOf(asked.errors),
    said: said === undefined ? undefined : t(`page.plan.said.${said}`),
    mayEdit: may.edit,
    empty: lines.length === 0,
    summary: lines.length === 0 ? undefined : planSummary(words, tasksOf(view), view.today),
    add: may.edit ? href(ROUTES.addTask, here) : undefined,
    timeline: href(ROUTES.planTimeline, here),
    files: ['xlsx', 'csv'].map((format) => ({
      href: href(ROUTES.planFile, { ...here, format }),
      label: t(`page.plan.file.${format}`),
    })),
    waiting:
      waiting === 0
        ? undefined
        : { text: t('page.plan.waiting', { count: waiting }), action: href(ROUTES.bringDecisions, here) },
    filters: filtersOf(plan, view, asked),
    none: lines.length > 0 && shown.length === 0,
    columns: columnsOf(plan, shown, asked.show),
    followUp: followUpView(plan, view, asked),
  };
}

const tasksOf = ({ lines }: PlanView) => lines.map(({ task }) => task);

function matches(plan: PlanWords, { task }: PlanLine, { show, reader }: PlanAsked): boolean {
  if (show === undefined) return true;
  if (show === 'overdue') return plan.overdue(task);
  return show === 'mine' ? task.ownerId === reader : task.state === show;
}

function filtersOf(plan: PlanWords, { agency, lines }: PlanView, asked: PlanAsked): readonly object[] {
  const { t } = plan.words;
  const one = (show: PlanFilter | undefined) => {
    const count = lines.filter((line) => matches(plan, line, { ...asked, show })).length;
    const label = t(`page.plan.filter.${show ?? 'all'}`);
    return {
      label: t('page.plan.filter.counted', { label, number: count }),
      href: href(ROUTES.plan, { agency: agency.id }, show === undefined ? {} : { query: { show } }),
      isCurrent: asked.show === show,
    };
  };
  return [undefined, ...PLAN_FILTERS].map(one);
}

function columnsOf(plan: PlanWords, lines: readonly PlanLine[], show: PlanFilter | undefined): readonly object[] {
  const states = TASK_STATES.filter((state) => lines.some(({ task }) => task.state === state) || show === undefined);
  return states.map((state) => {
    const own = lines.filter(({ task }) => task.state === state);
    return {
      id: `column-${state}`,
      title: plan.words.t(`plan.state.${state}`),
      number: plan.words.format.count(own.length),
      cards: own.map((line) => cardOf(plan, line)),
    };
  });
}

function cardOf(plan: PlanWords, { task, may, evidence }: PlanLine): object {
  const { t } = plan.words;
  const here = { task: task.id };
  const title = plan.title(task);
  return {
    id: `task-${task.id}`,
    href: href(ROUTES.task, here),
    title,
    dimension: plan.dimension(task),
    // The word stands before it.
    due: plan.day(task),
    overdue: plan.overdue(task) ? t('plan.overdue') : undefined,
    owner: plan.owner(task) ?? t('plan.no-owner'),
    evidence: evidence.length === 0 ? undefined : t('page.plan.evidence-count', { count: evidence.length }),
    move: may.report
      ? {
          action: href(ROUTES.moveTask, here),
          revision: task.revision,
          label: t('page.plan.move-label', { title }),
          to: moves(task.state).map((state) => ({ state, label: t(`page.plan.move.${state}`) })),
          // A reason is asked for where there is room to give one.
          drop:
            task.state === 'dropped'
              ? undefined
              : href(ROUTES.task, here, { query: { state: 'dropped' }, fragment: 'report' }),
        }
      : undefined,
  };
}

const moves = (from: TaskState): readonly TaskState[] =>
  TASK_STATES.filter((state) => state !== from && state !== 'dropped');

const EDITIONS = ['internal', 'sharing'] as const;

/** Only a plan that an assessment began can be set beside it. */
function followUpView(
  plan: PlanWords,
  { agency, adoptions, may, languages }: PlanView,
  asked: PlanAsked,
): object | undefined {
  const { t, format } = plan.words;
  const [adoption] = adoptions;
  if (adoption === undefined || !may.edit) return undefined;
  return {
    action: href(ROUTES.followUp, { agency: agency.id }),
    lead: t('page.plan.follow-up.lead', { title: adoption.title, date: format.date(adoption.on) }),
    documents: href(ROUTES.documents, { assessment: adoption.assessment }),
    form: formChoices(plan.words, { languages, typed: asked.typed, errors: asked.errors }),
    edition: choiceField(
      'edition',
      t('page.documents.edition.label'),
      EDITIONS.map((value) => ({
        value,
        label: t(`page.documents.edition.${value}`),
        about: t(`plan.document.${value}-about`),
      })),
      { value: asked.edition, errors: asked.errors },
    ),
  };
}
