import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { participantId, type ParticipantId, type WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopScreenStore, type Attended } from '../../ports/workshop-screen-store.js';
import { WorkshopStore, type RosterLine } from '../../ports/workshop-store.js';
import { NotFound } from '../../problems/problems.js';
import { openedWorkshop } from '../open-workshop.js';
import { demandWorkshopState, ledWorkshop } from '../setup/led-workshop.js';
import type { Workshop } from '../workshop.js';
import { daysOf } from './days.js';

export interface AttendanceView {
  readonly workshop: Workshop;
  /** ISO dates, every day of the workshop. */
  readonly days: readonly string[];
  readonly roster: readonly RosterLine[];
  readonly attended: readonly Attended[];
}

/** Who was there on which day: noted by their phone, or by somebody who saw them. */
@Injectable()
export class ViewAttendance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly store: WorkshopScreenStore,
  ) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<AttendanceView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.lead', await this.workshops.find(tx, command.workshop));
      return {
        workshop,
        days: daysOf(workshop),
        roster: await this.workshops.roster(tx, workshop.id),
        attended: await this.store.attendance(tx, workshop.id),
      };
    });
  }
}

export interface NoteAttendanceCommand {
  readonly workshop: WorkshopId;
  readonly day: string;
  /** Whose box was ticked when the page was made, and when it was sent: what changed in between is what somebody says. */
  readonly were: readonly string[];
  readonly are: readonly string[];
}

/** Says who was there; whoever came by phone meanwhile, and was not spoken of, stays. */
@Injectable()
export class NoteAttendance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly store: WorkshopScreenStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: NoteAttendanceCommand): Promise<void> {
    const { day } = command;
    const seen = differing(command.are, command.were);
    const absent = differing(command.were, command.are);
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandWorkshopState('workshop.lead', workshop, 'open', 'closed');
      if (!daysOf(workshop).includes(day)) throw new NotFound('day');
      if (seen.length + absent.length === 0) return;
      const known = new Set((await this.workshops.roster(tx, workshop.id)).map(({ id }) => id));
      if ([...seen, ...absent].some((id) => !known.has(id))) throw new NotFound('participant');
      const { id } = workshop;
      await this.store.noteSeen(tx, { workshop: id, day, participants: seen, at: this.clock.now() });
      await this.store.noteAbsent(tx, { workshop: id, day, participants: absent });
      await this.audit.append(tx, {
        action: 'workshop.attendance-noted',
        actor: actor.userId,
        subject: { kind: 'workshop', id },
        detail: { day, seen: seen.length, absent: absent.length },
      });
    });
  }
}

const differing = (these: readonly string[], others: readonly string[]): readonly ParticipantId[] =>
  [...new Set(these)].filter((id) => !others.includes(id)).map(participantId);
