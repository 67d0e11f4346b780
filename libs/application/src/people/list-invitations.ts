import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { InvitationStore } from '../ports/invitation-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import type { OpenInvitation } from './person.js';

/** Invitations that nobody has accepted yet, newest first: those that have expired too, until somebody clears them away. */
@Injectable()
export class ListInvitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly invitations: InvitationStore,
  ) {}

  async execute(actor: Actor, { agency }: { readonly agency?: AgencyId } = {}): Promise<readonly OpenInvitation[]> {
    if (agency === undefined && !maySomewhere(actor, 'people.view')) throw new Forbidden('people.view');
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      if (agency !== undefined) {
        const kept = await this.agencies.find(tx, agency);
        if (kept === undefined) throw new NotFound('agency');
        authorizeAtAgency(actor, 'people.view', { agencyId: kept.id, regionId: kept.regionId });
      }
      return this.invitations.open(tx, agency);
    });
  }
}
