import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PublishedInstrument, Seat } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Assets } from '../../http/assets.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { footOf, type RoomPart } from './room-nav.js';

export interface RoomPage {
  /** Under `templates/pages`, e.g. `workshop-room/home`. */
  readonly name: string;
  readonly title: string;
  readonly view: object;
  /** Which way of the foot leads here. */
  readonly part: RoomPart;
  readonly hasErrors?: boolean;
  readonly status?: number;
  /** Of pages that show questions. */
  readonly published?: PublishedInstrument;
}

const UNPROCESSABLE = 422;
const MARGIN_MS = 2_000;

/** Sets a page into the shell of the room. Every view gets `csrf`, and `key` for its forms. */
@Injectable()
export class RoomPages {
  constructor(
    private readonly pages: PageRenderer,
    private readonly assets: Assets,
  ) {}

  /** In the language of the seat. */
  words(request: FastifyRequest, published?: PublishedInstrument): Words {
    return this.pages.words(request, published);
  }

  render(request: FastifyRequest, reply: FastifyReply, { part, view, ...page }: RoomPage): string {
    const seat = seatOf(request);
    const words = this.words(request, page.published);
    return this.pages.render(request, reply, {
      ...page,
      ...(page.hasErrors === true && page.status === undefined && { status: UNPROCESSABLE }),
      view: { ...view, key: randomUUID() },
      room: this.frame(words, seat, part),
    });
  }

  private frame(words: Words, seat: Seat, part: RoomPart): object {
    const { t } = words;
    return {
      workshop: seat.title,
      name: seat.name,
      // Moved to another agency, they are somebody else to their phone: what it kept is not sent there.
      seat: [seat.participant, seat.group?.id].join(' '),
      fictional: seat.fictional,
      css: this.assets.url(words.direction === 'rtl' ? 'room.rtl.css' : 'room.css'),
      script: this.assets.url('room.js'),
      worker: ROUTES.roomWorker,
      changes: ROUTES.roomChanges,
      away: ROUTES.roomAway,
      home: ROUTES.room,
      live: ROUTES.roomLive,
      // Read before the page was asked for: what moves meanwhile is told.
      since: String(Date.now() - MARGIN_MS),
      me: ROUTES.roomMe,
      foot: footOf(words, seat, part),
      closed: seat.state === 'open' ? undefined : t(`page.workshop-room.state.${seat.state}`),
      // What the script says while there is nobody to ask for words.
      said: JSON.stringify(saidBy(words)),
    };
  }
}

const SAID = [
  'saving',
  'kept',
  'online',
  'away',
  'sending',
  'lost-seat',
  'discard',
  'keep-mine',
  'take-theirs',
  'yours',
  'theirs',
  'refused',
  'memory',
] as const;
/** Of each grammatical number, since the script knows no grammar: it asks the browser's own which one to take. */
const COUNTS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

function saidBy({ t, find, language }: Words): object {
  const said = Object.fromEntries(SAID.map((name) => [name, t(`page.workshop-room.said.${name}`)]));
  const waiting = Object.fromEntries(
    COUNTS.flatMap((count) => {
      const text = find(`page.workshop-room.waiting.${count}`);
      return text === undefined ? [] : [[count, text]];
    }),
  );
  return { ...said, waiting, language };
}
