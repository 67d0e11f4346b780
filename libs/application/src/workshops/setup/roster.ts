import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { participantId, type ParticipantId, type RegionId, type WorkshopId } from '../../ids.js';
import { AuditLog, type AuditedAction } from '../../ports/audit-log.js';
import { PlaceStore } from '../../ports/place-store.js';
import { Clock, Ids } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopStore, type RosterLine } from '../../ports/workshop-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound, RevisionConflict } from '../../problems/problems.js';
import type { Workshop } from '../workshop.js';
import { newCode } from './codes.js';
import { demandWorkshopState, ledWorkshop } from './led-workshop.js';
import { OwnGroups } from './own-groups.js';
import { readPerson, type Person, type PersonInput, type RosterContext } from './read-person.js';

/** A hall, and what one list on a screen can hold. */
export const MOST_PEOPLE = 300;

/** What every change of the roster needs: who asks, what people may be of, and that it is told. */
@Injectable()
export class RosterDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    readonly workshops: WorkshopStore,
    private readonly places: PlaceStore,
    private readonly ownGroups: OwnGroups,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Until the workshop is closed: certificates and attendance stand on the list as it then is. */
  open<T>(
    { actor, workshop }: { readonly actor: Actor; readonly workshop: WorkshopId },
    work: (tx: Transaction, workshop: Workshop) => Promise<T>,
  ): Promise<T> {
    return this.always({ actor, workshop }, (tx, led) => {
      demandWorkshopState('workshop.lead', led, 'planned', 'open');
      return work(tx, led);
    });
  }

  /** What cannot wait for a workshop to be opened once more. */
  always<T>(
    { actor, workshop }: { readonly actor: Actor; readonly workshop: WorkshopId },
    work: (tx: Transaction, workshop: Workshop) => Promise<T>,
  ): Promise<T> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) =>
      work(tx, await ledWorkshop(this.workshops, tx, { actor, workshop })),
    );
  }

  async context(tx: Transaction, workshop: Workshop): Promise<RosterContext> {
    const { regionId, languages } = workshop;
    return {
      agencies: await this.workshops.agenciesOf(tx, regionId),
      countries: await this.countries(tx, regionId),
      languages,
    };
  }

  /** Each with a badge of their own, in the group of their agency or among the guests. */
  async add(
    tx: Transaction,
    workshop: Workshop,
    added: {
      readonly people: readonly Person[];
      readonly agencies: RosterContext['agencies'];
      readonly guests: string;
    },
  ): Promise<readonly ParticipantId[]> {
    const groupOf = await this.ownGroups.for(tx, workshop.id, added);
    const rows = added.people.map((person) => {
      const group = groupOf(person);
      const id = participantId(this.ids.uuid());
      return { ...person, id, badgeCode: newCode(this.ids), ...(group !== undefined && { agencyGroupId: group }) };
    });
    await this.workshops.insertParticipants(tx, workshop.id, rows, this.clock.now());
    return rows.map(({ id }) => id);
  }

  async change(
    tx: Transaction,
    workshop: Workshop,
    changed: {
      readonly line: RosterLine;
      readonly person: Person;
      readonly agencies: RosterContext['agencies'];
      readonly guests: string;
      readonly expected: number;
    },
  ): Promise<boolean> {
    const { line, person, agencies, guests, expected } = changed;
    const groupOf = await this.ownGroups.for(tx, workshop.id, { people: [person], agencies, guests });
    const group = groupOf(person);
    const change = { ...person, ...(group !== undefined && { agencyGroupId: group }) };
    return this.workshops.changeParticipant(tx, line.id, change, expected);
  }

  async remove(tx: Transaction, id: ParticipantId): Promise<void> {
    await this.workshops.freeSeat(tx, id);
    await this.workshops.removeParticipant(tx, id, this.clock.now());
  }

  async found(tx: Transaction, workshop: Workshop, id: ParticipantId): Promise<RosterLine> {
    const line = (await this.workshops.roster(tx, workshop.id)).find((one) => one.id === id);
    if (line === undefined) throw new NotFound('participant');
    return line;
  }

  async tell(
    tx: Transaction,
    { actor, workshop, action }: { readonly actor: Actor; readonly workshop: Workshop; readonly action: AuditedAction },
    detail: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    await this.audit.append(tx, {
      action,
      actor: actor.userId,
      subject: { kind: 'workshop', id: workshop.id },
      detail,
    });
  }

  private async countries(tx: Transaction, region: RegionId): Promise<RosterContext['countries']> {
    return (await this.places.region(tx, region))?.countries ?? [];
  }
}

