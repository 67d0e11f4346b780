import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { roundId, ViewProspect } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { prospectView } from './prospect-view.js';

@Controller()
export class ProspectController {
  constructor(
    private readonly view: ViewProspect,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.prospect)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { round: roundId(id) });
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'releases/prospect',
      title: words.t('page.prospect.title'),
      published: view.published,
      view: prospectView(words, view),
    });
  }
}
