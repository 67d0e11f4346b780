import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import { AuditLog, type AuditedAction, type AuditEntry } from '../../ports/audit-log.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { NotFound } from '../../problems/problems.js';
import { ClausesLocked, NotInAgencyGroup, WorkshopWrongState } from '../../problems/workshop-problems.js';
import { demandOpen, openedWorkshop } from '../open-workshop.js';
import type { RoomDone } from '../../ports/workshop-room-store.js';
import { RoomChanges } from '../room/room-changes.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';
import type { TextRoom } from './clause.js';

type TextAction = AuditedAction & `workshop.${string}`;

/** Inside the room, in a transaction: at what time, and where to say what was done. */
export interface Inside {
  readonly tx: Transaction;
  readonly room: TextRoom;
  readonly at: Date;
  readonly tell: (action: TextAction, detail?: AuditEntry['detail']) => Promise<void>;
}

/** The one way to the text of a workshop and to what is promised there: for those who lead it, and from a seat. */
@Injectable()
export class TextGate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: RoomChanges,
    private readonly texts: WorkshopTextStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  view<T>(actor: Actor, workshop: WorkshopId, work: (inside: Inside) => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const room = openedWorkshop(actor, 'workshop.lead', await this.texts.room(tx, workshop));
      return work(this.inside(tx, room, { actor: actor.userId }));
    });
  }

  /** Those who lead change the text one after the other, and not at all once it is locked or the workshop is over. */
  edit<T>(actor: Actor, workshop: WorkshopId, work: (inside: Inside) => Promise<T>): Promise<T> {
    return this.lead(actor, workshop, (inside) => {
      if (inside.room.state === 'closed') throw new WorkshopWrongState('workshop.lead', 'closed');
      if (inside.room.lockedAt !== undefined) throw new ClausesLocked();
      return work(inside);
    });
  }

  lead<T>(actor: Actor, workshop: WorkshopId, work: (inside: Inside) => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const room = openedWorkshop(actor, 'workshop.lead', await this.texts.room(tx, workshop, 'held'));
      return work(this.inside(tx, room, { actor: actor.userId }));
    });
  }

  /** From a seat: the rows say what it may read and write. */
  sit<T>(seat: Seat, work: (inside: Inside) => Promise<T>): Promise<T> {
    const scope = { actor: SEAT_HOLDER, seat: { key: seat.key, at: this.clock.now() } };
    return this.unitOfWork.run(scope, async (tx) => work(await this.seated(tx, seat)));
  }

  /** A change from a seat, made once however often a phone sends it; what is said is said while the workshop is open. */
  speak<Done extends RoomDone>(
    seat: Seat,
    { action, key }: { readonly action: string; readonly key: string | undefined },
    work: (inside: Inside) => Promise<Done>,
  ): Promise<Done> {
    return this.change(seat, key, (inside) => {
      demandOpen(action, inside.room);
      return work(inside);
    });
  }

  /** Also after the last day. */
  change<Done extends RoomDone>(
    seat: Seat,
    key: string | undefined,
    work: (inside: Inside) => Promise<Done>,
  ): Promise<Done> {
    return this.changes.once(seat, key, async (tx) => work(await this.seated(tx, seat)));
  }

  private async seated(tx: Transaction, seat: Seat): Promise<Inside> {
    const room = await this.texts.room(tx, seat.workshop);
    if (room === undefined) throw new NotFound('workshop');
    return this.inside(tx, room, { actor: SEAT_HOLDER, participant: seat.participant });
  }

  private inside(
    tx: Transaction,
    room: TextRoom,
    { actor, participant }: Pick<AuditEntry, 'actor'> & { readonly participant?: string },
  ): Inside {
    const subject = { kind: 'workshop', id: room.id };
    const who = participant === undefined ? {} : { participant };
    return {
      tx,
      room,
      at: this.clock.now(),
      tell: (action, detail = {}) => this.audit.append(tx, { action, actor, subject, detail: { ...who, ...detail } }),
    };
  }
}

/** The agency's own group speaks for the agency: guests and mixed groups hold no position and promise nothing. */
export function agencyGroupOf({ group }: Seat) {
  if (group?.kind !== 'agency') throw new NotInAgencyGroup();
  return group.id;
}

/** Also that of the guests. */
export function ownGroupOf({ group }: Seat) {
  if (group === undefined) throw new NotInAgencyGroup();
  return group.id;
}
