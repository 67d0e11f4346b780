import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ReadCommitments, ReadOffers, SuggestPairs, workshopId, type RoomOffers } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { liveOf } from './live-of.js';
import { commitmentsByCountry, offerMatrix, suggestedPairs } from './promises-view.js';

/** What agencies undertake, and who could help whom, for those who lead the workshop. */
@Controller()
export class WorkshopPromisesController {
  constructor(
    private readonly commitments: ReadCommitments,
    private readonly offers: ReadOffers,
    private readonly suggesting: SuggestPairs,
    private readonly pages: PageRenderer,
    private readonly assets: Assets,
  ) {}

  @Get(ROUTES.workshopCommitments)
  async showCommitments(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
  ): Promise<string> {
    const view = await this.commitments.ofWorkshop(actorOf(request), { workshop: workshopId(workshop) });
    const words = this.pages.words(request);
    const title = words.t('page.workshop-text.commitments.title');
    return this.pages.render(request, reply, {
      name: 'workshops/commitments',
      title,
      view: { ...this.around(view), title, countries: commitmentsByCountry(words, view) },
    });
  }

  @Get(ROUTES.workshopOffers)
  async showOffers(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
  ): Promise<string> {
    const of = { workshop: workshopId(workshop) };
    const view = await this.offers.ofWorkshop(actorOf(request), of);
    const pairs = await this.suggesting.execute(actorOf(request), of);
    const words = this.pages.words(request, view.published);
    const title = words.t('page.workshop-text.offers.title');
    return this.pages.render(request, reply, {
      name: 'workshops/offers',
      title,
      view: { ...this.around(view), title, ...offerMatrix(words, view), suggested: suggestedPairs(words, view, pairs) },
    });
  }

  private around({ room: { id, title }, at }: Pick<RoomOffers, 'room' | 'at'>): object {
    return {
      crumbs: [{ href: href(ROUTES.workshop, { workshop: id }), label: title }],
      live: liveOf(this.assets, { workshop: id, at }),
    };
  }
}
