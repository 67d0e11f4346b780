import { Injectable } from '@nestjs/common';
import { maySomewhere } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import { mayGive } from '../access/grants.js';
import type { Actor } from '../actor.js';
import type { AgencyId, UserId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { PeopleStore } from '../ports/people-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Forbidden, LastAdministrator, NotFound, OwnRoles, RolesElsewhere } from '../problems/problems.js';
import { placeOf, type PersonKept } from './person.js';

export interface DisablePersonCommand {
  readonly person: UserId;
  /** False lets them sign in again. */
  readonly disabled: boolean;
}

/**
 * Closes an account, or opens it again. It is one for all their roles, so only whoever may take every one of them may
 * close it. Sessions end in the same transaction, and so do the invitations that the person has sent.
 */
@Injectable()
export class DisablePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly people: PeopleStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { person: id, disabled }: DisablePersonCommand): Promise<void> {
    if (!maySomewhere(actor, 'people.disable')) throw new Forbidden('people.disable');
    demandFreshProof(actor, this.clock.now());
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const person = await this.people.find(tx, id);
      if (person === undefined) throw new NotFound('person');
      await this.demand(tx, actor, person, disabled);
      if ((person.disabledAt !== undefined) === disabled) return;
      const agency = await this.agencyOf(tx, person);
      const done = await this.people.setDisabled(tx, person.id, disabled ? this.clock.now() : undefined);
      if (!done) throw new Forbidden('people.disable');
      await this.audit.append(tx, {
        action: disabled ? 'person.disabled' : 'person.enabled',
        actor: actor.userId,
        ...(agency !== undefined && { agency }),
        subject: { kind: 'person', id: person.id },
      });
    });
  }

  private async demand(tx: Transaction, actor: Actor, person: PersonKept, disabled: boolean): Promise<void> {
    if (person.id === actor.userId) throw new OwnRoles();
    if (person.elsewhere) throw new RolesElsewhere();
    if (!person.roles.every((held) => mayGive(actor, held.role, placeOf(held)))) throw new RolesElsewhere();
    const administers = person.roles.some(({ role }) => role === 'administrator');
    if (disabled && administers && (await this.people.otherAdministrators(tx, person.id)) === 0) {
      throw new LastAdministrator();
    }
  }

  /** Told in the audit of the one agency that they work for; of several, in the installation's. */
  private async agencyOf(tx: Transaction, { roles }: PersonKept): Promise<AgencyId | undefined> {
    const agencies = new Set(roles.map(({ agencyId }) => agencyId));
    const [only] = agencies;
    if (agencies.size !== 1 || only === undefined) return undefined;
    await this.agencies.find(tx, only);
    return only;
  }
}
