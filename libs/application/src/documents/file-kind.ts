import type { DocumentFormat } from './document-form.js';

/** What a file of a document is called and announced as. */
export const FILE_KINDS: Readonly<Record<DocumentFormat, { readonly ending: string; readonly mediaType: string }>> = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  docx: { ending: 'docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
};
