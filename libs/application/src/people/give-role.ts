import { Injectable } from '@nestjs/common';
import { demandFreshProof } from '../access/fresh-proof.js';
import { kindOf, mayGive, PLACES_OF_ROLE } from '../access/grants.js';
import { ROLES, type Actor } from '../actor.js';
import type { MembershipId, UserId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PeopleStore } from '../ports/people-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { Forbidden, NotFound, OwnRoles } from '../problems/problems.js';
import { RolePlaces, type AskedPlace } from './role-place.js';

export interface GiveRoleCommand extends AskedPlace {
  readonly person: UserId;
  readonly role: string;
}

/** Gives a role to somebody within reach. Somebody who is not is invited: what they hold elsewhere is not ours to know. */
@Injectable()
export class GiveRole {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: RolePlaces,
    private readonly people: PeopleStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: GiveRoleCommand): Promise<{ readonly membership: MembershipId }> {
    const fields = new Fields();
    const role = fields.oneOf('role', command.role, ROLES) ?? 'recipient';
    fields.check();
    demandFreshProof(actor, this.clock.now());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { place, given } = await this.places.open(tx, actor, 'people.change-roles', command);
      const person = await this.people.find(tx, command.person);
      if (person === undefined) throw new NotFound('person');
      if (person.id === actor.userId) throw new OwnRoles();
      if (!PLACES_OF_ROLE[role].includes(kindOf(given))) fields.fault('role', 'wrong-place');
      fields.check();
      if (!mayGive(actor, role, place)) throw new Forbidden('people.change-roles');
      const membership = await this.people.give(tx, { person: person.id, role, place: given, at: this.clock.now() });
      if (membership === undefined) {
        fields.fault('role', 'has-role');
        fields.check();
        throw new Forbidden('people.change-roles');
      }
      await this.audit.append(tx, {
        action: 'role.granted',
        actor: actor.userId,
        ...(given.agencyId !== undefined && { agency: given.agencyId }),
        subject: { kind: 'person', id: person.id },
        detail: { role, ...(given.regionId !== undefined && { region: given.regionId }) },
      });
      return { membership };
    });
  }
}
