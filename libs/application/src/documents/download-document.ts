import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { DocumentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { DocumentStore } from '../ports/document-store.js';
import { FileStore, type ByteStream, type StoredFile } from '../ports/file-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { DocumentNotReady, NotFound } from '../problems/problems.js';
import { openedDocument } from './open-document.js';

/** The bytes of a finished document; every download is audited. Throws `DocumentNotReady`. */
@Injectable()
export class DownloadDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: DocumentStore,
    private readonly assessments: AssessmentStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly document: DocumentId },
  ): Promise<{ readonly file: StoredFile; readonly bytes: ByteStream }> {
    const file = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.documents.find(tx, command.document);
      const of = found === undefined ? undefined : await this.assessments.find(tx, found.assessmentId);
      const document = openedDocument(actor, found, of);
      if (document.file === undefined) throw new DocumentNotReady(document.state);
      const stored = await this.files.find(tx, document.file);
      if (stored === undefined) throw new NotFound('document');
      await this.audit.append(tx, {
        action: 'document.read',
        actor: actor.userId,
        agency: document.agencyId,
        subject: { kind: 'document', id: document.id },
      });
      return stored;
    });
    return { file, bytes: this.files.read({ actor: actor.userId, agency: file.agencyId }, file.id) };
  }
}
