import { join } from 'node:path';

import type { DocumentForm, DocumentId, PrintableDocument, Questionnaire } from '@isonomia/application';
import { HtmlDocuments, View } from '@isonomia/view';

import { exampleAnswers, exampleOutcome, type ExampleVariant } from './outcome-fixture.js';
import { printedWorkshop } from './printed-workshop.js';
import { publishedExample } from './published-release.js';

const ID = 'K7QF-3M9D-X2TA' as DocumentId;
export const OF_DOCUMENT = { documentId: ID, verifyUrl: `https://isonomia.example/verify/${ID}` };
export const OF_OUTCOME = { ...OF_DOCUMENT, outcomeSha256: 'ab12'.repeat(16), decisions: [] };
export const ISSUED_AT = new Date('2026-03-02T23:30:00Z');

export const documentView = new View({ root: join(import.meta.dirname, '..', '..') });
const documents = new HtmlDocuments(documentView);

export const single = (language: string): DocumentForm => ({
  languages: [language],
  arrangement: 'single',
  format: 'pdf',
});
export const both = (
  lead: string,
  second: string,
  arrangement: DocumentForm['arrangement'] = 'side-by-side',
): DocumentForm => ({ languages: [lead, second], arrangement, format: 'pdf' });

export const outcomeIn = async (
  variant: ExampleVariant,
  edition: 'internal' | 'sharing',
  form: DocumentForm,
): Promise<PrintableDocument> =>
  documents.outcome(await exampleOutcome(variant), { ...OF_OUTCOME, issuedAt: ISSUED_AT, edition, form });

export const regionalIn = async (form: DocumentForm): Promise<PrintableDocument> =>
  documents.regional(await publishedExample(), { ...OF_DOCUMENT, form });

export const workshopIn = async (form: DocumentForm): Promise<PrintableDocument> =>
  documents.workshop(await printedWorkshop(), { ...OF_DOCUMENT, form });

export async function questionnaireIn(form: DocumentForm, filled: boolean): Promise<PrintableDocument> {
  const { published } = await publishedExample();
  const file = exampleAnswers('full');
  const contents = {
    agency: { name: 'Customs Service of Tarsenia', type: 'customs', timeZone: 'Europe/Vienna', ranks: [], units: [] },
    assessment: { variant: 'full', agencyType: 'customs', reference: file.reference, stockDate: '2025-12-31' },
    answers: filled
      ? Object.entries(file.answers).map(([question, answer]) => ({ question, answer, revision: 1 }))
      : [],
    evidence: [],
    comments: [],
    assignments: [],
  };
  // Only what a questionnaire reads of an assessment.
  const given = { published, contents } as unknown as Questionnaire;
  return documents.questionnaire(given, { filled, form, documentId: ID, issuedAt: ISSUED_AT });
}
