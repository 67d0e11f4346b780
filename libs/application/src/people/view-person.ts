import { Injectable } from '@nestjs/common';
import { maySomewhere } from '../access/access.js';
import { mayGive } from '../access/grants.js';
import type { Actor } from '../actor.js';
import type { MembershipId, UserId } from '../ids.js';
import { PeopleStore } from '../ports/people-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { mayErasePeople } from '../privacy/erase-person.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import { placeOf, type PersonKept } from './person.js';

export interface PersonView {
  readonly person: PersonKept;
  /** Oneself: shown, and nothing to be changed. */
  readonly self: boolean;
  /** The roles that are this actor's to take. */
  readonly takes: readonly MembershipId[];
  readonly mayDisable: boolean;
  readonly mayErase: boolean;
}

/** One person, within the reach of whoever asks. */
@Injectable()
export class ViewPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleStore,
  ) {}

  async execute(actor: Actor, command: { readonly person: UserId }): Promise<PersonView> {
    if (!maySomewhere(actor, 'people.view')) throw new Forbidden('people.view');
    const person = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.people.find(tx, command.person));
    if (person === undefined) throw new NotFound('person');
    const self = person.id === actor.userId;
    const takes = self ? [] : person.roles.filter((held) => mayGive(actor, held.role, placeOf(held)));
    return {
      person,
      self,
      takes: takes.map(({ id }) => id),
      mayErase: mayErasePeople(actor),
      mayDisable: !self && !person.elsewhere && takes.length === person.roles.length,
    };
  }
}
