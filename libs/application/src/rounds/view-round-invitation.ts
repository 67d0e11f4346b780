import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { UserId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PlanStore, type PlanSharing } from '../ports/plan-store.js';
import { RoundStore } from '../ports/round-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { UnknownInstrument } from '../problems/problems.js';
import { InvitedAgencies, type InRound, type InvitedAgency } from './invited-agency.js';
import type { ChosenSharing, SharingChoice } from './round.js';

export interface RoundInvitation extends InvitedAgency {
  readonly published: PublishedInstrument;
  /** Who planned it; absent when the account is gone. */
  readonly organiser?: string;
  readonly sharing: SharingChoice;
  /** Newest first. */
  readonly choices: readonly (ChosenSharing & { readonly name?: string })[];
  /** Whether coordinators see how far the agency's plan is; newest first, none is no. */
  readonly planSharing: readonly (PlanSharing & { readonly name?: string })[];
}

/** What an agency is asked, by whom, and what it lets be seen. */
@Injectable()
export class ViewRoundInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invited: InvitedAgencies,
    private readonly rounds: RoundStore,
    private readonly plans: PlanStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  async execute(actor: Actor, command: InRound): Promise<RoundInvitation> {
    const { opened, choices, planSharing } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.invited.open(tx, actor, { ...command, action: 'round.take-part' });
      const { round, agency } = found;
      const planSharing = await this.plans.sharing(tx, round.id, agency.id);
      return { opened: found, choices: await this.rounds.choices(tx, round.id, agency.id), planSharing };
    });
    const { instrumentId, instrumentVersion } = opened.round;
    const published = await this.instruments.find(instrumentId, instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    const people = [...choices, ...planSharing].map(({ by }) => by);
    const names = await this.directory.namesOf([opened.round.createdBy, ...people]);
    const organiser = names.get(opened.round.createdBy);
    return {
      ...opened,
      published,
      ...(organiser !== undefined && { organiser }),
      sharing: choices[0]?.choice ?? 'own',
      choices: choices.map((one) => ({ ...one, ...nameOf(names, one.by) })),
      planSharing: planSharing.map((one) => ({ ...one, ...nameOf(names, one.by) })),
    };
  }
}

const nameOf = (names: ReadonlyMap<UserId, string>, by: UserId): { readonly name?: string } => {
  const name = names.get(by);
  return name === undefined ? {} : { name };
};
