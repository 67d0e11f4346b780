import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog } from '../ports/audit-log.js';
import { InvitationStore, type Acceptance, type Accepted } from '../ports/invitation-store.js';
import { Passwords } from '../ports/passwords.js';
import { Clock, Hasher } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { InvitationUnusable } from '../problems/problems.js';
import { ViewInvitation } from './view-invitation.js';

export interface AcceptInvitationCommand {
  readonly token: string;
  /** Of a new account; whoever is signed in needs neither. */
  readonly name?: string;
  readonly password?: string;
}

const LONGEST_NAME = 100;

/**
 * Uses an invitation up: whoever is signed in with its address gets the role; a new mailbox gets an account with it.
 * Of two who send the same link at once, one succeeds.
 */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly view: ViewInvitation,
    private readonly invitations: InvitationStore,
    private readonly passwords: Passwords,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
  ) {}

  async execute(actor: Actor | undefined, command: AcceptInvitationCommand): Promise<Accepted> {
    const offer = await this.view.execute(actor, command);
    const by = actor === undefined ? await this.newAccount(offer.email, command) : { user: actor.userId };
    const acceptance: Acceptance = { token: this.hasher.sha256(command.token), at: this.clock.now(), by };
    return this.unitOfWork.run({ actor: actor?.userId ?? SYSTEM }, async (tx) => {
      const accepted = await this.invitations.accept(tx, acceptance);
      if (accepted === undefined) throw new InvitationUnusable();
      await this.audit.append(tx, {
        action: 'invitation.accepted',
        actor: accepted.user,
        ...(accepted.agencyId !== undefined && { agency: accepted.agencyId }),
        subject: { kind: 'invitation', id: accepted.invitation },
        detail: { role: accepted.role, newAccount: actor === undefined },
      });
      return accepted;
    });
  }

  private async newAccount(email: string, command: AcceptInvitationCommand): Promise<Acceptance['by']> {
    const fields = new Fields();
    const name = fields.text('name', command.name, LONGEST_NAME);
    const password = command.password ?? '';
    const fault = password === '' ? 'missing' : this.passwords.fault({ password, email, name });
    if (fault !== undefined) fields.fault('password', fault.replace(/^user\./, ''));
    fields.check();
    return { name, passwordHash: await this.passwords.hash(password) };
  }
}
