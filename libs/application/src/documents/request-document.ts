import { Injectable } from '@nestjs/common';
import type { Decision, Edition } from '@isonomia/outcome';
import type { Actor } from '../actor.js';
import { opened } from '../assessments/open-assessment.js';
import type { AssessmentId, DocumentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { DocumentStore } from '../ports/document-store.js';
import { JobQueue } from '../ports/job-queue.js';
import { OutcomeStore, type StoredDecision } from '../ports/outcome-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';
import { readForm, type FormWish } from './document-form.js';

/** Its languages are among those of the outcome's texts. */
export interface RequestDocumentCommand extends FormWish {
  readonly assessment: AssessmentId;
  readonly edition: string;
}

const EDITIONS: readonly Edition[] = ['internal', 'sharing'];

/** Orders a document of the latest submission; row and job come into being together. The worker does the rest. */
@Injectable()
export class RequestDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly outcomes: OutcomeStore,
    private readonly documents: DocumentStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: RequestDocumentCommand): Promise<{ readonly document: DocumentId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.find(tx, command.assessment);
      const assessment = opened(actor, 'document.request', found);
      const stored = await this.outcomes.latest(tx, assessment.id);
      if (stored === undefined) throw new NotFound('outcome');
      const { edition, form } = read(command, Object.keys(stored.outcome.texts));
      const id = this.ids.documentId();
      await this.documents.insert(tx, {
        id,
        kind: 'outcome',
        agencyId: assessment.agencyId,
        assessmentId: assessment.id,
        outcomeId: stored.id,
        outcomeSha256: stored.sha256,
        outcomeStatus: stored.status,
        // As they stand now: a later decision makes a later document, never a changed one.
        decisions: (await this.outcomes.decisions(tx, stored.id)).map(toDecision),
        edition,
        form,
        state: 'queued',
        requestedBy: actor.userId,
        requestedAt: this.clock.now(),
      });
      await this.jobs.enqueue(tx, { kind: 'make-document', document: id, agency: assessment.agencyId });
      await this.audit.append(tx, {
        action: 'document.requested',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'document', id },
        detail: { kind: 'outcome', edition, outcome: stored.id },
      });
      return { document: id };
    });
  }
}

function read(command: RequestDocumentCommand, languages: readonly string[]) {
  const fields = new Fields();
  const edition = fields.oneOf('edition', command.edition, EDITIONS) ?? 'sharing';
  const form = readForm(fields, command, languages);
  fields.check();
  return { edition, form };
}

const toDecision = ({ revision: _, decidedBy: __, decidedAt: ___, ...decision }: StoredDecision): Decision => decision;
