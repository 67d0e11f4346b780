import { DOCUMENT_FORMATS, type DocumentForm, type FormWish } from '@isonomia/application';
import { choiceField, type ChoiceField, type FormErrors } from '../shell/fields.js';
import { FormFields } from '../shell/form-fields.js';
import { languageName, languagesOf } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';

/** The form of a document as somebody chose it, in a posted form or in an address. */
export type TypedForm = Omit<FormWish, 'reader'>;

export function typedForm(given: unknown): TypedForm {
  const fields = new FormFields(typeof given === 'object' && given !== null ? { ...given } : {});
  const chosen = (name: string): string | undefined => (fields.text(name) === '' ? undefined : fields.text(name));
  return {
    languages: [fields.text('language'), fields.text('second')],
    arrangement: chosen('arrangement'),
    format: chosen('format'),
  };
}

/** The same as a query; empty for what everybody gets who chooses nothing. */
export function formQuery(form: DocumentForm, reader: string): Readonly<Record<string, string>> {
  const [language, second] = form.languages;
  if (second === undefined && language === reader && form.format === 'pdf') return {};
  const two = second === undefined ? {} : { second, arrangement: form.arrangement };
  return { language, ...two, ...(form.format !== 'pdf' && { format: form.format }) };
}

export interface FormChoices {
  readonly language: ChoiceField;
  readonly second: ChoiceField;
  readonly arrangement: ChoiceField;
  readonly format: ChoiceField;
}

interface Offer {
  readonly languages: readonly string[];
  readonly typed: TypedForm;
  readonly errors?: FormErrors;
  /** Tells the fields of a second form of a page from those of the first, to which faults link. */
  readonly prefix?: string;
}

/** The language of the page is chosen already: most people want no other. */
export function formChoices(words: Words, { languages, typed, errors = [], prefix = '' }: Offer): FormChoices {
  const { t } = words;
  const [language = '', second = ''] = typed.languages ?? [];
  const offered = languages.map((value) => ({ value, label: languageName(words, value) }));
  const options = (name: string, value: string) => ({ id: `${prefix}${name}`, value, errors });
  return {
    language: choiceField('language', t('page.documents.form.language'), offered, {
      ...options('language', language === '' ? words.language : language),
      hint: t('page.documents.form.language-hint'),
    }),
    second: choiceField(
      'second',
      t('page.documents.form.second'),
      [{ value: '', label: t('page.documents.form.none') }, ...offered],
      options('second', second),
    ),
    arrangement: choiceField(
      'arrangement',
      t('page.documents.form.arrangement'),
      (['side-by-side', 'in-turn'] as const).map((value) => ({ value, label: t(`page.documents.form.${value}`) })),
      options('arrangement', typed.arrangement ?? 'side-by-side'),
    ),
    format: choiceField(
      'format',
      t('page.documents.form.format'),
      DOCUMENT_FORMATS.map((value) => ({ value, label: t(`page.documents.form.${value}`) })),
      options('format', typed.format ?? 'pdf'),
    ),
  };
}

/** "Russian", or "Arabic and English, side by side". */
export function formWords(words: Words, form: DocumentForm): string {
  const { t } = words;
  const languages = languagesOf(words, form);
  const stand =
    form.arrangement === 'single'
      ? languages
      : t('page.documents.form.both', { languages, arrangement: t(`page.documents.form.of-${form.arrangement}`) });
  return form.format === 'pdf' ? stand : t('page.documents.form.copy', { form: stand });
}
