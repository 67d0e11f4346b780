import { Injectable } from '@nestjs/common';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Assessment } from '../assessments/assessment.js';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import { NotFound } from '../problems/problems.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { DocumentStore } from '../ports/document-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import type { StoredDocument } from './document.js';
import { isOverdue, mayRead } from './open-document.js';

export interface DocumentList {
  readonly assessment: Assessment;
  /** Newest first; those that this person may read. */
  readonly documents: readonly { readonly document: StoredDocument; readonly overdue: boolean }[];
  /** In which the words of its instrument exist. */
  readonly languages: readonly string[];
  readonly may: { readonly request: boolean; readonly printBlank: boolean; readonly printFilled: boolean };
}

@Injectable()
export class ListDocuments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly documents: DocumentStore,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<DocumentList> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const assessment = await this.assessments.find(tx, command.assessment);
      if (assessment === undefined) throw new NotFound('assessment');
      const prints = may(actor, 'questionnaire.print', assessment);
      if (!prints && !may(actor, 'document.view', assessment)) throw new NotFound('assessment');
      const all = await this.documents.ofAssessment(tx, assessment.id);
      const { texts } = await pinnedInstrument(this.instruments, assessment);
      const now = this.clock.now();
      return {
        assessment,
        documents: all
          .filter((document) => mayRead(actor, document, assessment))
          .map((document) => ({ document, overdue: isOverdue(document, now) })),
        languages: Object.keys(texts),
        may: {
          request: may(actor, 'document.request', assessment),
          printBlank: prints,
          printFilled: prints && may(actor, 'answer.view', assessment),
        },
      };
    });
  }
}
