import { Injectable } from '@nestjs/common';
import type { EvidenceId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import { JobQueue } from '../ports/job-queue.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { undoEnds } from './discard-evidence-file.js';
import { QuestionGate } from './question-gate.js';
import { asEvidence } from './restore-evidence.js';

/** Answers that named it keep their words; it proves them no longer, until the removal is taken back. Outcomes frozen before keep naming it. */
@Injectable()
export class RemoveEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly questions: QuestionGate,
    private readonly evidence: EvidenceStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly evidence: EvidenceId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.evidence.find(tx, command.evidence);
      if (found === undefined) throw new NotFound('evidence');
      const { evidence } = found;
      // The document of a decision stays with the submission that it approved.
      if (!('question' in evidence)) throw new NotFound('evidence');
      const wanted = { assessment: found.assessment, question: evidence.question, action: 'evidence.remove' } as const;
      await this.questions.open(tx, actor, wanted).catch(asEvidence);
      const now = this.clock.now();
      await this.evidence.remove(tx, evidence.id, now);
      if (evidence.kind === 'file') {
        await this.jobs.enqueue(tx, { kind: 'discard-evidence-file', evidence: evidence.id }, undoEnds(now));
      }
      await this.audit.append(tx, {
        action: 'evidence.removed',
        actor: actor.userId,
        agency: found.agency,
        subject: { kind: 'evidence', id: evidence.id },
        detail: { assessment: found.assessment, question: evidence.question },
      });
    });
  }
}
