import { Injectable } from '@nestjs/common';
import { mayGive } from '../access/grants.js';
import type { Actor } from '../actor.js';
import type { InvitationId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { InvitationStore } from '../ports/invitation-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import { placeOf } from './person.js';

/** Ends an invitation before it is accepted: its link leads nowhere from then on. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly invitations: InvitationStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly invitation: InvitationId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const open = await this.invitations.find(tx, command.invitation);
      if (open === undefined) throw new NotFound('invitation');
      if (!mayGive(actor, open.role, placeOf(open))) throw new Forbidden('invitation.revoke');
      // Names the agency whose audit tells of it.
      if (open.agencyId !== undefined) await this.agencies.find(tx, open.agencyId);
      if (!(await this.invitations.revoke(tx, open.id, this.clock.now()))) throw new NotFound('invitation');
      await this.audit.append(tx, {
        action: 'invitation.revoked',
        actor: actor.userId,
        ...(open.agencyId !== undefined && { agency: open.agencyId }),
        subject: { kind: 'invitation', id: open.id },
        detail: { role: open.role },
      });
    });
  }
}
