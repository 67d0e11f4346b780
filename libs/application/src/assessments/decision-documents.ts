import { Injectable } from '@nestjs/common';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import { storedEvidenceId, type AssessmentId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AuditLog } from '../ports/audit-log.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import { FileStore } from '../ports/file-store.js';
import { Clock, Ids } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import type { Assessment, DecisionDocument } from './assessment.js';
import type { IncomingFile } from './incoming-file.js';
import { readApproval, type ApprovalGiven, type DecisionDetails } from './read-approval.js';
import { Uploads } from './uploads.js';

/** Takes in the document of the decision that approves a submission. */
@Injectable()
export class DecisionDocuments {
  constructor(
    private readonly reader: AssessmentReader,
    private readonly evidence: EvidenceStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly uploads: Uploads,
  ) {}

  /**
   * Before the assessment is locked, since an upload takes its time. Undefined when none is given, or when nobody can
   * submit: then the submission itself says why.
   */
  async receive(
    tx: Transaction,
    actor: Actor,
    { assessment: id, approval }: { readonly assessment: AssessmentId; readonly approval: ApprovalGiven },
  ): Promise<DecisionDocument | undefined> {
    if (approval.document === undefined) return undefined;
    const contents = await this.reader.contents(tx, id);
    if (contents === undefined || !may(actor, 'assessment.submit', contents.assessment)) return undefined;
    const { details } = readApproval(approval, contents);
    if (details === undefined) return undefined;
    return this.documentOf(tx, actor, contents, { details, file: approval.document.file });
  }

  async keep(tx: Transaction, actor: Actor, assessment: Assessment, document: DecisionDocument): Promise<void> {
    await this.evidence.insert(tx, [{ assessment: assessment.id, agency: assessment.agencyId, evidence: document }]);
    await this.audit.append(tx, {
      action: 'evidence.added',
      actor: actor.userId,
      agency: assessment.agencyId,
      subject: { kind: 'evidence', id: document.id },
      detail: { assessment: assessment.id, kind: document.kind },
    });
  }

  /** A submission stood already: the file that came with a second one is kept for nothing. */
  async giveUp(tx: Transaction, document: DecisionDocument | undefined): Promise<void> {
    if (document?.kind === 'file') await this.files.remove(tx, document.file.id);
  }

  private async documentOf(
    tx: Transaction,
    actor: Actor,
    { assessment }: AssessmentContents,
    given: { readonly details: DecisionDetails; readonly file: IncomingFile | undefined },
  ): Promise<DecisionDocument> {
    const common = {
      ...given.details,
      id: storedEvidenceId(this.ids.uuid()),
      createdBy: actor.userId,
      createdAt: this.clock.now(),
    };
    if (given.file === undefined) return { ...common, kind: 'citation' };
    return { ...common, kind: 'file', file: await this.uploads.evidence(tx, assessment.agencyId, given.file) };
  }
}
