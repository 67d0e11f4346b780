import type { PlanTask, PlanView } from '@isonomia/application';
import { timelineChart, type TimelineData, type TimelineState } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { DESK, figureOf, PHONE } from '../result/result-parts.js';
import { planSummary, type PlanWords } from './plan-words.js';

export function timelineView(plan: PlanWords, view: PlanView): object {
  const { words } = plan;
  const { t } = words;
  const here = { agency: view.agency.id };
  const tasks = view.lines.map(({ task }) => task);
  const dated = tasks.some(({ due }) => due !== undefined);
  return {
    crumbs: [
      { href: href(ROUTES.agency, here), label: view.agency.name },
      { href: href(ROUTES.plan, here), label: t('page.plan.title') },
    ],
    summary: planSummary(words, tasks, view.today).text,
    board: href(ROUTES.plan, here),
    figure: dated ? figure(plan, view, tasks) : undefined,
  };
}

function figure(plan: PlanWords, view: PlanView, tasks: readonly PlanTask[]) {
  const { t, format, direction } = plan.words;
  const data: TimelineData = {
    rows: tasks.map((task) => ({
      label: plan.title(task),
      due: task.due,
      state: stateOf(plan, task),
      words: wordsOf(plan, task),
      cells: [plan.owner(task) ?? t('plan.no-owner')],
    })),
    today: view.today,
    finding: findingOf(plan, view, tasks),
    note: t('page.plan.timeline.note'),
    caption: t('page.plan.timeline.caption'),
    columns: ['task', 'due', 'state', 'owner'].map((column) => t(`plan.field.${column}`)),
  };
  const drawn = (options: typeof DESK | typeof PHONE) => {
    const id = `${'prefix' in options ? options.prefix : ''}timeline`;
    return timelineChart(data, { t, format, direction, theme: options.theme, width: options.width, id });
  };
  return figureOf(drawn(DESK), drawn(PHONE), []);
}

const stateOf = (plan: PlanWords, task: PlanTask): TimelineState => {
  if (task.state === 'done' || task.state === 'dropped') return task.state;
  return plan.overdue(task) ? 'overdue' : 'open';
};

const wordsOf = (plan: PlanWords, task: PlanTask): string =>
  plan.words.t(plan.overdue(task) ? 'plan.overdue' : `plan.state.${task.state}`);

/** The next day on which something is due: what somebody looks for first. */
function findingOf(plan: PlanWords, { today }: PlanView, tasks: readonly PlanTask[]): string {
  const { t, format } = plan.words;
  const overdue = tasks.filter((task) => plan.overdue(task)).length;
  const open = tasks.filter((task) => task.state === 'to-do' || task.state === 'under-way');
  const next = open.map(({ due }) => due).find((due) => due !== undefined && due >= today);
  if (overdue > 0) return t('page.plan.timeline.overdue', { count: overdue });
  return next === undefined
    ? t('page.plan.timeline.nothing')
    : t('page.plan.timeline.next', { date: format.date(next) });
}
