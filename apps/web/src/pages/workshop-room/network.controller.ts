import { Controller, Get, Req, Res } from '@nestjs/common';
import { ViewNetwork } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { ROUTES } from '../../paths.js';
import { networkView } from '../workshops/after-view.js';
import { RoomPages } from './room-pages.js';

/** Whom to ask, in the year after the workshop too. */
@ByWorkshopSeat()
@Controller()
export class RoomNetworkController {
  constructor(
    private readonly network: ViewNetwork,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomNetwork)
  async page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const words = this.pages.words(request);
    const view = await this.network.ofRoom(seatOf(request));
    return this.pages.render(request, reply, {
      name: 'workshop-room/network',
      title: words.t('page.workshop-after.network.title'),
      part: 'more',
      view: { ...networkView(words, view), me: ROUTES.roomMe },
    });
  }
}
