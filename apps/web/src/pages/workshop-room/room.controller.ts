import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ViewRoom } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { SeatCookie, seatOf } from '../../http/seats/held-seat.js';
import { ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { homeView } from './home-view.js';
import { RoomForms, type RoomReply } from './room-forms.js';
import { moreOf } from './room-nav.js';
import { RoomPages } from './room-pages.js';
import { sendWorker } from './room-worker.js';
import { Assets } from '../../http/assets.js';

const STATUS = { done: 200, conflict: 409, refused: 422 } as const satisfies Record<RoomReply['status'], number>;

/** The room as every seat has it, whatever its group does. */
@ByWorkshopSeat()
@Controller()
export class RoomController {
  constructor(
    private readonly room: ViewRoom,
    private readonly forms: RoomForms,
    private readonly rooms: RoomPages,
    private readonly pages: PageRenderer,
    private readonly cookie: SeatCookie,
    private readonly assets: Assets,
  ) {}

  @Get(ROUTES.room)
  async home(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const seat = seatOf(request);
    const words = this.rooms.words(request);
    const view = homeView(words, seat, await this.room.execute(seat));
    return this.rooms.render(request, reply, { name: 'workshop-room/home', title: view.title, part: 'now', view });
  }

  @Get(ROUTES.roomMore)
  more(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const words = this.rooms.words(request);
    return this.rooms.render(request, reply, {
      name: 'workshop-room/more',
      title: words.t('page.workshop-room.nav.more'),
      part: 'more',
      view: { ways: moreOf(words, seatOf(request)), leave: ROUTES.leaveRoom },
    });
  }

  /** Kept on the phone, and shown there for pages that it has never seen. */
  @Get(ROUTES.roomAway)
  away(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { t } = this.rooms.words(request);
    const title = t('page.workshop-room.away.title');
    return this.rooms.render(request, reply, { name: 'workshop-room/away', title, part: 'now', view: {} });
  }

  /** What phones send, that were away or were not: one change at a time, in the order in which they were typed. */
  @Post(ROUTES.roomChanges)
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<RoomReply> {
    const told = await this.forms.takeQueued(body, { seat: seatOf(request), words: this.rooms.words(request) });
    void reply.status(STATUS[told.status]).header('content-language', this.rooms.words(request).language);
    return told;
  }

  @Get(ROUTES.roomWorker)
  async worker(@Res() reply: FastifyReply): Promise<void> {
    await sendWorker(reply, this.assets);
  }

  @Get(ROUTES.leaveRoom)
  leaving(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { t } = this.rooms.words(request);
    const title = t('page.workshop-room.leave.title');
    const view = { action: ROUTES.leaveRoom, back: ROUTES.room };
    return this.rooms.render(request, reply, { name: 'workshop-room/leave', title, part: 'more', view });
  }

  /** The seat stays theirs: with the code of their badge they sit down again, on this phone or another. */
  @Post(ROUTES.leaveRoom)
  leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): string {
    demandFields(body, 'key');
    this.cookie.forget(reply);
    const { t } = this.pages.words(request);
    // The browser throws away what the room kept on the phone; without a script there is nothing but the cookie.
    const view = { join: ROUTES.join, forget: this.assets.url('room-left.js') };
    return this.pages.render(request, reply, {
      name: 'workshop-room/left',
      title: t('page.workshop-room.left.title'),
      view,
    });
  }
}
