import type { Decision, Edition, Outcome } from '@isonomia/outcome';
import type { DocumentForm } from '../documents/document-form.js';
import type { DocumentId } from '../ids.js';
import type { FollowUp } from '../plan/follow-up.js';
import type { PublishedRelease } from '../releases/published-release.js';
import type { NamedAnnex } from '../reports/named-annex.js';
import type { Questionnaire } from './assessment-reader.js';
import type { FrozenHead, FrozenWorkshop } from '../workshops/papers/frozen.js';
import type { CertificateFacts } from '../workshops/papers/paper.js';
import type { PublishedInstrument } from './instrument-library.js';

/** Whole HTML pages, inline assets included: what prints them loads nothing. */
export interface PrintableDocument {
  readonly html: string;
  /** What its headings say, in their order: the entries of the outline. */
  readonly headings?: readonly string[];
  /** Running header and footer, HTML of their own. */
  readonly header?: string;
  readonly footer?: string;
}

export abstract class PdfPrinter {
  abstract print(document: PrintableDocument): Promise<Uint8Array>;
}

export interface OutcomeDocumentOptions {
  readonly edition: Edition;
  readonly form: DocumentForm;
  readonly documentId: DocumentId;
  readonly verifyUrl: string;
  readonly outcomeSha256: string;
  readonly decisions: readonly Decision[];
  /** When the document was asked for; printed as its date. */
  readonly issuedAt: Date;
}

export interface QuestionnaireOptions {
  readonly filled: boolean;
  readonly form: DocumentForm;
  readonly documentId: DocumentId;
  readonly issuedAt: Date;
}

/** Its date is that of the release: the same release is the same report. */
export interface RegionalReportOptions {
  readonly form: DocumentForm;
  readonly documentId: DocumentId;
  readonly verifyUrl: string;
  readonly named?: NamedAnnex;
}

/** Its date is that of the freezing: the same outcome is the same document. */
export interface WorkshopDocumentOptions {
  readonly form: DocumentForm;
  readonly documentId: DocumentId;
  readonly verifyUrl: string;
}

/** A frozen outcome, with the words of the questionnaire that its groups answered. */
export interface PrintedWorkshop extends FrozenWorkshop {
  readonly head: Pick<FrozenHead, 'revision' | 'sha256' | 'frozenAt'>;
  readonly published: PublishedInstrument;
}

export type FollowUpOptions = Omit<OutcomeDocumentOptions, 'decisions' | 'outcomeSha256'>;

export abstract class DocumentRenderer {
  abstract followUp(followUp: FollowUp, options: FollowUpOptions): Promise<PrintableDocument>;
  abstract outcome(outcome: Outcome, options: OutcomeDocumentOptions): Promise<PrintableDocument>;
  abstract regional(release: PublishedRelease, options: RegionalReportOptions): Promise<PrintableDocument>;
  abstract workshop(outcome: PrintedWorkshop, options: WorkshopDocumentOptions): Promise<PrintableDocument>;
  abstract certificate(facts: CertificateFacts, options: WorkshopDocumentOptions): Promise<PrintableDocument>;
  abstract questionnaire(questionnaire: Questionnaire, options: QuestionnaireOptions): Promise<PrintableDocument>;
}
