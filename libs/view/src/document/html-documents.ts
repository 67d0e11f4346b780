import {
  type CertificateFacts,
  DocumentRenderer,
  type FollowUp,
  type FollowUpOptions,
  type OutcomeDocumentOptions,
  type PrintableDocument,
  type PrintedWorkshop,
  type PublishedRelease,
  type Questionnaire,
  type QuestionnaireOptions,
  type RegionalReportOptions,
  type WorkshopDocumentOptions,
} from '@isonomia/application';
import type { Outcome } from '@isonomia/outcome';

import { toQuestionnaire } from '../questionnaire/questionnaire.js';
import { regionalPart } from '../regional/regional-document.js';
import { certificatePart } from '../workshop/certificate.js';
import { workshopPart } from '../workshop/workshop-document.js';

import { followUpPart } from '../plan/follow-up.js';

import { headingsOf } from '../bilingual/headings.js';

import { documentIn, type DocumentPart } from './document-html.js';
import { numberOfCopy } from './editable-copy.js';
import { outcomePart, type View } from './view.js';

type Numbered = Pick<QuestionnaireOptions, 'form' | 'documentId'>;

/** The documents of the application as printable pages. */
export class HtmlDocuments extends DocumentRenderer {
  readonly #view: View;

  constructor(view: View) {
    super();
    this.#view = view;
  }

  override outcome(outcome: Outcome, options: OutcomeDocumentOptions): Promise<PrintableDocument> {
    const { issuedAt, form, ...rest } = options;
    const common = { ...rest, issuedOn: dayIn(issuedAt, outcome.agency.timeZone), leading: form.languages[0] };
    const partOf = (language: string): DocumentPart =>
      outcomePart(this.#view, outcome, { ...common, ...this.#number(options, language), language });
    return Promise.resolve(printable(documentIn(this.#view, form, partOf)));
  }

  override followUp(followUp: FollowUp, options: FollowUpOptions): Promise<PrintableDocument> {
    const { form, issuedAt: _, ...rest } = options;
    const partOf = (language: string): DocumentPart =>
      followUpPart(this.#view, followUp, { ...rest, ...this.#number(options, language), language });
    return Promise.resolve(printable(documentIn(this.#view, form, partOf)));
  }

  override regional(release: PublishedRelease, options: RegionalReportOptions): Promise<PrintableDocument> {
    const { form, ...rest } = options;
    const common = { ...rest, leading: form.languages[0] };
    const partOf = (language: string): DocumentPart =>
      regionalPart(this.#view, release, { ...common, ...this.#number(options, language), language });
    return Promise.resolve(printable(documentIn(this.#view, form, partOf)));
  }

  override workshop(printed: PrintedWorkshop, options: WorkshopDocumentOptions): Promise<PrintableDocument> {
    const { form, verifyUrl } = options;
    const partOf = (language: string): DocumentPart =>
      workshopPart(this.#view, printed, {
        verifyUrl,
        leading: form.languages[0],
        ...this.#number(options, language),
        language,
      });
    return Promise.resolve(printable(documentIn(this.#view, form, partOf)));
  }

  override certificate(facts: CertificateFacts, options: WorkshopDocumentOptions): Promise<PrintableDocument> {
    const { form, verifyUrl } = options;
    const partOf = (language: string): DocumentPart =>
      certificatePart(this.#view, facts, { verifyUrl, ...this.#number(options, language), language });
    return Promise.resolve(printable(documentIn(this.#view, form, partOf)));
  }

  override questionnaire(questionnaire: Questionnaire, options: QuestionnaireOptions): Promise<PrintableDocument> {
    const partOf = (language: string): DocumentPart => this.#questionnaire(questionnaire, options, language);
    return Promise.resolve(printable(documentIn(this.#view, options.form, partOf)));
  }

  /** As it is printed: a copy has none that anybody could ask about. */
  #number({ form, documentId }: Numbered, language: string): { readonly documentId: string } {
    return { documentId: form.format === 'pdf' ? documentId : numberOfCopy(this.#view.voice(language)) };
  }

  #questionnaire(questionnaire: Questionnaire, options: QuestionnaireOptions, language: string): DocumentPart {
    const { texts } = questionnaire.published;
    const voice = this.#view.voice(language, texts[language] ?? texts['en'] ?? {});
    const view = toQuestionnaire(questionnaire, voice, options.filled);
    const { agency } = questionnaire.contents;
    const issued = voice.format.date(dayIn(options.issuedAt, agency.timeZone));
    const frame = {
      language,
      title: `${agency.name}: ${view.title}, ${view.edition}`,
      author: agency.name,
      running: `${agency.name} · ${view.edition}`,
      marking: agency.marking ?? '',
      foot: `${this.#number(options, language).documentId} · ${issued}`,
      density: 'full' as const,
    };
    return { name: 'documents/questionnaire', view, context: voice, frame };
  }
}

const printable = (html: string): PrintableDocument => ({ html, headings: headingsOf(html) });

/** The calendar day of an instant where the agency is, as an ISO date. */
function dayIn(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(instant);
}
