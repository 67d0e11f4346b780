import { Injectable } from '@nestjs/common';
import type { EvidenceId, QuestionId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import type { AgencyId, AssessmentId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { QuestionGate } from './question-gate.js';

export interface RestorableEvidence {
  readonly id: EvidenceId;
  readonly title: string;
  readonly question: QuestionId;
  readonly kind: 'file' | 'link' | 'citation';
  readonly removedAt: Date;
}
interface Found {
  readonly evidence: RestorableEvidence;
  readonly assessment: AssessmentId;
  readonly agency: AgencyId;
}

/** Takes a removal back: the same row with its place and its file, which answers that still name it are proved by again. */
@Injectable()
export class RestoreEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly questions: QuestionGate,
    private readonly evidence: EvidenceStore,
    private readonly audit: AuditLog,
  ) {}

  /** What would come back; undefined when it stands, when its file is gone, or when this person may not bring it back. */
  async preview(actor: Actor, command: { readonly evidence: EvidenceId }): Promise<RestorableEvidence | undefined> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.find(tx, command.evidence);
      if (found === undefined) return undefined;
      return this.questions.glance(tx, actor, wanted(found)).then(
        () => found.evidence,
        () => undefined,
      );
    });
  }

  async execute(actor: Actor, command: { readonly evidence: EvidenceId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.find(tx, command.evidence);
      if (found === undefined) throw new NotFound('evidence');
      await this.questions.open(tx, actor, wanted(found)).catch(asEvidence);
      // Between the look and the lock a colleague may have brought it back, or its file may have gone.
      if (!(await this.evidence.restore(tx, found.evidence.id))) throw new NotFound('evidence');
      await this.audit.append(tx, {
        action: 'evidence.restored',
        actor: actor.userId,
        agency: found.agency,
        subject: { kind: 'evidence', id: found.evidence.id },
        detail: { assessment: found.assessment, question: found.evidence.question },
      });
    });
  }

  private async find(tx: Transaction, id: EvidenceId): Promise<Found | undefined> {
    const removed = await this.evidence.findRemoved(tx, id);
    if (removed === undefined || !('question' in removed.evidence)) return undefined;
    const { title, question, kind } = removed.evidence;
    const { assessment, agency, removedAt } = removed;
    return { evidence: { id, title, question, kind, removedAt }, assessment, agency };
  }
}

/** Whoever may remove may take it back, in the same states. */
const wanted = ({ assessment, evidence }: Found) =>
  ({ assessment, question: evidence.question, action: 'evidence.remove' }) as const;

/** An id of evidence must not tell, by another word, that it exists. */
export const asEvidence = (problem: unknown): never => {
  throw problem instanceof NotFound ? new NotFound('evidence') : problem;
};
