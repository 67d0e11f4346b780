import type { AnswersCheck } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { railOf } from '../result/rail.js';
import { mostBytes } from '../shell/faults.js';
import { choiceField, field, summaryOf, type Field, type FieldOptions, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { draftLinks } from './check-view.js';

/** What is submitted, and how large the file of its decision may be. */
export interface Submittable extends AnswersCheck {
  readonly largestFile: number;
}

export interface SubmitForm {
  readonly name: string;
  readonly office: string;
  readonly date: string;
  /** How the decision is given: '' for not at all. */
  readonly decision: string;
  readonly evidence: string;
  readonly title: string;
  readonly number: string;
  readonly decided: string;
  readonly holder: string;
  readonly restricted: boolean;
}

type TextField = Exclude<keyof SubmitForm, 'restricted'>;

/** Paths of the command's faults → names of the form's fields. */
const FIELD_OF: Readonly<Record<string, TextField>> = {
  'approval.name': 'name',
  'approval.function': 'office',
  'approval.date': 'date',
  'approval.evidence': 'evidence',
  'approval.document.title': 'title',
  'approval.document.number': 'number',
  'approval.document.date': 'decided',
  'approval.document.holder': 'holder',
};
const LABEL_OF: Readonly<Record<TextField, string>> = {
  name: 'page.submit.name',
  office: 'page.submit.function',
  date: 'page.submit.date',
  decision: 'page.submit.decision',
  evidence: 'page.submit.evidence',
  title: 'page.submit.document-title',
  number: 'page.submit.document-number',
  decided: 'page.submit.document-date',
  holder: 'page.submit.document-holder',
};

export const submitFaults = ({ t }: Words) => ({
  field: (path: string): string | undefined => FIELD_OF[path],
  label: (path: string): string => t(LABEL_OF[FIELD_OF[path] ?? 'name']),
});

export function submitView(words: Words, check: Submittable, form: SubmitForm, errors: FormErrors): object {
  const { t } = words;
  const { assessment, agency } = check;
  const here = { assessment: assessment.id };
  const checkPage = href(ROUTES.check, here);
  return {
    title: t('page.submit.title'),
    lead: t('page.submit.lead', { title: assessment.title, agency: agency.name }),
    rail: railOf(words, { ...here, agency: agency.id, state: assessment.state, current: 'check' }),
    closed: closedView(words, check),
    blocked: openCount(check) > 0 ? { count: openCount(check), href: checkPage } : undefined,
    warnings: check.warnings.length > 0 ? { count: check.warnings.length, href: checkPage } : undefined,
    drafts: draftLinks(words, check),
    errors: summaryOf(errors),
    action: href(ROUTES.submit, here),
    back: checkPage,
    ...fieldsOf(words, check, form, errors),
  };
}

const openCount = ({ blocking, unconfirmed }: AnswersCheck): number => blocking.length + unconfirmed.length;

function fieldsOf(words: Words, check: Submittable, form: SubmitForm, errors: FormErrors): object {
  const { t } = words;
  const input = (name: TextField, rest: FieldOptions = {}): Field =>
    field(name, t(LABEL_OF[name]), { value: form[name], errors, ...rest });
  return {
    name: input('name', { autocomplete: 'off' }),
    office: input('office', { hint: t('page.submit.function-hint') }),
    date: input('date', { type: 'date', width: 'width-date' }),
    decision: decisionField(words, check, form, errors),
    evidence: evidenceField(words, check, form, errors),
    document: {
      title: input('title', { maxlength: 300 }),
      number: input('number', { optional: true, maxlength: 200, hint: t('page.submit.document-number-hint') }),
      date: input('decided', { optional: true, type: 'date', width: 'width-date' }),
      holder: input('holder', { optional: true, maxlength: 200 }),
      restricted: form.restricted,
    },
    file: { error: fileMessage(words, form, errors) },
  };
}

/** A browser never sends a file's name back into a form: whoever has to correct something else chooses the file anew. */
function fileMessage({ t }: Words, form: SubmitForm, errors: FormErrors): string | undefined {
  const own = errors.find((one) => one.field === 'file')?.message;
  return own ?? (errors.length > 0 && form.decision === 'file' ? t('page.submit.file-again') : undefined);
}

function decisionField(
  words: Words,
  { evidence, largestFile }: Submittable,
  form: SubmitForm,
  errors: FormErrors,
): Field {
  const { t } = words;
  const size = mostBytes(words, largestFile);
  const choices = [
    { value: '', label: t('page.submit.decision-none') },
    {
      value: 'citation',
      label: t('page.submit.decision-citation'),
      about: t('page.submit.decision-citation-about'),
    },
    { value: 'file', label: t('page.submit.decision-file'), about: t('page.submit.decision-file-about', { size }) },
    ...(evidence.length > 0 ? [{ value: 'evidence', label: t('page.submit.decision-evidence') }] : []),
  ];
  return choiceField('decision', t('page.submit.decision'), choices, {
    value: form.decision,
    errors,
    hint: t('page.submit.decision-hint'),
  });
}

function evidenceField(
  { t, format }: Words,
  { evidence }: AnswersCheck,
  form: SubmitForm,
  errors: FormErrors,
): Field | undefined {
  if (evidence.length === 0) return undefined;
  const choices = evidence.map(({ id, title, number, date }) => ({
    value: id,
    label: [title, number, date === undefined ? undefined : format.date(date)]
      .filter((part) => part !== undefined)
      .join(', '),
  }));
  const none = { value: '', label: t('page.submit.evidence-choose') };
  return choiceField('evidence', t('page.submit.evidence'), [none, ...choices], { value: form.evidence, errors });
}

function closedView({ t }: Words, { assessment }: AnswersCheck): object | undefined {
  if (assessment.state === 'draft') return undefined;
  return {
    text: t('page.submit.closed'),
    link: t('page.submit.closed-link'),
    href: href(ROUTES.result, { assessment: assessment.id }),
  };
}
