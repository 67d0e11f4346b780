import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { opened, pinnedInstrument } from '../assessments/open-assessment.js';
import { Forbidden } from '../problems/problems.js';
import { may } from '../access/access.js';
import type { AssessmentId, DocumentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { DocumentStore } from '../ports/document-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { JobQueue } from '../ports/job-queue.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { formOf, type FormWish } from './document-form.js';

export interface PrintQuestionnaireCommand extends FormWish {
  readonly assessment: AssessmentId;
  /** With the answers as they stand when it is printed; blank otherwise. */
  readonly filled: boolean;
}

/** The questionnaire as a PDF, for departments without accounts. Filled in for whoever may read every answer. */
@Injectable()
export class PrintQuestionnaire {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly instruments: InstrumentLibrary,
    private readonly documents: DocumentStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: PrintQuestionnaireCommand): Promise<{ readonly document: DocumentId }> {
    const edition = command.filled ? 'filled' : 'blank';
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.find(tx, command.assessment);
      const assessment = opened(actor, 'questionnaire.print', found);
      if (command.filled && !may(actor, 'answer.view', assessment)) throw new Forbidden('questionnaire.print');
      const { texts } = await pinnedInstrument(this.instruments, assessment);
      const form = formOf(command, Object.keys(texts));
      const id = this.ids.documentId();
      await this.documents.insert(tx, {
        id,
        kind: 'questionnaire',
        edition,
        form,
        agencyId: assessment.agencyId,
        assessmentId: assessment.id,
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
        detail: { kind: 'questionnaire', edition },
      });
      return { document: id };
    });
  }
}
