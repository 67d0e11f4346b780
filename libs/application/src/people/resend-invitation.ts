import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { InvitationId } from '../ids.js';
import { InvitationStore } from '../ports/invitation-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { InvitePerson } from './invite-person.js';

/** Sends an open invitation once more, with a new link and a week of its own; the old link ends. */
@Injectable()
export class ResendInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly invite: InvitePerson,
  ) {}

  async execute(actor: Actor, command: { readonly invitation: InvitationId }): Promise<void> {
    const open = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      this.invitations.find(tx, command.invitation),
    );
    if (open === undefined) throw new NotFound('invitation');
    const { email, role, agencyId: agency, regionId: region } = open;
    await this.invite.execute(actor, {
      email,
      role,
      ...(agency !== undefined ? { agency } : region !== undefined && { region }),
    });
  }
}