export interface PersonForm {
  readonly workshop: Workshop;
  readonly context: RosterContext;
  /** Absent for somebody new. */
  readonly line?: RosterLine;
}

@Injectable()
export class ViewPersonForm {
  constructor(private readonly desk: RosterDesk) {}

  async execute(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly participant?: ParticipantId },
  ): Promise<PersonForm> {
    return this.desk.open({ actor, workshop: command.workshop }, async (tx, workshop) => ({
      workshop,
      context: await this.desk.context(tx, workshop),
      ...(command.participant !== undefined && { line: await this.desk.found(tx, workshop, command.participant) }),
    }));
  }
}

@Injectable()
export class AddParticipant {
  constructor(private readonly desk: RosterDesk) {}

  async execute(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly person: PersonInput; readonly guests: string },
  ): Promise<{ readonly participant: ParticipantId }> {
    return this.desk.open({ actor, workshop: command.workshop }, async (tx, workshop) => {
      const context = await this.desk.context(tx, workshop);
      const fields = new Fields();
      const person = readPerson(fields, command.person, context);
      if ((await this.desk.workshops.roster(tx, workshop.id)).length >= MOST_PEOPLE)
        fields.fault('name', 'too-many', { max: MOST_PEOPLE });
      fields.check();
      const added = { people: [person], agencies: context.agencies, guests: command.guests };
      const [participant] = await this.desk.add(tx, workshop, added);
      if (participant === undefined) throw new Error('Nobody was added.');
      await this.desk.tell(tx, { actor, workshop, action: 'workshop.person-added' }, { participant });
      return { participant };
    });
  }
}

/** Throws `RevisionConflict<RosterLine>` when somebody was faster. */
@Injectable()
export class ChangeParticipant {
  constructor(private readonly desk: RosterDesk) {}

  async execute(
    actor: Actor,
    command: {
      readonly workshop: WorkshopId;
      readonly participant: ParticipantId;
      readonly person: PersonInput;
      readonly guests: string;
      readonly expected: number;
    },
  ): Promise<void> {
    const { participant, guests, expected } = command;
    await this.desk.open({ actor, workshop: command.workshop }, async (tx, workshop) => {
      const line = await this.desk.found(tx, workshop, participant);
      const context = await this.desk.context(tx, workshop);
      const fields = new Fields();
      const person = readPerson(fields, command.person, context);
      fields.check();
      const change = { line, person, agencies: context.agencies, guests, expected };
      if (!(await this.desk.change(tx, workshop, change))) throw new RevisionConflict<RosterLine>(line);
      await this.desk.tell(tx, { actor, workshop, action: 'workshop.person-changed' }, { participant });
    });
  }
}

/**
 * What they said stays with their group, under their name; their phone is let in no more, and how to reach them is
 * forgotten at once. Whoever asks for that may do so after the last day too.
 */
@Injectable()
export class RemoveParticipant {
  constructor(private readonly desk: RosterDesk) {}

  async execute(
    actor: Actor,
    { workshop: id, participant }: { readonly workshop: WorkshopId; readonly participant: ParticipantId },
  ): Promise<void> {
    await this.desk.always({ actor, workshop: id }, async (tx, workshop) => {
      await this.desk.found(tx, workshop, participant);
      await this.desk.remove(tx, participant);
      await this.desk.tell(tx, { actor, workshop, action: 'workshop.person-removed' }, { participant });
    });
  }
}

/**
 * A lost phone, or somebody in the wrong seat: whoever has the code may sit down there again. Phones get lost
 * after the last day too, and would go on reading for a year.
 */
@Injectable()
export class FreeSeat {
  constructor(private readonly desk: RosterDesk) {}

  async execute(
    actor: Actor,
    { workshop: id, participant }: { readonly workshop: WorkshopId; readonly participant: ParticipantId },
  ): Promise<void> {
    await this.desk.always({ actor, workshop: id }, async (tx, workshop) => {
      await this.desk.found(tx, workshop, participant);
      await this.desk.workshops.freeSeat(tx, participant);
      await this.desk.tell(tx, { actor, workshop, action: 'workshop.seat-freed' }, { participant });
    });
  }
}
