import type { AnswersCheck } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { railOf } from '../result/rail.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

export interface SubmitForm {
  readonly name: string;
  readonly office: string;
  readonly date: string;
  readonly evidence: string;
}

/** Paths of the command's faults → names of the form's fields. */
const FIELD_OF: Readonly<Record<string, keyof SubmitForm>> = {
  'approval.name': 'name',
  'approval.function': 'office',
  'approval.date': 'date',
  'approval.evidence': 'evidence',
};
const LABEL_OF: Readonly<Record<keyof SubmitForm, string>> = {
  name: 'page.submit.name',
  office: 'page.submit.function',
  date: 'page.submit.date',
  evidence: 'page.submit.evidence',
};

export const submitFaults = ({ t }: Words) => ({
  field: (path: string): string | undefined => FIELD_OF[path],
  label: (path: string): string => t(LABEL_OF[FIELD_OF[path] ?? 'name']),
});

export function submitView(words: Words, check: AnswersCheck, form: SubmitForm, errors: FormErrors): object {
  const { t } = words;
  const { assessment, agency } = check;
  const here = { assessment: assessment.id };
  const checkPage = href(ROUTES.check, here);
  return {
    title: t('page.submit.title'),
    lead: t('page.submit.lead', { title: assessment.title, agency: agency.name }),
    rail: railOf(words, { ...here, agency: agency.id, state: assessment.state, current: 'check' }),
    closed: closedView(words, check),
    blocked: check.blocking.length > 0 ? { count: check.blocking.length, href: checkPage } : undefined,
    warnings: check.warnings.length > 0 ? { count: check.warnings.length, href: checkPage } : undefined,
    errors: summaryOf(errors),
    action: href(ROUTES.submit, here),
    back: checkPage,
    ...fieldsOf(words, check, form, errors),
  };
}

function fieldsOf({ t, format }: Words, check: AnswersCheck, form: SubmitForm, errors: FormErrors): object {
  const none = { value: '', label: t('page.submit.evidence-none') };
  const choices = check.evidence.map(({ id, title, number, date }) => ({
    value: id,
    label: [title, number, date === undefined ? undefined : format.date(date)]
      .filter((part) => part !== undefined)
      .join(', '),
  }));
  return {
    name: field('name', t('page.submit.name'), { value: form.name, errors, autocomplete: 'off' }),
    office: field('office', t('page.submit.function'), {
      value: form.office,
      errors,
      hint: t('page.submit.function-hint'),
    }),
    date: field('date', t('page.submit.date'), { value: form.date, errors, type: 'date', width: 'width-date' }),
    evidence:
      choices.length === 0
        ? undefined
        : choiceField('evidence', t('page.submit.evidence'), [none, ...choices], {
            value: form.evidence,
            errors,
            optional: true,
            hint: t('page.submit.evidence-hint'),
          }),
  };
}

function closedView({ t }: Words, { assessment }: AnswersCheck): object | undefined {
  if (assessment.state === 'draft') return undefined;
  return {
    text: t('page.submit.closed'),
    link: t('page.submit.closed-link'),
    href: href(ROUTES.result, { assessment: assessment.id }),
  };
}
