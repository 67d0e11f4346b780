import { NO_CURRENCY } from '@isonomia/application';
import type { ChecklistQuestion, Question } from '@isonomia/instrument';
import { field, type Field } from '../shell/fields.js';
import { gridField } from './grid-view.js';
import { tableField, type TableContext, type TableField } from './table-view.js';

interface ChoiceCard {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly about: string | undefined;
  readonly checked: boolean;
}
export interface Inputs {
  readonly choices:
    { readonly name: string; readonly error: string | undefined; readonly options: readonly ChoiceCard[] } | undefined;
  readonly checks: { readonly error: string | undefined; readonly options: readonly CheckCard[] } | undefined;
  readonly table: TableField | undefined;
  readonly input: Field | undefined;
  readonly area: Field | undefined;
  readonly pay: PayFields | undefined;
  readonly several: { readonly id: string; readonly checked: boolean } | undefined;
  readonly errorsOfTable: readonly string[];
}
interface CheckCard extends ChoiceCard {
  readonly proofs: readonly string[];
}
interface PayFields {
  readonly currency: Field;
  readonly period: Field & { readonly options: readonly { value: string; label: string; selected: boolean }[] };
  readonly women: Field;
  readonly men: Field;
}

export type InputContext = TableContext & { readonly question: Question };

const NONE: Inputs = {
  choices: undefined,
  checks: undefined,
  table: undefined,
  input: undefined,
  area: undefined,
  pay: undefined,
  several: undefined,
  errorsOfTable: [],
};

/** The fields in which a question of each type is answered. */
export function inputsOf(context: InputContext): Inputs {
  const { question, errors } = context;
  switch (question.type) {
    case 'maturity':
      return { ...NONE, choices: cards(context, 'level', ['0', '1', '2', '3', '4'], levelCard) };
    case 'compliance':
      return { ...NONE, choices: cards(context, 'answer', ['yes', 'partly', 'no'], answerCard) };
    case 'checklist':
      return { ...NONE, checks: checkCards(question, context) };
    case 'number':
    case 'date':
      return { ...NONE, input: simpleInput(context) };
    case 'text':
      return { ...NONE, area: textArea(context, question.maxLength) };
    default:
      return { ...NONE, errorsOfTable: messages(errors), ...figureInputs(question, context) };
  }
}

type FigureQuestion = Parameters<typeof gridField>[0] | Parameters<typeof tableField>[0];

function figureInputs(question: FigureQuestion, context: InputContext): Partial<Inputs> {
  switch (question.type) {
    case 'headcount':
      return { table: tableField(question, context) };
    case 'pay':
      return { table: tableField(question, context), pay: payFields(context) };
    case 'flow': {
      const several = { id: `${question.id}-severalIntakes`, checked: context.fields.ticked('severalIntakes') };
      return { table: tableField(question, context), several };
    }
    default:
      return { table: gridField(question, context) };
  }
}

/** A message beside a cell would break the row: those of a table stand above it. */
const messages = (errors: InputContext['errors']): readonly string[] =>
  errors.filter(({ field: name }) => name !== 'source' && name !== 'reason').map(({ message }) => message);

type Card = (context: InputContext, value: string) => { readonly name: string; readonly about: string | undefined };

const levelCard: Card = ({ words, question }, value) => ({
  name: `${value} · ${words.t(`scale.${value}.title`)}`,
  about: words.find(`${question.id}.levels.${value}`),
});
const answerCard: Card = ({ words, question }, value) => ({
  name: words.t(`answer.${value}`),
  about: words.find(`${question.id}.answers.${value}`),
});

function cards(context: InputContext, name: string, values: readonly string[], card: Card): Inputs['choices'] {
  const { question, fields, errors } = context;
  const chosen = fields.text(name);
  return {
    name,
    error: errors.find((one) => one.field === name)?.message,
    options: values.map((value, position) => ({
      // The first carries the id that an error links to.
      id: position === 0 ? `${question.id}-${name}` : `${question.id}-${name}-${value}`,
      value,
      ...card(context, value),
      checked: chosen === value,
    })),
  };
}

function checkCards(question: ChecklistQuestion, { words, fields, errors }: InputContext): Inputs['checks'] {
  const checked = fields.all('checked');
  return {
    error: errors.find((one) => one.field === 'checked')?.message,
    options: question.options.map(({ id, exclusive }, position) => ({
      id: position === 0 ? `${question.id}-checked` : `${question.id}-checked-${id}`,
      value: id,
      name: words.find(`${question.id}.options.${id}`) ?? id,
      about: exclusive ? words.t('page.assessment.question.exclusive') : undefined,
      checked: checked.includes(id),
      proofs: fields.all(`proved[${id}]`),
    })),
  };
}

function simpleInput({ words, question, fields, errors }: InputContext): Field {
  const { t, find } = words;
  const common = { id: `${question.id}-${question.type}`, value: fields.text(question.type), errors };
  if (question.type !== 'number') {
    return field('date', t('page.assessment.question.date'), { ...common, type: 'date', width: 'width-date' });
  }
  const range = question.whole ? 'whole-between' : 'number-between';
  const unit = find(`${question.id}.unit`);
  const label = t(`page.assessment.question.${range}`, { min: question.min, max: question.max });
  return field('number', unit === undefined ? label : `${label} (${unit})`, {
    ...common,
    inputmode: question.whole ? 'numeric' : 'decimal',
    width: 'width-number',
    autocomplete: 'off',
  });
}

const textArea = ({ words, question, fields, errors }: InputContext, max: number): Field =>
  field('text', words.t('page.assessment.question.text'), {
    id: `${question.id}-text`,
    value: fields.text('text'),
    hint: words.t('page.assessment.question.text-hint', { max }),
    rows: 6,
    errors,
  });

const PERIODS = ['month', 'year', 'hour'] as const;

function payFields({ words, question, agency, fields, errors }: InputContext): PayFields {
  const { t } = words;
  const own = agency.currency === NO_CURRENCY ? '' : agency.currency;
  const period = fields.text('period');
  const known = PERIODS.map((value) => t(`page.assessment.table.period-${value}`));
  const chosen = period === '' ? known[0] : period;
  const all = chosen === undefined || known.includes(chosen) ? known : [...known, chosen];
  const median = (sex: 'women' | 'men'): Field =>
    field(`median[${sex}]`, t(`page.assessment.table.median-${sex}`), {
      id: `${question.id}-median-${sex}`,
      value: fields.text(`median[${sex}]`),
      inputmode: 'decimal',
      width: 'width-amount',
      autocomplete: 'off',
      errors,
    });
  return {
    currency: field('currency', t('page.assessment.table.currency'), {
      id: `${question.id}-currency`,
      value: fields.text('currency') === '' ? own : fields.text('currency'),
      width: 'width-number',
      maxlength: 3,
      autocomplete: 'off',
      errors,
    }),
    period: {
      ...field('period', t('page.assessment.table.period'), {
        id: `${question.id}-period`,
        width: 'width-short',
        errors,
      }),
      options: all.map((value) => ({ value, label: value, selected: value === chosen })),
    },
    women: median('women'),
    men: median('men'),
  };
}
