import { Injectable } from '@nestjs/common';
import { unansweredQuestions, type Review } from '@isonomia/instrument';
import type { DecisionDocument, SubmissionApproval } from '../assessments/assessment.js';
import { unconfirmedOf } from '../assessments/progress.js';
import { outcomeId, type AssessmentId } from '../ids.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import { OutcomeStore, type OutcomeHead } from '../ports/outcome-store.js';
import { Clock, Ids } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotComplete, NotFound } from '../problems/problems.js';
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
    const unanswered = unansweredQuestions(outcome.instrument, outcome.answers);
    const unconfirmed = unconfirmedOf(contents.answers).filter((id) => Object.hasOwn(outcome.answers.answers, id));
    const open = [...unanswered.map(({ id }) => id), ...unconfirmed];
    if (open.length > 0) throw new NotComplete(open);
    const id = outcomeId(this.ids.uuid());
    const head = { id, agencyId, assessmentId, revision: state.revision, status: state.status, sha256, createdAt: at };
    await this.outcomes.insert(tx, [{ ...head, text }]);
    return head;
  }

  /**
   * Once more what was submitted, with the review applied: a text that changed since, or a rank renamed, does not slip in.
   * What the agency decided on recommendations stays decided.
   */
  async validate(tx: Transaction, assessment: AssessmentId, review: Review): Promise<OutcomeHead> {
    const submitted = await this.outcomes.latest(tx, assessment);
    if (submitted === undefined) throw new NotFound('outcome');
    const at = this.clock.now();
    const { agencyId, assessmentId } = submitted;
    const state = { revision: submitted.revision + 1, status: 'validated', validatedAt: at.toISOString() } as const;
    const { outcome, text, sha256 } = this.composer.again(submitted.outcome, { ...state, review });
    const id = outcomeId(this.ids.uuid());
    const head = { id, agencyId, assessmentId, revision: state.revision, status: state.status, sha256, createdAt: at };
    await this.outcomes.insert(tx, [{ ...head, text }]);
    const rules = outcome.result.recommendations.map(({ rule }) => rule);
    await this.outcomes.carryDecisions(tx, submitted.id, head, rules);
    return head;
  }
}
