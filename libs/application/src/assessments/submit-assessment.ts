import { Injectable } from '@nestjs/common';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId, OutcomeId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { OutcomeStore, type OutcomeHead } from '../ports/outcome-store.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { WrongState } from '../problems/problems.js';
import { OutcomeFreezer } from '../results/outcome-freezer.js';
import type { Assessment, DecisionDocument, SubmissionApproval } from './assessment.js';
import { DecisionDocuments } from './decision-documents.js';
import { openedContents } from './open-assessment.js';
import { readApproval, type ApprovalGiven } from './read-approval.js';

export interface SubmitAssessmentCommand {
  readonly assessment: AssessmentId;
  readonly approval: ApprovalGiven;
}
export interface Submission {
  readonly outcome: OutcomeId;
  readonly sha256: string;
  readonly revision: number;
  readonly submittedAt: Date;
}

/**
 * Freezes the outcome and closes the assessment, in one transaction. Asking again — the button pressed twice, the answer
 * lost on the way — gives the submission that stands, whatever approval is sent along.
 */
@Injectable()
export class SubmitAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly reader: AssessmentReader,
    private readonly outcomes: OutcomeStore,
    private readonly freezer: OutcomeFreezer,
    private readonly documents: DecisionDocuments,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `NotComplete` with the questions still open, or `InputRefused` for the approval. */
  async execute(actor: Actor, command: SubmitAssessmentCommand): Promise<Submission> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const document = await this.documents.receive(tx, actor, command);
      const found = await this.assessments.lock(tx, command.assessment);
      const standing = await this.standing(tx, actor, found);
      if (standing !== undefined) {
        await this.documents.giveUp(tx, document);
        return submissionOf(standing);
      }
      const contents = openedContents(actor, 'assessment.submit', await this.reader.contents(tx, command.assessment));
      const approval = this.approval(command, contents, document);
      const head = await this.freezer.freeze(tx, contents, { approval, document });
      if (document !== undefined) await this.documents.keep(tx, actor, contents.assessment, document);
      await this.assessments.approve(tx, [{ assessment: contents.assessment, approval }]);
      await this.assessments.submit(tx, [contents.assessment.id], actor.userId, head.createdAt);
      await this.audit.append(tx, {
        action: 'assessment.submitted',
        actor: actor.userId,
        agency: head.agencyId,
        subject: { kind: 'assessment', id: head.assessmentId },
        detail: { outcome: head.id, revision: head.revision, sha256: head.sha256 },
      });
      return submissionOf(head);
    });
  }

  private approval(
    command: SubmitAssessmentCommand,
    contents: AssessmentContents,
    document: DecisionDocument | undefined,
  ): SubmissionApproval {
    const { approval, details } = readApproval(command.approval, contents);
    // Withdrawn by a colleague between the first look and the lock: nothing was taken in, so nothing is submitted.
    if (details !== undefined && document === undefined) throw new WrongState('assessment.submit', 'submitted');
    return document === undefined ? approval : { ...approval, evidence: document.id };
  }

  /** The submission that whoever could have submitted is told again. */
  private async standing(
    tx: Transaction,
    actor: Actor,
    found: Assessment | undefined,
  ): Promise<OutcomeHead | undefined> {
    if (found === undefined || found.state === 'draft') return undefined;
    if (!may(actor, 'assessment.submit', { ...found, state: 'draft' })) return undefined;
    return this.outcomes.latestHead(tx, found.id);
  }
}

const submissionOf = ({ id, sha256, revision, createdAt }: OutcomeHead): Submission => ({
  outcome: id,
  sha256,
  revision,
  submittedAt: createdAt,
});
