import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { opened } from '../assessments/open-assessment.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { PlanFromDecisions } from '../plan/plan-from-decisions.js';
import { AuditLog } from '../ports/audit-log.js';
import { OutcomeStore, type StoredDecision, type StoredOutcome } from '../ports/outcome-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound, RevisionConflict } from '../problems/problems.js';

export interface DecideRecommendationCommand {
  readonly assessment: AssessmentId;
  readonly rule: string;
  readonly decision: string;
  /** Required when declined. */
  readonly reason?: string;
  /** Required when adapted: what the agency will do instead. */
  readonly adaptedText?: string;
  readonly owner?: string;
  /** ISO date. */
  readonly due?: string;
  /** The revision that the form showed, 0 when there was no decision. */
  readonly expected: number;
}

const DECISIONS = ['accepted', 'adapted', 'declined'] as const;
const LONGEST = 2_000;

/** What the agency makes of a recommendation of its latest submission. Throws `RevisionConflict<StoredDecision>`. */
@Injectable()
export class DecideRecommendation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly outcomes: OutcomeStore,
    private readonly plan: PlanFromDecisions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: DecideRecommendationCommand): Promise<{ readonly revision: number }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.find(tx, command.assessment);
      const assessment = opened(actor, 'recommendation.decide', found);
      const stored = await this.outcomes.latest(tx, assessment.id);
      const known = stored?.outcome.result.recommendations.some(({ rule }) => rule === command.rule);
      if (stored === undefined || known !== true) throw new NotFound('recommendation');
      const decision = { ...read(command), decidedBy: actor.userId, decidedAt: this.clock.now() };
      const before = (await this.outcomes.decisions(tx, stored.id)).find((one) => one.rule === command.rule);
      const revision = await this.outcomes.decide(tx, stored, decision, command.expected);
      if (revision === undefined) throw await this.conflict(tx, stored, command.rule);
      const made = { by: actor.userId, outcome: stored, decision, ...(before !== undefined && { before }) };
      await this.plan.decided(tx, made);
      await this.audit.append(tx, {
        action: 'recommendation.decided',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'outcome', id: stored.id },
        detail: { rule: command.rule, decision: decision.decision, revision },
      });
      return { revision };
    });
  }

  /** Without a current decision the form claimed a revision that never was. */
  private async conflict(tx: Transaction, stored: StoredOutcome, rule: string) {
    const decisions = await this.outcomes.decisions(tx, stored.id);
    return new RevisionConflict<StoredDecision | undefined>(decisions.find((one) => one.rule === rule));
  }
}

function read(command: DecideRecommendationCommand) {
  const fields = new Fields();
  const owner = fields.optionalText('owner', command.owner);
  const due = fields.optionalDate('due', command.due);
  const words = readWords(fields, command);
  fields.check();
  return { rule: command.rule, ...words, ...(owner !== undefined && { owner }), ...(due !== undefined && { due }) };
}

/** Words of an adaptation mean nothing beside another decision, and would be printed. */
function readWords(fields: Fields, command: DecideRecommendationCommand) {
  const decision = fields.oneOf('decision', command.decision, DECISIONS) ?? 'accepted';
  const reason = fields.optionalText('reason', command.reason, LONGEST);
  if (decision === 'declined' && reason === undefined) fields.fault('reason', 'missing');
  const explained = { decision, ...(reason !== undefined && { reason }) };
  if (decision !== 'adapted') return explained;
  return { ...explained, adaptedText: fields.text('adaptedText', command.adaptedText, LONGEST) };
}
