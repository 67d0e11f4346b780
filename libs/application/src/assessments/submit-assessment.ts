import { Injectable } from '@nestjs/common';
import { unansweredQuestions } from '@isonomia/instrument';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import { outcomeId, type AssessmentId, type OutcomeId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { OutcomeStore, type OutcomeHead } from '../ports/outcome-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotComplete } from '../problems/problems.js';
import { OutcomeComposer } from '../results/outcome-composer.js';
import type { Assessment, SubmissionApproval } from './assessment.js';
import { openedContents } from './open-assessment.js';

export interface SubmitAssessmentCommand {
  readonly assessment: AssessmentId;
  readonly approval: {
    readonly name: string;
    readonly function: string;
    /** ISO date. */
    readonly date: string;
    /** Id of evidence of this assessment: the signed decision. */
    readonly evidence?: string;
  };
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
    private readonly composer: OutcomeComposer,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `NotComplete` with the questions still open, or `InputRefused` for the approval. */
  async execute(actor: Actor, command: SubmitAssessmentCommand): Promise<Submission> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const standing = await this.standing(tx, actor, found);
      if (standing !== undefined) return submissionOf(standing);
      const contents = openedContents(actor, 'assessment.submit', await this.reader.contents(tx, command.assessment));
      const approval = readApproval(command.approval, contents);
      const head = await this.freeze(tx, contents, approval);
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

  private async freeze(
    tx: Transaction,
    contents: AssessmentContents,
    approval: SubmissionApproval,
  ): Promise<OutcomeHead> {
    const { id: assessmentId, agencyId } = contents.assessment;
    const before = await this.outcomes.latestHead(tx, assessmentId);
    const at = this.clock.now();
    const state = {
      status: 'submitted',
      revision: (before?.revision ?? 0) + 1,
      submittedAt: at.toISOString(),
    } as const;
    const { outcome, text, sha256 } = await this.composer.compose(tx, contents, { ...state, approval });
    const open = unansweredQuestions(outcome.instrument, outcome.answers);
    if (open.length > 0) throw new NotComplete(open.map(({ id }) => id));
    const id = outcomeId(this.ids.uuid());
    const head = { id, agencyId, assessmentId, revision: state.revision, sha256, createdAt: at };
    await this.outcomes.insert(tx, [{ ...head, text }]);
    return head;
  }
}

const submissionOf = ({ id, sha256, revision, createdAt }: OutcomeHead): Submission => ({
  outcome: id,
  sha256,
  revision,
  submittedAt: createdAt,
});

function readApproval(given: SubmitAssessmentCommand['approval'], contents: AssessmentContents): SubmissionApproval {
  const fields = new Fields();
  const approval = {
    name: fields.text('approval.name', given.name),
    function: fields.text('approval.function', given.function),
    date: fields.date('approval.date', given.date),
  };
  const evidence = contents.evidence.find(({ id }) => id === given.evidence);
  if (given.evidence !== undefined && evidence === undefined) fields.fault('approval.evidence', 'unknown-evidence');
  fields.check();
  return evidence === undefined ? approval : { ...approval, evidence: evidence.id };
}
