import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { groupId, type GroupId, type ParticipantId, type WorkshopId } from '../../ids.js';
import { Clock, Ids } from '../../ports/system.js';
import type { Transaction } from '../../ports/unit-of-work.js';
import type { RosterLine } from '../../ports/workshop-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import type { Workshop, WorkshopGroup } from '../workshop.js';
import { demandWorkshopState } from './led-workshop.js';
import { RosterDesk } from './roster.js';
import { spread } from './spread.js';

const MOST_MIXED = 30;

export type SeatingChange =
  /** So many mixed groups, and everybody of an agency in one of them; `again`: whoever sits already is placed anew too. */
  | { readonly spread: number; readonly again: boolean; readonly names: (position: number) => string }
  | { readonly rename: GroupId; readonly name: string }
  | { readonly remove: GroupId }
  /** People to mixed groups; undefined: to none. */
  | { readonly place: ReadonlyMap<ParticipantId, GroupId | undefined> };

/** Mixed groups are made, filled and changed by hand. Groups of agencies make themselves from the roster. */
@Injectable()
export class ChangeGroups {
  constructor(
    private readonly desk: RosterDesk,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(
    actor: Actor,
    { workshop: id, change }: { readonly workshop: WorkshopId; readonly change: SeatingChange },
  ) {
    await this.desk.open({ actor, workshop: id }, async (tx, workshop) => {
      const groups = await this.desk.workshops.groups(tx, workshop.id);
      if ('spread' in change) await this.spread(tx, { workshop, groups }, change);
      else if ('rename' in change) await this.rename(tx, groups, change);
      else if ('remove' in change) await this.remove(tx, { workshop, groups }, change.remove);
      else await this.place(tx, { workshop, groups }, change.place);
      await this.desk.tell(
        tx,
        { actor, workshop, action: 'workshop.groups-changed' },
        { what: Object.keys(change)[0] ?? '' },
      );
    });
  }

  /** Groups that are there stay: in an open workshop something was said in them. */
  private async spread(
    tx: Transaction,
    { workshop, groups }: Kept,
    { spread: count, again, names }: Extract<SeatingChange, { spread: number }>,
  ): Promise<void> {
    const there = groups.filter(({ kind }) => kind === 'mixed');
    demandCount(count, there.length);
    if (again) demandWorkshopState('workshop.lead', workshop, 'planned');
    const first = Math.max(-1, ...groups.map(({ position }) => position)) + 1;
    const taken = new Set(groups.map(({ name }) => name));
    const made = Array.from({ length: count - there.length }, (_, at) => ({
      id: groupId(this.ids.uuid()),
      kind: 'mixed' as const,
      name: freeName(names, there.length + at + 1, taken),
      position: first + at,
    }));
    if (made.length > 0) await this.desk.workshops.insertGroups(tx, workshop.id, made, this.clock.now());
    const people = (await this.desk.workshops.roster(tx, workshop.id)).filter(({ agencyId }) => agencyId !== undefined);
    const places = spread(
      people.map((line) => spreadable(line, again)),
      [...there, ...made].map((group) => group.id),
    );
    await this.desk.workshops.placeInMixed(
      tx,
      [...places].map(([participant, group]) => ({ participant, group })),
    );
  }

  private async rename(
    tx: Transaction,
    groups: readonly WorkshopGroup[],
    { rename, name: typed }: Extract<SeatingChange, { rename: GroupId }>,
  ): Promise<void> {
    const group = known(groups, rename);
    const fields = new Fields();
    const name = fields.text('name', typed, 100);
    if (groups.some((other) => other.id !== group.id && other.name === name)) fields.fault('name', 'taken');
    fields.check();
    await this.desk.workshops.renameGroup(tx, group.id, name);
  }

  /** Only before anything was said in it, and only groups that people were put into by hand. */
  private async remove(tx: Transaction, { workshop, groups }: Kept, id: GroupId): Promise<void> {
    demandWorkshopState('workshop.lead', workshop, 'planned');
    const group = known(groups, id);
    const people = await this.desk.workshops.roster(tx, workshop.id);
    if (group.kind !== 'mixed' && people.some(({ agencyGroupId }) => agencyGroupId === id)) throw new NotFound('group');
    await this.desk.workshops.removeGroup(tx, id);
  }

  private async place(
    tx: Transaction,
    { workshop, groups }: Kept,
    places: Extract<SeatingChange, { place: unknown }>['place'],
  ) {
    const people = new Set((await this.desk.workshops.roster(tx, workshop.id)).map((line) => line.id));
    const placed = [...places].map(([participant, group]) => {
      if (!people.has(participant)) throw new NotFound('participant');
      if (group !== undefined && known(groups, group).kind !== 'mixed') throw new NotFound('group');
      return { participant, ...(group !== undefined && { group }) };
    });
    await this.desk.workshops.placeInMixed(tx, placed);
  }
}

interface Kept {
  readonly workshop: Workshop;
  readonly groups: readonly WorkshopGroup[];
}

function known(groups: readonly WorkshopGroup[], id: GroupId): WorkshopGroup {
  const found = groups.find((group) => group.id === id);
  if (found === undefined) throw new NotFound('group');
  return found;
}

function demandCount(count: number, there: number): void {
  const fields = new Fields();
  if (!Number.isInteger(count) || count < Math.max(1, there) || count > MOST_MIXED)
    fields.fault('count', 'not-in-range', { min: Math.max(1, there), max: MOST_MIXED });
  fields.check();
}

/** Somebody may have called another group so. */
function freeName(names: (position: number) => string, from: number, taken: Set<string>): string {
  for (let position = from; ; position += 1) {
    const name = names(position);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

const spreadable = ({ id, from, country, mixedGroupId }: RosterLine, again: boolean) => ({
  id,
  from,
  ...(country !== undefined && { country }),
  ...(!again && mixedGroupId !== undefined && { group: mixedGroupId }),
});
