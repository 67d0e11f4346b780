import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { DocumentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { DocumentStore } from '../ports/document-store.js';
import { JobQueue } from '../ports/job-queue.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { DocumentNotReady, NotFound } from '../problems/problems.js';
import { mayRetry, openedDocument } from './open-document.js';

/** Queues a document again that failed or does not come. Two jobs for one document still make one document. */
@Injectable()
export class RetryDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: DocumentStore,
    private readonly assessments: AssessmentStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly document: DocumentId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.documents.lock(tx, command.document);
      const assessment = found === undefined ? undefined : await this.assessments.find(tx, found.assessmentId);
      const document = openedDocument(actor, found, assessment);
      if (assessment === undefined) throw new NotFound('document');
      const now = this.clock.now();
      if (!mayRetry(actor, document, assessment, now)) throw new DocumentNotReady(document.state);
      await this.documents.requeue(tx, document.id, now);
      await this.jobs.enqueue(tx, { kind: 'make-document', document: document.id, agency: document.agencyId });
      await this.audit.append(tx, {
        action: 'document.retried',
        actor: actor.userId,
        agency: document.agencyId,
        subject: { kind: 'document', id: document.id },
      });
    });
  }
}
