import { Injectable } from '@nestjs/common';
import { findQuestion, type EvidenceId } from '@isonomia/instrument';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { EvidenceStore, type EvidenceOfAssessment } from '../ports/evidence-store.js';
import { FileStore, type ByteStream, type StoredFile } from '../ports/file-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { isAssigned, opened, pinnedInstrument } from './open-assessment.js';

/** The bytes of a file of evidence; whoever may not see it gets the answer for files that do not exist. */
@Injectable()
export class ReadEvidenceFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly evidence: EvidenceStore,
    private readonly files: FileStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly evidence: EvidenceId },
  ): Promise<{ readonly file: StoredFile; readonly bytes: ByteStream }> {
    const file = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.evidence.find(tx, command.evidence);
      if (found?.evidence.kind !== 'file') throw new NotFound('file');
      await this.authorize(tx, actor, found);
      const stored = await this.files.find(tx, found.evidence.file.id);
      if (stored === undefined) throw new NotFound('file');
      await this.audit.append(tx, {
        action: 'evidence.read',
        actor: actor.userId,
        agency: found.agency,
        subject: { kind: 'evidence', id: found.evidence.id },
        detail: { file: stored.id },
      });
      return stored;
    });
    return { file, bytes: this.files.read({ actor: actor.userId, agency: file.agencyId }, file.id) };
  }

  private async authorize(tx: Transaction, actor: Actor, { assessment: id, evidence }: EvidenceOfAssessment) {
    const assessment = await this.assessments.find(tx, id);
    if (assessment === undefined || !may(actor, 'assessment.view', assessment)) throw new NotFound('file');
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const dimension = 'question' in evidence ? findQuestion(instrument, evidence.question)?.dimension : undefined;
    const assignments = await this.assessments.assignments(tx, assessment.id);
    opened(actor, 'evidence.read', assessment, isAssigned(actor, assignments, dimension));
  }
}
