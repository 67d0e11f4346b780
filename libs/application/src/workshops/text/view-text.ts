import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { ClauseId, UserId, WorkshopId } from '../../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { UserDirectory } from '../../ports/user-directory.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { NotFound } from '../../problems/problems.js';
import type { Seat } from '../seat.js';
import type {
  Clause,
  ClauseComment,
  ClausePosition,
  ClauseVersion,
  PointForward,
  TextGroup,
  TextRoom,
} from './clause.js';
import { TextGate, type Inside } from './text-gate.js';

/** Everything that is said of the text, to whoever is in the room. */
export interface RoomText {
  readonly room: TextRoom;
  /** When it was read: a page then hears of what moved since. */
  readonly at: Date;
  readonly published: PublishedInstrument | undefined;
  readonly groups: readonly TextGroup[];
  readonly clauses: readonly Clause[];
  readonly comments: readonly ClauseComment[];
  readonly positions: readonly ClausePosition[];
}

/** For those who lead: with what was withdrawn, and what groups put forward. */
export interface LedText extends RoomText {
  readonly withdrawn: readonly Clause[];
  readonly points: readonly PointForward[];
}

export interface ClauseView extends RoomText {
  readonly clause: Clause;
  readonly history: readonly ClauseVersion[];
}

export interface LedClause extends ClauseView {
  readonly names: ReadonlyMap<UserId, string>;
}

@Injectable()
export class RoomTexts {
  constructor(
    private readonly texts: WorkshopTextStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async all({ tx, room, at }: Inside): Promise<RoomText & { readonly withdrawn: readonly Clause[] }> {
    const clauses = await this.texts.clauses(tx, room.id);
    return {
      ...(await this.around({ tx, room })),
      at,
      clauses: clauses.filter(({ withdrawnAt }) => withdrawnAt === undefined),
      withdrawn: clauses.filter(({ withdrawnAt }) => withdrawnAt !== undefined),
      comments: await this.texts.comments(tx, room.id),
      positions: await this.texts.positions(tx, room.id),
    };
  }

  async one({ tx, room, at }: Inside, id: ClauseId): Promise<ClauseView> {
    const clauses = await this.texts.clauses(tx, room.id);
    const clause = clauses.find((one) => one.id === id);
    if (clause === undefined) throw new NotFound('clause');
    return {
      ...(await this.around({ tx, room })),
      at,
      clauses: clauses.filter(({ withdrawnAt }) => withdrawnAt === undefined),
      clause,
      comments: await this.texts.comments(tx, room.id, id),
      positions: await this.texts.positions(tx, room.id, id),
      history: await this.texts.history(tx, id),
    };
  }

  private async around({
    tx,
    room,
  }: Pick<Inside, 'tx' | 'room'>): Promise<Pick<RoomText, 'room' | 'published' | 'groups'>> {
    const published = await this.instruments.find(room.instrumentId, room.instrumentVersion);
    return { room, published, groups: await this.texts.groups(tx, room.id) };
  }
}

/** The text as those who lead the workshop work on it. */
@Injectable()
export class ViewText {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: RoomTexts,
    private readonly store: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<LedText> {
    return this.gate.view(actor, command.workshop, async (inside) => ({
      ...(await this.texts.all(inside)),
      points: await this.store.pointsForward(inside.tx, inside.room.id),
    }));
  }
}

/** One clause with all that was said and done, withdrawn or not. */
@Injectable()
export class ViewClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: RoomTexts,
    private readonly directory: UserDirectory,
  ) {}

  execute(actor: Actor, command: { readonly workshop: WorkshopId; readonly clause: ClauseId }): Promise<LedClause> {
    return this.gate.view(actor, command.workshop, async (inside) => {
      const view = await this.texts.one(inside, command.clause);
      const names = await this.directory.namesOf([...new Set(view.history.map(({ by }) => by))]);
      return { ...view, names };
    });
  }
}

/** The text as it is read on a phone. */
@Injectable()
export class ReadRoomText {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: RoomTexts,
  ) {}

  execute(seat: Seat): Promise<RoomText> {
    return this.gate.sit(seat, async (inside) => {
      const { withdrawn: _, ...text } = await this.texts.all(inside);
      return text;
    });
  }
}

/** One clause on a phone, to comment on and to take a position. */
@Injectable()
export class ReadRoomClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: RoomTexts,
  ) {}

  execute(seat: Seat, command: { readonly clause: ClauseId }): Promise<ClauseView> {
    return this.gate.sit(seat, async (inside) => {
      const view = await this.texts.one(inside, command.clause);
      if (view.clause.withdrawnAt !== undefined) throw new NotFound('clause');
      return view;
    });
  }
}
