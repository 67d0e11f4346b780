import { Injectable } from '@nestjs/common';
import { maySomewhere } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import { mayGive } from '../access/grants.js';
import type { Actor } from '../actor.js';
import type { MembershipId, UserId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { PeopleStore } from '../ports/people-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Forbidden, LastAdministrator, NotFound, OwnRoles } from '../problems/problems.js';
import { placeOf } from './person.js';

export interface TakeRoleCommand {
  readonly person: UserId;
  readonly membership: MembershipId;
}

/** Takes a role away, at once: the next request is refused, within the second that a session is remembered. */
@Injectable()
export class TakeRole {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly people: PeopleStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: TakeRoleCommand): Promise<void> {
    if (!maySomewhere(actor, 'people.change-roles')) throw new Forbidden('people.change-roles');
    demandFreshProof(actor, this.clock.now());
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { person, held } = await this.open(tx, actor, command);
      if (held.role === 'administrator' && (await this.people.otherAdministrators(tx, person.id)) === 0) {
        throw new LastAdministrator();
      }
      // Names the agency whose audit tells of it.
      if (held.agencyId !== undefined) await this.agencies.find(tx, held.agencyId);
      if (!(await this.people.take(tx, held.id))) throw new NotFound('role');
      await this.audit.append(tx, {
        action: 'role.withdrawn',
        actor: actor.userId,
        ...(held.agencyId !== undefined && { agency: held.agencyId }),
        subject: { kind: 'person', id: person.id },
        detail: { role: held.role, ...(held.regionId !== undefined && { region: held.regionId }) },
      });
    });
  }

  private async open(tx: Transaction, actor: Actor, command: TakeRoleCommand) {
    const person = await this.people.find(tx, command.person);
    if (person === undefined) throw new NotFound('person');
    const held = person.roles.find(({ id }) => id === command.membership);
    if (held === undefined) throw new NotFound('role');
    if (person.id === actor.userId) throw new OwnRoles();
    if (!mayGive(actor, held.role, placeOf(held))) throw new Forbidden('people.change-roles');
    return { person, held };
  }
}
