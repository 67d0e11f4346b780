import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { offerId, type OfferId, type WorkshopId } from '../../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { Ids } from '../../ports/system.js';
import { WorkshopPromiseStore } from '../../ports/workshop-promise-store.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound, RevisionConflict } from '../../problems/problems.js';
import type { Seat } from '../seat.js';
import type { TextGroup, TextRoom } from './clause.js';
import { OFFER_KINDS, OFFER_STATES, type Offer } from './promise.js';
import { readDimension } from './read-clause.js';
import { ownGroupOf, TextGate, type Inside } from './text-gate.js';

export interface RoomOffers {
  readonly room: TextRoom;
  readonly at: Date;
  readonly published: PublishedInstrument | undefined;
  readonly groups: readonly TextGroup[];
  /** Withdrawn ones too. */
  readonly offers: readonly Offer[];
}

/** Who helps, who asks for help, and with what: everybody in the room reads it. */
@Injectable()
export class ReadOffers {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
    private readonly promises: WorkshopPromiseStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  ofRoom(seat: Seat): Promise<RoomOffers> {
    return this.gate.sit(seat, (inside) => this.read(inside));
  }

  ofWorkshop(actor: Actor, { workshop }: { readonly workshop: WorkshopId }): Promise<RoomOffers> {
    return this.gate.view(actor, workshop, (inside) => this.read(inside));
  }

  private async read({ tx, room, at }: Inside): Promise<RoomOffers> {
    return {
      room,
      at,
      published: await this.instruments.find(room.instrumentId, room.instrumentVersion),
      groups: (await this.texts.groups(tx, room.id)).filter(({ kind }) => kind !== 'mixed'),
      offers: await this.promises.offers(tx, room.id),
    };
  }
}

export interface MakeOfferCommand {
  readonly kind: string;
  readonly dimension: string;
  readonly body: string;
  /** Of this very change: sent twice, it is made once. */
  readonly key?: string;
}

const LONGEST = 500;

/** Help that the group gives or seeks. */
@Injectable()
export class MakeOffer {
  constructor(
    private readonly gate: TextGate,
    private readonly promises: WorkshopPromiseStore,
    private readonly instruments: InstrumentLibrary,
    private readonly ids: Ids,
  ) {}

  execute(seat: Seat, command: MakeOfferCommand): Promise<{ readonly offer: OfferId }> {
    return this.gate.speak(seat, { action: 'workshop.offer', key: command.key }, async (inside) => {
      const group = ownGroupOf(seat);
      const { instrumentId, instrumentVersion } = inside.room;
      const published = await this.instruments.find(instrumentId, instrumentVersion);
      const fields = new Fields();
      const kind = fields.oneOf('kind', command.kind, OFFER_KINDS) ?? 'offer';
      const dimension = readDimension(fields, command.dimension, published);
      if (command.dimension === '') fields.fault('dimension', 'missing');
      const body = fields.text('body', command.body, LONGEST);
      fields.check();
      const id = offerId(this.ids.uuid());
      const said = { id, workshop: seat.workshop, group, kind, dimension: dimension ?? '', body } as const;
      const offer = { ...said, state: 'open', revision: 1, changedAt: inside.at } as const;
      await this.promises.addOffer(inside.tx, offer, seat.participant);
      await inside.tell('workshop.offer-made', { offer: id, kind });
      return { offer: id };
    });
  }
}

export interface ChangeOfferCommand {
  readonly offer: OfferId;
  readonly state: string;
  /** Left out: the words stay. */
  readonly body?: string;
  /** The revision that the page showed. */
  readonly expected: number;
  readonly key?: string;
}

/** Its words, or what became of it; a withdrawn one can be opened again. Throws `RevisionConflict<Offer>`. */
@Injectable()
export class ChangeOffer {
  constructor(
    private readonly gate: TextGate,
    private readonly promises: WorkshopPromiseStore,
  ) {}

  execute(seat: Seat, command: ChangeOfferCommand): Promise<{ readonly revision: number }> {
    return this.gate.change(seat, command.key, async (inside) => {
      const offer = await this.promises.offer(inside.tx, seat.workshop, command.offer);
      if (offer?.group !== ownGroupOf(seat)) throw new NotFound('offer');
      const fields = new Fields();
      const state = fields.oneOf('state', command.state, OFFER_STATES) ?? 'open';
      const body = command.body === undefined ? offer.body : fields.text('body', command.body, LONGEST);
      fields.check();
      const next = { ...offer, state, body, revision: command.expected, changedAt: inside.at };
      const revision = await this.promises.changeOffer(inside.tx, next, seat.participant);
      if (revision === undefined) throw new RevisionConflict<Offer>(offer);
      await inside.tell('workshop.offer-changed', { offer: offer.id, state, revision });
      return { revision };
    });
  }
}
