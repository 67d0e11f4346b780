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

/** What was typed and refused, where this form was: else what stands. */
class Typed {
  private readonly fields: FormFields | undefined;
  readonly errors: FormErrors;

  constructor(
    readonly refused: RefusedTask | undefined,
    form: RefusedTask['form'],
  ) {
    const mine = refused?.form === form ? refused : undefined;
    this.fields = mine === undefined ? undefined : new FormFields(mine.body);
    this.errors = mine?.errors ?? [];
  }

  get isOpen(): boolean {
    return this.fields !== undefined;
  }

  text(name: string, stands = ''): string {
    return this.fields?.text(name) ?? stands;
  }

  ticked(name: string, stands: boolean): boolean {
    return this.fields?.ticked(name) ?? stands;
  }
}

/** What is promised; a field left empty shows what the recommendation says instead. */
export function promiseForm(plan: PlanWords, { colleagues, task, refused }: PromisePage) {
  const { t } = plan.words;
  const typed = new Typed(refused, 'promise');
  const { errors } = typed;
  const instead = insteadOf(plan, task);
  const input = (name: PromiseField, options: Partial<Field> = {}): Field =>
    field(name, t(`page.plan.task.field.${name}`), {
      value: typed.text(name, task?.[name]),
      errors,
      optional: true,
      ...options,
    });
  return {
    what: input('what', {
      rows: 2,
      optional: task?.origin !== undefined,
      hint: instead.what ?? t('page.plan.task.hint.what'),
    }),
    ownerRole: input('ownerRole', { hint: instead.ownerRole ?? t('page.plan.task.hint.ownerRole') }),
    ownerName: input('ownerName', { hint: t('page.plan.task.hint.ownerName') }),
    ownerId: choiceField('ownerId', t('page.plan.task.field.ownerId'), accountsOf(plan, colleagues), {
      value: typed.text('ownerId', task?.ownerId),
      errors,
      optional: true,
      hint: t('page.plan.task.hint.ownerId'),
    }),
    due: input('due', { type: 'date', width: 'width-date' }),
    indicator: input('indicator', { rows: 2, hint: instead.indicator }),
    target: input('target', { hint: t('page.plan.task.hint.target') }),
    reminders: { id: 'reminders', checked: typed.ticked('reminders', task?.reminders ?? true) },
    revision: task?.revision ?? 0,
    open: typed.isOpen,
  };
}

/** What the recommendation says where a field is left empty. */
function insteadOf(plan: PlanWords, task: PlanTask | undefined) {
  if (task?.origin === undefined) return { what: undefined, ownerRole: undefined, indicator: undefined };
  const bare = stripped(task);
  const said = (name: PromiseField, words: string | undefined): string | undefined =>
    words === undefined ? undefined : plan.words.t(`page.plan.task.instead.${name}`, { words });
  return {
    what: said('what', plan.title(bare)),
    ownerRole: said('ownerRole', plan.typicalRole(bare)),
    indicator: said('indicator', plan.indicator(bare)),
  };
}

const accountsOf = ({ words }: PlanWords, colleagues: TaskView['colleagues']) => [
  { value: '', label: words.t('page.plan.task.nobody') },
  ...colleagues.map(({ userId, name }) => ({ value: userId, label: name })),
];

/** As the recommendation has it, without the words of the agency. */
function stripped(task: PlanTask): PlanTask {
  const { what: _, indicator: __, ...rest } = task;
  return rest;
}

export function readPromiseForm(body: FormBody | undefined) {
  const fields = new FormFields(body);
  const given: { [name in PromiseField]?: string } = {};
  for (const name of PROMISE) {
    const value = fields.text(name);
    if (value !== '') given[name] = value;
  }
  return { ...given, reminders: fields.ticked('reminders') };
}

export function reportForm(
  plan: PlanWords,
  task: PlanTask,
  { refused, state }: { readonly refused?: RefusedTask | undefined; readonly state?: unknown },
) {
  const { t } = plan.words;
  const typed = new Typed(refused, 'report');
  const { errors } = typed;
  const asked = TASK_STATES.find((one) => one === state) ?? task.state;
  const indicator = plan.indicator(task);
  const states = TASK_STATES.map((value) => ({
    value,
    label: t(`plan.state.${value}`),
    about: t(`page.plan.task.state.${value}`),
  }));
  return {
    action: href(ROUTES.reportTask, { task: task.id }),
    revision: task.revision,
    state: choiceField('state', t('plan.field.state'), states, { value: typed.text('state', asked), errors }),
    reason: field('reason', t('page.plan.task.field.reason'), {
      value: typed.text('reason', task.reason),
      errors,
      rows: 2,
      optional: true,
      hint: t('page.plan.task.hint.reason'),
    }),
    measured: field('measured', t('plan.field.measured'), {
      value: typed.text('measured', task.measured),
      errors,
      optional: true,
      hint: indicator === undefined ? undefined : t('page.plan.task.hint.measured', { indicator }),
    }),
    note: field('note', t('plan.field.note'), {
      value: typed.text('note'),
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
