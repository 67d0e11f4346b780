import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import { opened } from '../assessments/open-assessment.js';
import { assessmentId, type AgencyId, type AssessmentId, type RoundId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { CarryStore } from '../ports/carry-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { InputRefused } from '../problems/problems.js';
import { Carrying } from './carrying.js';
import { RoundEntry, type EnteredRound } from './round-entry.js';
import type { Round } from './round.js';

export interface StartInRoundCommand {
  readonly agency: AgencyId;
  readonly round: RoundId;
  /** A draft of the agency that goes into the round as it is, instead of a new one. */
  readonly draft?: AssessmentId;
  /** The round's name when left out; a draft keeps its own. */
  readonly title?: string;
}

/**
 * Begins what an agency answers a round with: pinned to the round's questionnaire and dates, and filled with what the agency
 * said last time, to be confirmed. Throws `RoundStarted`, `RoundDeclined` or `RoundWrongState`.
 */
@Injectable()
export class StartInRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entry: RoundEntry,
    private readonly assessments: AssessmentStore,
    private readonly carries: CarryStore,
    private readonly carrying: Carrying,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: StartInRoundCommand): Promise<{ readonly assessment: AssessmentId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const entered = await this.entry.open(tx, actor, command);
      const id =
        command.draft === undefined
          ? await this.begin(tx, actor, entered, command.title)
          : await this.bring(tx, actor, entered, command.draft);
      const prefilled = await this.fill(tx, actor, entered, id);
      const { round, agency } = entered;
      await this.audit.append(tx, {
        action: command.draft === undefined ? 'assessment.started' : 'assessment.brought',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'assessment', id },
        detail: {
          instrument: round.instrumentId,
          version: round.instrumentVersion,
          variant: round.variant,
          round: round.id,
          ...prefilled,
        },
      });
      return { assessment: id };
    });
  }

  private async begin(
    tx: Transaction,
    actor: Actor,
    { agency, round }: EnteredRound,
    given: string | undefined,
  ): Promise<AssessmentId> {
    const fields = new Fields();
    const title = given === undefined ? round.name : fields.text('title', given);
    fields.check();
    const id = assessmentId(this.ids.uuid());
    await this.assessments.insert(tx, [
      {
        id,
        agencyId: agency.id,
        instrumentId: round.instrumentId,
        instrumentVersion: round.instrumentVersion,
        variant: round.variant,
        agencyType: agency.type,
        title,
        reference: round.reference,
        stockDate: stockDateOf(round, agency),
        createdAt: this.clock.now(),
        createdBy: actor.userId,
        round: round.id,
      },
    ]);
    return id;
  }

  private async bring(
    tx: Transaction,
    actor: Actor,
    { agency, round, wanted }: EnteredRound,
    draft: AssessmentId,
  ): Promise<AssessmentId> {
    const found = opened(actor, 'assessment.view', await this.assessments.lock(tx, draft));
    const fitting = await this.carries.fittingDrafts(tx, wanted);
    // Also what begun as an agency of another type: other questions were asked of it.
    if (found.agencyType !== agency.type || !fitting.some(({ assessment }) => assessment === found.id)) {
      throw new InputRefused([{ code: 'input.not-in-list', path: 'draft', detail: {} }]);
    }
    const dates = { reference: round.reference, stockDate: stockDateOf(round, agency) };
    await this.carries.bring(tx, found.id, { round: round.id, ...dates });
    return found.id;
  }

  private async fill(
    tx: Transaction,
    actor: Actor,
    { agency, wanted, published }: EnteredRound,
    id: AssessmentId,
  ): Promise<{ readonly carried?: number; readonly from?: string }> {
    const into = { instrument: published.instrument, agencyType: agency.type, draft: id };
    const planned = await this.carrying.plan(tx, wanted, into);
    if (planned === undefined) return {};
    const by = { user: actor.userId, at: this.clock.now() };
    await this.carrying.write(tx, { id, agencyId: agency.id }, planned, by);
    return { carried: planned.answers.length, from: planned.from.assessment };
  }
}

/** The round's, else the agency's own unless it is of an earlier year, else the end of the period. */
export function stockDateOf({ stockDate, reference }: Round, agency: Agency): string {
  const own = agency.stockDate;
  return stockDate ?? (own !== undefined && own >= reference.from ? own : reference.to);
}
