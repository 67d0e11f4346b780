import {
  DocumentRenderer,
  type OutcomeDocumentOptions,
  type PrintableDocument,
  type PublishedRelease,
  type Questionnaire,
  type QuestionnaireOptions,
  type RegionalReportOptions,
} from '@isonomia/application';
import type { Outcome } from '@isonomia/outcome';

import { toQuestionnaire } from '../questionnaire/questionnaire.js';

import { renderRegionalHtml } from '../regional/regional-document.js';

import { documentHtml } from './document-html.js';
import { renderOutcomeHtml, type View } from './view.js';

/** The documents of the application as printable pages. */
export class HtmlDocuments extends DocumentRenderer {
  readonly #view: View;

  constructor(view: View) {
    super();
    this.#view = view;
  }

  override outcome(outcome: Outcome, options: OutcomeDocumentOptions): Promise<PrintableDocument> {
    const { issuedAt, form, ...rest } = options;
    const issuedOn = dayIn(issuedAt, outcome.agency.timeZone);
    return Promise.resolve({
      html: renderOutcomeHtml(this.#view, outcome, { ...rest, language: form.languages[0], issuedOn }),
    });
  }

  override regional(release: PublishedRelease, options: RegionalReportOptions): Promise<PrintableDocument> {
    const { form, ...rest } = options;
    return Promise.resolve({ html: renderRegionalHtml(this.#view, release, { ...rest, language: form.languages[0] }) });
  }

  override questionnaire(questionnaire: Questionnaire, options: QuestionnaireOptions): Promise<PrintableDocument> {
    const { texts } = questionnaire.published;
    const [language] = options.form.languages;
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
      foot: `${options.documentId} · ${issued}`,
      density: 'full' as const,
    };
    return Promise.resolve({ html: documentHtml(this.#view, voice, frame, { name: 'documents/questionnaire', view }) });
  }
}

/** The calendar day of an instant where the agency is, as an ISO date. */
function dayIn(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(instant);
}
