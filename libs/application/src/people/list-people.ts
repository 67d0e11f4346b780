import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { PeopleStore, type PeopleSought } from '../ports/people-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import type { PersonKept } from './person.js';

export interface ListPeopleCommand {
  readonly agency?: AgencyId;
  readonly matching?: string;
  readonly after?: NonNullable<PeopleSought['after']>;
}
export interface PeopleList {
  readonly people: readonly PersonKept[];
  /** Where the next page begins; absent on the last. */
  readonly next?: NonNullable<PeopleSought['after']>;
}

const PAGE = 50;

/** The people whose roles lie within this person's reach, by name; of each, the roles that do. */
@Injectable()
export class ListPeople {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly people: PeopleStore,
  ) {}

  async execute(actor: Actor, { agency, matching, after }: ListPeopleCommand = {}): Promise<PeopleList> {
    if (agency === undefined && !maySomewhere(actor, 'people.view')) throw new Forbidden('people.view');
    const part = matching?.trim().slice(0, 200);
    const found = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      if (agency !== undefined) {
        const kept = await this.agencies.find(tx, agency);
        if (kept === undefined) throw new NotFound('agency');
        authorizeAtAgency(actor, 'people.view', { agencyId: kept.id, regionId: kept.regionId });
      }
      return this.people.list(tx, {
        ...(agency !== undefined && { agency }),
        ...(part !== undefined && part !== '' && { matching: part }),
        ...(after !== undefined && { after }),
        // One more than shown tells whether there is a next page.
        size: PAGE + 1,
      });
    });
    const people = found.slice(0, PAGE);
    const last = people.at(-1);
    return found.length <= PAGE || last === undefined ? { people } : { people, next: { name: last.name, id: last.id } };
  }
}
