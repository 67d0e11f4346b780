import { askedQuestions } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { GroupId, WorkshopId } from '../../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { Clock, Hasher } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopGroupsStore, type AgencyGroup } from '../../ports/workshop-groups-store.js';
import { WorkshopScreenStore, type ForwardPoint, type GroupProgress } from '../../ports/workshop-screen-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { instrumentOf } from '../groups/asked-of-group.js';
import { groupResult, type GroupResult } from '../groups/group-result.js';
import { openedWorkshop } from '../open-workshop.js';
import type { AgendaSession, Workshop, WorkshopGroup } from '../workshop.js';

/** A group that lets the room see its profile. */
export interface ShownGroup {
  readonly group: Pick<AgencyGroup, 'id' | 'name'>;
  readonly result: GroupResult;
}

export interface Wall {
  readonly workshop: Workshop;
  readonly now: Date;
  readonly agenda: readonly AgendaSession[];
  readonly groups: readonly WorkshopGroup[];
  readonly progress: readonly GroupProgress[];
  /** How many questions an agency's group is asked, before any answer adds one. */
  readonly asked: ReadonlyMap<GroupId, number>;
  readonly shown: readonly ShownGroup[];
  readonly points: readonly ForwardPoint[];
  readonly published: PublishedInstrument;
}

/** Everything that stands on the wall. Of a group that shows nothing there are counts, and no profile is made. */
@Injectable()
export class ViewWall {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly groups: WorkshopGroupsStore,
    private readonly store: WorkshopScreenStore,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
  ) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<Wall> {
    const now = this.clock.now();
    const { agencies, ...found } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.lead', await this.workshops.find(tx, command.workshop));
      return {
        workshop,
        agenda: await this.workshops.agenda(tx, workshop.id),
        groups: await this.workshops.groups(tx, workshop.id),
        progress: await this.store.progress(tx, workshop.id, now),
        points: await this.store.putForward(tx, workshop.id),
        agencies: await this.groups.agencyGroups(tx, workshop.id),
      };
    });
    const published = await instrumentOf(this.instruments, found.workshop);
    const { variant } = found.workshop;
    const asked = agencies.map(({ id, agency }) => {
      const selection = { variant, agencyType: agency.type, answers: {} };
      return [id, askedQuestions(published.instrument, selection).length] as const;
    });
    // A choice for the outcome opens the same rows, and is none for the wall.
    const shown = agencies.filter(({ choices }) => choices.room === 'shown');
    return {
      ...found,
      now,
      published,
      asked: new Map(asked),
      shown: shown.map((group) => this.shown(found.workshop, published, group)),
    };
  }

  private shown(workshop: Workshop, published: PublishedInstrument, group: AgencyGroup): ShownGroup {
    const { variant, reference } = workshop;
    const { id, name, agency, consensus } = group;
    const result = groupResult({
      published,
      hasher: this.hasher,
      variant,
      reference,
      agencyType: agency.type,
      consensus,
    });
    return { group: { id, name }, result };
  }
}
