import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { opened } from '../assessments/open-assessment.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { PlanFromDecisions } from '../plan/plan-from-decisions.js';
import { AuditLog } from '../ports/audit-log.js';
import { OutcomeStore, type StoredDecision } from '../ports/outcome-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, RevisionConflict } from '../problems/problems.js';

export interface TakeBackDecisionCommand {
  readonly assessment: AssessmentId;
  readonly rule: string;
  /** The revision of the decision that the page showed. */
  readonly expected: number;
  /** What becomes of its task in the action plan; it is kept unless the person says otherwise. */
  readonly task?: 'keep' | 'drop';
}

/** Nothing is decided on the recommendation any more. Documents made before keep what they print; the audit keeps both. */
@Injectable()
export class TakeBackDecision {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly outcomes: OutcomeStore,
    private readonly plan: PlanFromDecisions,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `RevisionConflict<StoredDecision>` when a colleague decided anew. */
  async execute(actor: Actor, command: TakeBackDecisionCommand): Promise<void> {
    const { rule, expected } = command;
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.find(tx, command.assessment);
      const assessment = opened(actor, 'recommendation.decide', found);
      const outcome = await this.outcomes.latestHead(tx, assessment.id);
      if (outcome === undefined) throw new NotFound('outcome');
      if (!(await this.outcomes.takeBack(tx, outcome.id, rule, expected))) {
        const standing = (await this.outcomes.decisions(tx, outcome.id)).find((one) => one.rule === rule);
        // Asked twice: it is undone already.
        if (standing === undefined) return;
        throw new RevisionConflict<StoredDecision>(standing);
      }
      const keep = command.task !== 'drop';
      await this.plan.takenBack(tx, { by: actor.userId, assessment: assessment.id, rule, keep });
      await this.audit.append(tx, {
        action: 'recommendation.decided',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'outcome', id: outcome.id },
        detail: { rule, decision: 'taken-back', revision: expected },
      });
    });
  }
}
