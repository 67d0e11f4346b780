import { Injectable } from '@nestjs/common';
import type { Outcome } from '@isonomia/outcome';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import { auditOutsider } from '../assessments/audit-outsider.js';
import type { Assessment } from '../assessments/assessment.js';
import { openedContents } from '../assessments/open-assessment.js';
import type { AssessmentId, TaskId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AuditLog } from '../ports/audit-log.js';
import { CarryStore } from '../ports/carry-store.js';
import { isOpen } from '../plan/plan.js';
import { PlanStore } from '../ports/plan-store.js';
import { OutcomeStore, type OutcomeHead, type StoredDecision, type StoredOutcome } from '../ports/outcome-store.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { OutcomeComposer } from './outcome-composer.js';

export interface ResultView {
  readonly assessment: Assessment;
  /** Of a draft: composed on reading, status `draft`, never stored. Else the frozen one, as it was submitted. */
  readonly outcome: Outcome;
  /** Where the outcome is frozen; absent for a draft. */
  readonly frozen?: OutcomeHead;
  /** Empty for a draft: decisions are taken on what was submitted. */
  readonly decisions: readonly StoredDecision[];
  /** Recommendations that are a task of the action plan, under way or still to do. */
  readonly planned: readonly { readonly rule: string; readonly task: TaskId }[];
  /** The assessment that corrects this one, validated or under way. */
  readonly correction?: Pick<Assessment, 'id' | 'state'>;
  readonly may: { readonly decide: boolean; readonly requestDocument: boolean; readonly readEvidence: boolean };
}

/** Scores, figures and recommendations, of a draft as it stands or of the submission as it was. */
@Injectable()
export class ViewResult {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly outcomes: OutcomeStore,
    private readonly composer: OutcomeComposer,
    private readonly audit: AuditLog,
    private readonly carries: CarryStore,
    private readonly plans: PlanStore,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<ResultView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const contents = openedContents(actor, 'result.view', await this.reader.contents(tx, command.assessment));
      const { assessment } = contents;
      await auditOutsider(this.audit, tx, actor, { action: 'result.read', assessment });
      const stored = assessment.state === 'draft' ? undefined : await this.outcomes.latest(tx, assessment.id);
      const correction = await this.correction(tx, assessment);
      return {
        assessment,
        ...(correction !== undefined && { correction }),
        planned: may(actor, 'recommendation.decide', assessment) ? await this.planned(tx, assessment.id) : [],
        ...(stored === undefined ? await this.draft(tx, contents) : await this.frozen(tx, stored)),
        may: {
          decide: may(actor, 'recommendation.decide', assessment),
          requestDocument: may(actor, 'document.request', assessment),
          readEvidence: may(actor, 'evidence.read', assessment),
        },
      };
    });
  }

  private async planned(tx: Transaction, assessment: AssessmentId): Promise<ResultView['planned']> {
    return (await this.plans.ofAssessment(tx, assessment)).flatMap(({ id, origin, state }) =>
      origin === undefined || !isOpen(state) ? [] : [{ rule: origin.rule, task: id }],
    );
  }

  private async correction(tx: Transaction, { id, state }: Assessment): Promise<ResultView['correction']> {
    return state === 'validated' ? this.carries.correctionOf(tx, id) : undefined;
  }

  private async draft(tx: Transaction, contents: AssessmentContents) {
    const state = { status: 'draft', revision: contents.assessment.revision } as const;
    return { outcome: (await this.composer.compose(tx, contents, state)).outcome, decisions: [] };
  }

  private async frozen(tx: Transaction, { outcome, ...head }: StoredOutcome) {
    return { outcome, frozen: head, decisions: await this.outcomes.decisions(tx, head.id) };
  }
}
