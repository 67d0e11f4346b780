import { field, type Field } from '../shell/fields.js';
import { inputsOf, type InputContext, type Inputs } from './input-view.js';

const FIGURES: ReadonlySet<string> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage', 'number']);

interface Ticked {
  readonly id: string;
  readonly checked: boolean;
}
interface AnswerFields extends Inputs {
  readonly source: Field | undefined;
  readonly notAvailable: Ticked | undefined;
  readonly notApplicable: (Ticked & { readonly reason: Field }) | undefined;
}

/** What a question is answered with, as `partials/forms/answer-fields` draws it. */
export const answerFieldsView = (context: InputContext): AnswerFields => ({
  ...inputsOf(context),
  ...(FIGURES.has(context.question.type) ? figureFields(context) : NO_FIGURE),
  notApplicable: context.question.notApplicable ? notApplicableOf(context) : undefined,
});

const NO_FIGURE = { source: undefined, notAvailable: undefined };

/** Figures come from somewhere, and may not exist. */
const figureFields = ({ words: { t }, question, fields, errors }: InputContext) => ({
  source: field('source', t('page.assessment.question.source'), {
    id: `${question.id}-source`,
    value: fields.text('source'),
    hint: t('page.assessment.question.source-hint'),
    optional: true,
    maxlength: 500,
    errors,
  }),
  notAvailable: { id: `${question.id}-notAvailable`, checked: fields.ticked('notAvailable') },
});

function notApplicableOf({ words: { t }, question, instrument, fields, errors }: InputContext) {
  const min = instrument.constants.notApplicableReasonLength;
  return {
    id: `${question.id}-notApplicable`,
    checked: fields.ticked('notApplicable'),
    reason: field('reason', t('page.assessment.question.not-applicable-why'), {
      id: `${question.id}-reason`,
      value: fields.text('reason'),
      hint: t('page.assessment.question.not-applicable-hint', { min }),
      rows: 2,
      errors,
    }),
  };
}
