import type { DocumentForm, DocumentLanguages } from '@isonomia/application';

/** The columns of a document's form, alike in both tables. */
export interface FormRecord {
  readonly languages: readonly string[];
  readonly arrangement: DocumentForm['arrangement'];
  readonly format: DocumentForm['format'];
}

export const formValues = ({ languages, arrangement, format }: DocumentForm) =>
  [[...languages], arrangement, format] as const;

/** The database holds one or two languages, never none. */
export const toForm = ({ languages, arrangement, format }: FormRecord): DocumentForm => ({
  languages: languages as DocumentLanguages,
  arrangement,
  format,
});
