import { Injectable } from '@nestjs/common';
import { unansweredQuestions } from '@isonomia/instrument';
import type { DecisionDocument, SubmissionApproval } from '../assessments/assessment.js';
import { outcomeId } from '../ids.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import { OutcomeStore, type OutcomeHead } from '../ports/outcome-store.js';
import { Clock, Ids } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotComplete } from '../problems/problems.js';
import { OutcomeComposer } from './outcome-composer.js';

/** Composes the outcome of a complete assessment and stores it as the next revision. */
@Injectable()
export class OutcomeFreezer {
  constructor(
    private readonly composer: OutcomeComposer,
    private readonly outcomes: OutcomeStore,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `NotComplete` with the questions still open. */
  async freeze(
    tx: Transaction,
    contents: AssessmentContents,
    approved: { readonly approval: SubmissionApproval; readonly document: DecisionDocument | undefined },
  ): Promise<OutcomeHead> {
    const { id: assessmentId, agencyId } = contents.assessment;
    const before = await this.outcomes.latestHead(tx, assessmentId);
    const at = this.clock.now();
    const state = {
      status: 'submitted',
      revision: (before?.revision ?? 0) + 1,
      submittedAt: at.toISOString(),
    } as const;
    const { outcome, text, sha256 } = await this.composer.compose(tx, contents, {
      ...state,
      approval: approved.approval,
      ...(approved.document !== undefined && { decision: approved.document }),
    });
    const open = unansweredQuestions(outcome.instrument, outcome.answers);
    if (open.length > 0) throw new NotComplete(open.map(({ id }) => id));
    const id = outcomeId(this.ids.uuid());
    const head = { id, agencyId, assessmentId, revision: state.revision, sha256, createdAt: at };
    await this.outcomes.insert(tx, [{ ...head, text }]);
    return head;
  }
}
