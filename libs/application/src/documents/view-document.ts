import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { Assessment } from '../assessments/assessment.js';
import type { DocumentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { DocumentStore } from '../ports/document-store.js';
import { FileStore, type StoredFile } from '../ports/file-store.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { NotFound } from '../problems/problems.js';
import type { StoredDocument } from './document.js';
import { isOverdue, mayRetry, openedDocument } from './open-document.js';
import { verifyUrl } from './verify-url.js';

export interface DocumentView {
  readonly document: StoredDocument;
  readonly assessment: Assessment;
  /** When it is ready. */
  readonly file?: StoredFile;
  readonly requestedByName?: string;
  /** Ten seconds have passed since its job began, and it is not there. */
  readonly overdue: boolean;
  readonly mayRetry: boolean;
  /** Address under which anybody can ask whether it is genuine; for documents of an outcome. */
  readonly verifyUrl: string;
}

/** How far a document is. */
@Injectable()
export class ViewDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: DocumentStore,
    private readonly assessments: AssessmentStore,
    private readonly files: FileStore,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(actor: Actor, command: { readonly document: DocumentId }): Promise<DocumentView> {
    const { document, assessment, file } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.documents.find(tx, command.document);
      const of = found === undefined ? undefined : await this.assessments.find(tx, found.assessmentId);
      const open = openedDocument(actor, found, of);
      if (of === undefined) throw new NotFound('document');
      const stored = open.file === undefined ? undefined : await this.files.find(tx, open.file);
      return { document: open, assessment: of, file: stored };
    });
    const now = this.clock.now();
    const requestedByName = (await this.directory.namesOf([document.requestedBy])).get(document.requestedBy);
    return {
      document,
      assessment,
      ...(file !== undefined && { file }),
      ...(requestedByName !== undefined && { requestedByName }),
      overdue: isOverdue(document, now),
      mayRetry: mayRetry(actor, document, assessment, now),
      verifyUrl: verifyUrl(this.installation, document.id),
    };
  }
}
