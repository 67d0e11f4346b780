import { TASK_STATES, type PlanTask, type TaskView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { mostBytes } from '../shell/faults.js';
import { choiceField, field, type Field, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { PlanWords } from './plan-words.js';

/** A form that could not be saved, with what was typed and what is wrong with it. */
export interface RefusedTask {
  readonly form: 'promise' | 'report' | 'evidence';
  readonly body: FormBody;
  readonly errors: FormErrors;
}

const PROMISE = ['what', 'ownerRole', 'ownerName', 'ownerId', 'due', 'indicator', 'target'] as const;
type PromiseField = (typeof PROMISE)[number];
export const PROMISE_FIELDS = [...PROMISE, 'reminders', 'revision'] as const;
export const REPORT_FIELDS = ['state', 'reason', 'measured', 'note', 'revision'] as const;

export interface PromisePage {
  readonly colleagues: TaskView['colleagues'];
  /** Undefined for a task that is still to be made. */
  readonly task?: PlanTask;
  readonly refused?: RefusedTask | undefined;
}

/** What is promised; a field left empty shows what the recommendation says instead. */
export function promiseForm(plan: PlanWords, { colleagues, task, refused }: PromisePage) {
  const { t } = plan.words;
  const typed = refused?.form === 'promise' ? new FormFields(refused.body) : undefined;
  const errors = refused?.form === 'promise' ? refused.errors : [];
  const valueOf = (name: PromiseField): string => typed?.text(name) ?? task?.[name] ?? '';
  const instead = (name: PromiseField, given: string | undefined): string | undefined =>
    given === undefined ? undefined : t(`page.plan.task.instead.${name}`, { words: given });
  const input = (name: PromiseField, options: Partial<Field> = {}): Field =>
    field(name, t(`page.plan.task.field.${name}`), { value: valueOf(name), errors, optional: true, ...options });
  const fromRule = task?.origin !== undefined;
  const own = task === undefined ? undefined : { ...task, what: undefined, indicator: undefined };
  return {
    what: input('what', {
      rows: 2,
      optional: fromRule,
      hint: fromRule ? instead('what', plan.title(stripped(task))) : t('page.plan.task.hint.what'),
    }),
    ownerRole: input('ownerRole', {
      hint:
        instead('ownerRole', task === undefined ? undefined : plan.typicalRole(task)) ??
        t('page.plan.task.hint.ownerRole'),
    }),
    ownerName: input('ownerName', { hint: t('page.plan.task.hint.ownerName') }),
    ownerId: choiceField(
      'ownerId',
      t('page.plan.task.field.ownerId'),
      [
        { value: '', label: t('page.plan.task.nobody') },
        ...colleagues.map(({ userId, name }) => ({ value: userId, label: name })),
      ],
      { value: valueOf('ownerId'), errors, optional: true, hint: t('page.plan.task.hint.ownerId') },
    ),
    due: input('due', { type: 'date', width: 'width-date' }),
    indicator: input('indicator', {
      rows: 2,
      hint: own === undefined || !fromRule ? undefined : instead('indicator', plan.indicator(stripped(task))),
    }),
    target: input('target', { hint: t('page.plan.task.hint.target') }),
    reminders: {
      id: 'reminders',
      checked: typed === undefined ? (task?.reminders ?? true) : typed.ticked('reminders'),
    },
    revision: task?.revision ?? 0,
    open: refused?.form === 'promise',
  };
}

/** As the recommendation has it, without the words of the agency. */
function stripped(task: PlanTask): PlanTask {
  const { what: _, indicator: __, ...rest } = task;
  return rest;
}

export function readPromiseForm(body: FormBody | undefined) {
  const fields = new FormFields(body);
  const given = Object.fromEntries(
    PROMISE.map((name) => [name, fields.text(name)]).filter(([, value]) => value !== ''),
  );
  return { ...(given as { readonly [name in PromiseField]?: string }), reminders: fields.ticked('reminders') };
}

export function reportForm(
  plan: PlanWords,
  task: PlanTask,
  { refused, state }: { readonly refused?: RefusedTask | undefined; readonly state?: unknown },
) {
  const { t } = plan.words;
  const typed = refused?.form === 'report' ? new FormFields(refused.body) : undefined;
  const errors = refused?.form === 'report' ? refused.errors : [];
  const asked = TASK_STATES.find((one) => one === state) ?? task.state;
  const indicator = plan.indicator(task);
  return {
    action: href(ROUTES.reportTask, { task: task.id }),
    revision: task.revision,
    state: choiceField(
      'state',
      t('plan.field.state'),
      TASK_STATES.map((value) => ({
        value,
        label: t(`plan.state.${value}`),
        about: t(`page.plan.task.state.${value}`),
      })),
      { value: typed?.text('state') ?? asked, errors },
    ),
    reason: field('reason', t('page.plan.task.field.reason'), {
      value: typed?.text('reason') ?? task.reason ?? '',
      errors,
      rows: 2,
      optional: true,
      hint: t('page.plan.task.hint.reason'),
    }),
    measured: field('measured', t('plan.field.measured'), {
      value: typed?.text('measured') ?? task.measured ?? '',
      errors,
      optional: true,
      hint: indicator === undefined ? undefined : t('page.plan.task.hint.measured', { indicator }),
    }),
    note: field('note', t('plan.field.note'), {
      value: typed?.text('note') ?? '',
      errors,
      rows: 2,
      optional: true,
      hint: t('page.plan.task.hint.note'),
    }),
  };
}

const KINDS = ['citation', 'link', 'file'] as const;

/** The form of evidence of an answer, for a task. */
export function taskEvidenceForm(plan: PlanWords, { task, largestFile }: TaskView, refused: RefusedTask | undefined) {
  const { words } = plan;
  const { t } = words;
  const mine = refused?.form === 'evidence' ? refused : undefined;
  const fields = new FormFields(mine?.body);
  const errors = mine?.errors ?? [];
  const input = (name: string, label: string, rest: Partial<Field> = {}): Field =>
    field(name, t(`page.assessment.item.${label}`), {
      id: `new-${name}`,
      value: fields.text(name),
      errors,
      maxlength: 200,
      optional: true,
      ...rest,
    });
  return {
    action: href(ROUTES.addTaskEvidence, { task: task.id }),
    open: mine !== undefined,
    how: choiceField(
      'how',
      t('page.assessment.item.how'),
      KINDS.map((kind) => ({
        value: kind,
        label: t(`page.assessment.item.how-${kind}`),
        about: t(`page.assessment.item.how-${kind}-about`, { size: mostBytes(words, largestFile) }),
      })),
      { id: 'new-how', value: fields.text('how') === '' ? 'citation' : fields.text('how'), errors },
    ),
    title: input('title', 'evidence-title-label', { maxlength: 300, optional: false }),
    number: input('number', 'number', { hint: t('page.assessment.item.number-hint') }),
    date: input('date', 'date', { type: 'date', width: 'width-date', maxlength: undefined }),
    holder: input('holder', 'holder'),
    page: input('page', 'page', { width: 'width-short', maxlength: 60 }),
    url: input('url', 'url', { type: 'url', maxlength: 2000, optional: false }),
    file: { id: 'new-file', error: errors.find((one) => one.field === 'file')?.message },
    restricted: { id: 'new-restricted', checked: fields.ticked('restricted') },
  };
}
