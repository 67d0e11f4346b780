import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { commitmentId, type WorkshopId } from '../../ids.js';
import { monthsAfter } from '../../plan/months-after.js';
import { Ids } from '../../ports/system.js';
import { WorkshopPromiseStore } from '../../ports/workshop-promise-store.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound, RevisionConflict } from '../../problems/problems.js';
import type { Seat } from '../seat.js';
import type { TextGroup, TextRoom } from './clause.js';
import { COMMITMENT_MONTHS, MOST_COMMITMENTS, type Commitment } from './promise.js';
import { agencyGroupOf, TextGate, type Inside } from './text-gate.js';

export interface RoomCommitments {
  readonly room: TextRoom;
  readonly at: Date;
  /** By country and name; those of agencies alone. */
  readonly groups: readonly TextGroup[];
  readonly commitments: readonly Commitment[];
  /** ISO dates that a commitment may be due between. */
  readonly due: { readonly from: string; readonly to: string };
}

/** What all agencies undertook: everybody in the room reads it. */
@Injectable()
export class ReadCommitments {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
    private readonly promises: WorkshopPromiseStore,
  ) {}

  ofRoom(seat: Seat): Promise<RoomCommitments> {
    return this.gate.sit(seat, (inside) => this.read(inside));
  }

  ofWorkshop(actor: Actor, { workshop }: { readonly workshop: WorkshopId }): Promise<RoomCommitments> {
    return this.gate.view(actor, workshop, (inside) => this.read(inside));
  }

  private async read({ tx, room, at }: Inside): Promise<RoomCommitments> {
    const groups = await this.texts.groups(tx, room.id);
    return {
      room,
      at,
      groups: groups.filter(({ kind }) => kind === 'agency'),
      commitments: await this.promises.commitments(tx, room.id),
      due: dueWithin(room),
    };
  }
}

/** From the first day until a year after the last. */
const dueWithin = ({ startsOn, endsOn }: TextRoom) => ({
  from: startsOn,
  to: monthsAfter(endsOn, COMMITMENT_MONTHS),
});

export interface KeepCommitmentCommand {
  /** 1 to 3. */
  readonly position: number;
  readonly what: string;
  readonly owner: string;
  readonly due: string;
  readonly help?: string;
  /** The revision that the form showed; 0 for one that was not there. */
  readonly expected: number;
  /** Of this very change: sent twice, it is made once. */
  readonly key?: string;
}

/** New or changed. Throws `RevisionConflict<Commitment | undefined>`. */
@Injectable()
export class KeepCommitment {
  constructor(
    private readonly gate: TextGate,
    private readonly promises: WorkshopPromiseStore,
    private readonly ids: Ids,
  ) {}

  execute(seat: Seat, command: KeepCommitmentCommand): Promise<{ readonly revision: number }> {
    return this.gate.speak(seat, { action: 'workshop.commitment', key: command.key }, async (inside) => {
      const group = agencyGroupOf(seat);
      const promise = readCommitment(command, inside.room);
      const stands = await standsAt(this.promises, inside, { group, position: command.position });
      if ((stands?.revision ?? 0) !== command.expected) throw new RevisionConflict<Commitment | undefined>(stands);
      const id = stands?.id ?? commitmentId(this.ids.uuid());
      const of = { id, workshop: seat.workshop, group, position: command.position };
      const next = { ...promise, ...of, revision: stands?.revision ?? 1, changedAt: inside.at };
      const revision = await this.write(inside, next, { seat, isNew: stands === undefined });
      await inside.tell('workshop.commitment-kept', { commitment: id, position: command.position, revision });
      return { revision };
    });
  }

  private async write(
    { tx }: Inside,
    next: Commitment,
    { seat, isNew }: { readonly seat: Seat; readonly isNew: boolean },
  ): Promise<number> {
    const added = isNew && (await this.promises.addCommitment(tx, next, seat.participant)) ? 1 : undefined;
    const revision = isNew ? added : await this.promises.changeCommitment(tx, next, seat.participant);
    if (revision !== undefined) return revision;
    const all = await this.promises.commitments(tx, next.workshop);
    const winner = all.find(({ group, position }) => group === next.group && position === next.position);
    throw new RevisionConflict<Commitment | undefined>(winner);
  }
}

export interface RemoveCommitmentCommand {
  readonly position: number;
  readonly expected: number;
  readonly key?: string;
}

export interface RemovedCommitment {
  readonly what: string;
  readonly owner: string;
  readonly due: string;
  readonly help: string;
}

/** Gives back what was removed, so that it can be kept again. Throws `RevisionConflict<Commitment>`. */
@Injectable()
export class RemoveCommitment {
  constructor(
    private readonly gate: TextGate,
    private readonly promises: WorkshopPromiseStore,
  ) {}

  execute(seat: Seat, { position, expected, key }: RemoveCommitmentCommand): Promise<RemovedCommitment> {
    return this.gate.speak(seat, { action: 'workshop.commitment', key }, async (inside) => {
      const stands = await standsAt(this.promises, inside, { group: agencyGroupOf(seat), position });
      if (stands === undefined) throw new NotFound('commitment');
      const gone = await this.promises.removeCommitment(inside.tx, stands.id, expected);
      if (!gone) throw new RevisionConflict<Commitment | undefined>(stands);
      await inside.tell('workshop.commitment-removed', { commitment: stands.id, position });
      const { what, owner, due, help = '' } = stands;
      return { what, owner, due, help };
    });
  }
}

async function standsAt(
  promises: WorkshopPromiseStore,
  { tx, room }: Inside,
  of: Pick<Commitment, 'group' | 'position'>,
): Promise<Commitment | undefined> {
  if (!Number.isInteger(of.position) || of.position < 1 || of.position > MOST_COMMITMENTS)
    throw new NotFound('commitment');
  const all = await promises.commitments(tx, room.id);
  return all.find(({ group, position }) => group === of.group && position === of.position);
}

const LONG = 500;

function readCommitment(command: KeepCommitmentCommand, room: TextRoom) {
  const fields = new Fields();
  const what = fields.text('what', command.what, LONG);
  const owner = fields.text('owner', command.owner);
  const due = fields.date('due', command.due);
  const { from, to } = dueWithin(room);
  if (due !== '' && (due < from || due > to)) fields.fault('due', 'not-in-year', { from, to });
  const help = fields.optionalText('help', command.help, LONG);
  fields.check();
  return { what, owner, due, ...(help !== undefined && { help }) };
}
