import { Injectable } from '@nestjs/common';
import { commentId, type ClauseId } from '../../ids.js';
import { Ids } from '../../ports/system.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { Fields } from '../../problems/fields.js';
import { RevisionConflict } from '../../problems/problems.js';
import { ClausesLocked } from '../../problems/workshop-problems.js';
import type { RoomDone } from '../../ports/workshop-room-store.js';
import type { Seat } from '../seat.js';
import { STANCES, type Clause } from './clause.js';
import { standing } from './edit-clauses.js';
import { agencyGroupOf, ownGroupOf, TextGate, type Inside } from './text-gate.js';

const LONGEST = 1_000;

export interface CommentCommand {
  readonly clause: ClauseId;
  readonly body: string;
  /** Of this very change: sent twice, it is said once. */
  readonly key?: string;
}

/** What an agency, or the guests, have to say of a clause: for everybody in the room. */
@Injectable()
export class CommentOnClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
    private readonly ids: Ids,
  ) {}

  execute(seat: Seat, command: CommentCommand): Promise<RoomDone> {
    return this.gate.speak(seat, { action: 'workshop.comment', key: command.key }, async (inside) => {
      const group = ownGroupOf(seat);
      const clause = await unlocked(this.texts, inside, command.clause);
      const fields = new Fields();
      const body = fields.text('body', command.body, LONGEST);
      fields.check();
      const id = commentId(this.ids.uuid());
      const { workshop, participant } = seat;
      const said = { id, clause: clause.id, group, body, saidAt: inside.at };
      await this.texts.say(inside.tx, { ...said, workshop, participant });
      await inside.tell('workshop.clause-commented', { clause: clause.id, comment: id });
      return { comment: id };
    });
  }
}

export interface HoldPositionCommand {
  readonly clause: ClauseId;
  readonly stance: string;
  /** Needed for a reservation. */
  readonly reason?: string;
  /** The revision of the clause that the page showed. */
  readonly expected: number;
  readonly key?: string;
}

/**
 * What the agency holds of a clause; the newest counts. Throws `RevisionConflict<Clause>` when the words are no longer
 * those that the page showed.
 */
@Injectable()
export class HoldPosition {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(seat: Seat, command: HoldPositionCommand): Promise<RoomDone> {
    return this.gate.speak(seat, { action: 'workshop.position', key: command.key }, async (inside) => {
      const group = agencyGroupOf(seat);
      const clause = await unlocked(this.texts, inside, command.clause);
      const fields = new Fields();
      const stance = fields.oneOf('stance', command.stance, STANCES) ?? 'abstains';
      const reason = fields.optionalText('reason', command.reason, LONGEST);
      if (stance === 'reserves' && (command.reason ?? '').trim() === '') fields.fault('reason', 'missing');
      fields.check();
      if (command.expected < clause.textRevision) throw new RevisionConflict<Clause>(clause);
      const { workshop, participant } = seat;
      // Of the words, whatever was marked since: that is how it is told whether they changed.
      const of = { workshop, participant, group, clause: clause.id, ofRevision: clause.textRevision };
      const held = { stance, saidAt: inside.at, ...(reason !== undefined && { reason }) };
      await this.texts.hold(inside.tx, { ...of, ...held });
      await inside.tell('workshop.position-held', { clause: clause.id, stance });
      return { revision: clause.revision };
    });
  }
}

async function unlocked(texts: WorkshopTextStore, inside: Inside, id: ClauseId): Promise<Clause> {
  if (inside.room.lockedAt !== undefined) throw new ClausesLocked();
  return standing(texts, inside, id);
}
