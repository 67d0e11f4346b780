import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId, RoundId } from '../ids.js';
import { CarryStore, type CarriedFrom, type FittingDraft } from '../ports/carry-store.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Carrying } from './carrying.js';
import { RoundEntry } from './round-entry.js';
import type { Round } from './round.js';
import { stockDateOf } from './start-in-round.js';

export interface StartInRoundView {
  readonly agency: Agency;
  readonly round: Round;
  readonly published: PublishedInstrument;
  readonly stockDate: string;
  /** What a new assessment begins with. */
  readonly carrying?: {
    readonly from: CarriedFrom;
    /** Answers that stand from the start, to be confirmed. */
    readonly prefilled: number;
    /** Figures shown beside, to be taken over or counted anew. */
    readonly beside: number;
  };
  readonly drafts: readonly FittingDraft[];
}

/** What would happen: before a lead begins. Refuses as `StartInRound` does. */
@Injectable()
export class ViewStartInRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entry: RoundEntry,
    private readonly carries: CarryStore,
    private readonly carrying: Carrying,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly agency: AgencyId; readonly round: RoundId },
  ): Promise<StartInRoundView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { agency, round, published, wanted } = await this.entry.open(tx, actor, command);
      const into = { instrument: published.instrument, agencyType: agency.type };
      const planned = await this.carrying.plan(tx, wanted, into);
      const drafts = await this.carries.fittingDrafts(tx, wanted);
      const stockDate = stockDateOf(round, agency);
      if (planned === undefined) return { agency, round, published, stockDate, drafts };
      const prefilled = planned.answers.length;
      const carrying = { from: planned.from, prefilled, beside: planned.carried.length - prefilled };
      return { agency, round, published, stockDate, drafts, carrying };
    });
  }
}
