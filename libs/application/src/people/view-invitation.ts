import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { InvitationStore } from '../ports/invitation-store.js';
import { Clock, Hasher } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { InvitationUnusable } from '../problems/problems.js';
import type { InvitationOffer } from './person.js';

/** What an invitation offers, for whoever holds its link. Expired, used, revoked or never made: all the same words. */
@Injectable()
export class ViewInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
  ) {}

  async execute(actor: Actor | undefined, command: { readonly token: string }): Promise<InvitationOffer> {
    const token = this.hasher.sha256(command.token);
    const offer = await this.unitOfWork.run({ actor: actor?.userId ?? SYSTEM }, (tx) =>
      this.invitations.offer(tx, {
        token,
        at: this.clock.now(),
        ...(actor !== undefined && { user: actor.userId }),
      }),
    );
    if (offer === undefined) throw new InvitationUnusable();
    return offer;
  }
}
