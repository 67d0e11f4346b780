import { Injectable } from '@nestjs/common';
import { groupId, type AgencyId, type GroupId, type WorkshopId } from '../../ids.js';
import { Clock, Ids } from '../../ports/system.js';
import type { Transaction } from '../../ports/unit-of-work.js';
import { WorkshopStore, type NewGroup, type RegionAgency } from '../../ports/workshop-store.js';

/** Where people belong before any mixed group: with their agency, or among the guests. */
@Injectable()
export class OwnGroups {
  constructor(
    private readonly workshops: WorkshopStore,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Makes the groups that are not there yet, agencies in the order of their names. */
  async for(
    tx: Transaction,
    workshop: WorkshopId,
    wanted: {
      readonly people: readonly { readonly agencyId?: AgencyId }[];
      readonly agencies: readonly RegionAgency[];
      /** What the group of guests is called. */
      readonly guests: string;
    },
  ): Promise<(person: { readonly agencyId?: AgencyId }) => GroupId | undefined> {
    const there = await this.workshops.groups(tx, workshop);
    const known = new Set(there.flatMap(({ agencyId }) => agencyId ?? []));
    const names = new Set(there.map(({ name }) => name));
    const missing = wanted.agencies.filter(
      ({ id }) => !known.has(id) && wanted.people.some(({ agencyId }) => agencyId === id),
    );
    const first = Math.max(-1, ...there.map(({ position }) => position)) + 1;
    const made: NewGroup[] = missing.map((agency, at) => {
      const name = names.has(agency.name) ? `${agency.name} (${agency.country})` : agency.name;
      names.add(name);
      return { id: groupId(this.ids.uuid()), kind: 'agency', name, agencyId: agency.id, position: first + at };
    });
    const hasGuests = wanted.people.some(({ agencyId }) => agencyId === undefined);
    if (hasGuests && !there.some(({ kind }) => kind === 'guests'))
      made.push({ id: groupId(this.ids.uuid()), kind: 'guests', name: wanted.guests, position: first + made.length });
    if (made.length > 0) await this.workshops.insertGroups(tx, workshop, made, this.clock.now());
    const all = [...there, ...made];
    return ({ agencyId }) =>
      all.find((group) => (agencyId === undefined ? group.kind === 'guests' : group.agencyId === agencyId))?.id;
  }
}
