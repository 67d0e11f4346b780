import { Injectable } from '@nestjs/common';
import { demandFreshProof } from '../access/fresh-proof.js';
import { kindOf, mayGive, PLACES_OF_ROLE } from '../access/grants.js';
import { ROLES, type Actor, type Role } from '../actor.js';
import { invitationId, type InvitationId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { InvitationStore } from '../ports/invitation-store.js';
import { isMailAddress } from '../ports/outbox.js';
import { PeopleStore } from '../ports/people-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { Forbidden } from '../problems/problems.js';
import { InvitationMail } from './invitation-mail.js';
import { RolePlaces, type AskedPlace } from './role-place.js';

export interface InvitePersonCommand extends AskedPlace {
  readonly email: string;
  readonly role: string;
  /** Of the mail and, until they choose another, of the person; the inviter's own where none is named. */
  readonly language?: string | undefined;
  /** Those that mails are written in. */
  readonly languages?: readonly string[];
}

/** Roles that reach beyond one agency: a session left open on a desk must not give them. */
const WEIGHTY: readonly Role[] = ['administrator', 'coordinator'];

/** Invites a mailbox to a role. Whether it has an account already is told to nobody but the mailbox. */
@Injectable()
export class InvitePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: RolePlaces,
    private readonly people: PeopleStore,
    private readonly invitations: InvitationStore,
    private readonly mail: InvitationMail,
    private readonly audit: AuditLog,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: InvitePersonCommand): Promise<{ readonly invitation: InvitationId }> {
    const fields = new Fields();
    const { email, role, language } = read(fields, command, actor);
    if (WEIGHTY.includes(role)) demandFreshProof(actor, this.clock.now());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { place, given, name } = await this.places.open(tx, actor, 'people.invite', command);
      if (!PLACES_OF_ROLE[role].includes(kindOf(given))) fields.fault('role', 'wrong-place');
      fields.check();
      if (!mayGive(actor, role, place)) throw new Forbidden('people.invite');
      if (await this.people.holds(tx, email, role, given)) fields.fault('email', 'has-role');
      fields.check();
      const link = this.mail.link();
      const invitation = await this.invitations.invite(tx, {
        id: invitationId(this.ids.uuid()),
        email,
        role,
        place: given,
        language,
        ...link.kept,
      });
      if (invitation === undefined) throw new Forbidden('people.invite');
      await this.mail.post(tx, actor, { email, role, language, place: name, address: link.address });
      await this.audit.append(tx, {
        action: 'person.invited',
        actor: actor.userId,
        ...(given.agencyId !== undefined && { agency: given.agencyId }),
        subject: { kind: 'invitation', id: invitation },
        detail: { role, ...(given.regionId !== undefined && { region: given.regionId }) },
      });
      return { invitation };
    });
  }
}

interface Read {
  readonly email: string;
  readonly role: Role;
  readonly language: string;
}

function read(fields: Fields, command: InvitePersonCommand, actor: Actor): Read {
  const email = fields.text('email', command.email, 254).toLowerCase();
  if (email !== '' && !isMailAddress(email)) fields.fault('email', 'not-a-mail-address');
  const role = fields.oneOf('role', command.role, ROLES) ?? 'recipient';
  const { language: asked = '', languages = [] } = command;
  const language = asked === '' ? actor.language : (fields.oneOf('language', asked, languages) ?? actor.language);
  fields.check();
  return { email, role, language };
}
