import type { TaskEvent, TaskEvidence, TaskView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { bytes } from '../shell/faults.js';
import { summaryOf } from '../shell/fields.js';
import { promiseForm, reportForm, taskEvidenceForm, type RefusedTask } from './task-forms.js';
import type { PlanWords } from './plan-words.js';

export interface TaskPage {
  readonly said?: unknown;
  /** The state that a card of the board wanted. */
  readonly state?: unknown;
  readonly refused?: RefusedTask;
  /** Somebody else changed it first; what they saved is on the page. */
  readonly conflict?: boolean;
}

const SAID = ['changed', 'reported', 'evidence', 'removed', 'restored'] as const;

export function taskView(plan: PlanWords, view: TaskView, page: TaskPage): object {
  const { words } = plan;
  const { t } = words;
  const { agency, task } = view;
  const said = SAID.find((one) => one === page.said);
  const board = href(ROUTES.plan, { agency: agency.id });
  return {
    crumbs: [
      { href: href(ROUTES.agency, { agency: agency.id }), label: agency.name },
      { href: board, label: t('page.plan.title') },
    ],
    said: said === undefined ? undefined : t(`page.plan.task.said.${said}`),
    errors: summaryOf(page.refused?.errors ?? [], page.refused?.form === 'evidence' ? 'new' : ''),
    conflict: page.conflict === true,
    title: plan.title(task),
    tag: plan.tag(task.state),
    overdue: plan.overdue(task) ? t('plan.overdue') : undefined,
    action: task.what === undefined ? plan.action(task) : undefined,
    facts: factsOf(plan, view),
    ...formsOf(plan, view, page),
    evidence: evidenceOf(plan, view),
    history: view.history.map((event) => eventView(plan, view, event)),
    board,
  };
}

function formsOf(plan: PlanWords, view: TaskView, { refused, state }: TaskPage) {
  const { task, may, colleagues } = view;
  const action = href(ROUTES.task, { task: task.id });
  return {
    report: may.report ? reportForm(plan, task, { refused, state }) : undefined,
    edit: may.edit ? { action, ...promiseForm(plan, { colleagues, task, refused }) } : undefined,
    add: may.report ? taskEvidenceForm(plan, view, refused) : undefined,
  };
}

function factsOf(plan: PlanWords, { task }: TaskView): readonly { readonly label: string; readonly value: string }[] {
  const { t } = plan.words;
  const { origin, state, reason, withdrawn, target, measured, reminders } = task;
  const why = reason ?? (withdrawn ? t('plan.withdrawn') : undefined);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['due', plan.dayInWords(task)],
    ['owner', plan.owner(task) ?? t('plan.no-owner')],
    ['indicator', plan.indicator(task)],
    ['target', target],
    ['measured', measured],
    ['reason', state === 'dropped' ? why : undefined],
    ['dimension', plan.dimension(task)],
    ['recommendation', origin === undefined ? t('page.plan.task.own-words') : origin.rule],
    ['reminders', t(`page.plan.task.reminders-${reminders ? 'on' : 'off'}`)],
  ];
  return facts.flatMap(([key, value]) => (value === undefined ? [] : [{ label: t(`plan.field.${key}`), value }]));
}

function evidenceOf(plan: PlanWords, { evidence, may }: TaskView) {
  return evidence
    .filter((one) => one.removedAt === undefined || (may.report && canComeBack(one)))
    .map((one) => {
      const here = { evidence: one.id };
      const gone = one.removedAt !== undefined;
      const file = one.kind === 'file' && !gone ? one.file : undefined;
      return {
        title: one.title,
        details: plan.evidence(one),
        removed: gone,
        link: one.kind === 'link' && !gone ? one.url : undefined,
        download:
          file === undefined
            ? undefined
            : { href: href(ROUTES.taskEvidenceFile, here), size: bytes(plan.words, file.size) },
        remove: may.report && !gone ? href(ROUTES.removeTaskEvidence, here) : undefined,
        restore: may.report && gone ? href(ROUTES.restoreTaskEvidence, here) : undefined,
      };
    });
}

const canComeBack = (one: TaskEvidence): boolean => one.kind !== 'file' || one.file !== undefined;

function eventView(plan: PlanWords, { agency, names }: TaskView, event: TaskEvent): object {
  const { t, format } = plan.words;
  const { kind, body, note, by, at } = event;
  return {
    when: t('page.plan.task.event.by', {
      name: names.get(by) ?? t('page.rounds.sharing.somebody'),
      at: format.instant(at.toISOString(), agency.timeZone),
    }),
    what: t(`page.plan.task.event.${kind}`),
    state: t(`plan.state.${body.state}`),
    lines: linesOf(plan, event),
    note: note ?? undefined,
  };
}

/** What it said then, as far as it said anything. */
function linesOf(plan: PlanWords, { body }: TaskEvent): readonly string[] {
  const { t, format } = plan.words;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['task', body.what],
    ['due', body.due === undefined ? undefined : format.date(body.due)],
    ['role', body.ownerRole],
    ['owner', body.ownerName],
    ['indicator', body.indicator],
    ['target', body.target],
    ['measured', body.measured],
    ['reason', body.reason],
  ];
  return said.flatMap(([key, value]) =>
    value === undefined ? [] : [t('page.plan.task.event.line', { label: t(`plan.field.${key}`), value })],
  );
}
