import { Injectable } from '@nestjs/common';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import { AssessmentReader } from '../ports/assessment-reader.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { OutcomeStore } from '../ports/outcome-store.js';
import { PlanStore } from '../ports/plan-store.js';
import { DocumentRenderer, type PrintableDocument } from '../ports/printing.js';
import { Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { FollowUpDocument, OutcomeDocument, QuestionnaireDocument, StoredDocument } from './document.js';
import { verifyUrl } from './verify-url.js';

/** Draws a page when everything it needs has been read, and the transaction is over. */
export type Draw = () => Promise<PrintableDocument>;

/** Bytes. No document of ours comes near it. */
const LARGEST_DOCUMENT = 50 * 1024 * 1024;

/** Gathers what goes onto the paper. */
@Injectable()
export class DocumentDesk {
  constructor(
    private readonly outcomes: OutcomeStore,
    private readonly reader: AssessmentReader,
    private readonly plans: PlanStore,
    private readonly instruments: InstrumentLibrary,
    private readonly renderer: DocumentRenderer,
    private readonly installation: Installation,
  ) {}

  prepare(tx: Transaction, document: StoredDocument): Promise<Draw> {
    if (document.kind === 'follow-up') return this.followUp(tx, document);
    return document.kind === 'outcome' ? this.outcome(tx, document) : this.questionnaire(tx, document);
  }

  /** Documents count as files of the agency: a storm of them fills its quota, not the disk. */
  limits(): { readonly file: number; readonly agency: number } {
    return { file: LARGEST_DOCUMENT, agency: this.installation.agencyFiles };
  }

  /** From the frozen outcome alone: what the assessment has become since is of no concern. */
  private async outcome(tx: Transaction, document: OutcomeDocument): Promise<Draw> {
    const stored = await this.outcomes.find(tx, document.outcomeId);
    if (stored === undefined) throw new NotFound('outcome');
    const { id, edition, form, decisions, outcomeSha256, requestedAt } = document;
    return () =>
      this.renderer.outcome(stored.outcome, {
        edition,
        form,
        decisions,
        outcomeSha256,
        documentId: id,
        verifyUrl: verifyUrl(this.installation, id),
        issuedAt: requestedAt,
      });
  }

  private async followUp(tx: Transaction, document: FollowUpDocument): Promise<Draw> {
    const followUp = await this.plans.followUp(tx, document.id);
    if (followUp === undefined) throw new NotFound('plan');
    const { id, edition, form, requestedAt } = document;
    const options = {
      edition,
      form,
      documentId: id,
      verifyUrl: verifyUrl(this.installation, id),
      issuedAt: requestedAt,
    };
    return () => this.renderer.followUp(followUp, options);
  }

  private async questionnaire(tx: Transaction, document: QuestionnaireDocument): Promise<Draw> {
    const found = await this.reader.contents(tx, document.assessmentId);
    if (found === undefined) throw new NotFound('assessment');
    const filled = document.edition === 'filled';
    const published = await pinnedInstrument(this.instruments, found.assessment);
    const contents = filled ? found : { ...found, answers: [], evidence: [], comments: [] };
    const { id, form, requestedAt } = document;
    return () =>
      this.renderer.questionnaire({ published, contents }, { filled, form, documentId: id, issuedAt: requestedAt });
  }
}
