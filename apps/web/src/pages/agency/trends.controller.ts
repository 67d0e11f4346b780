import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { agencyId, ViewTrends } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { trendsView } from './trends-view.js';

@Controller()
export class TrendsController {
  constructor(
    private readonly view: ViewTrends,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.trends)
  async trends(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    const words = this.pages.words(request, found.published);
    return this.pages.render(request, reply, {
      name: 'agency/trends',
      title: words.t('page.trends.title'),
      agency: found.agency,
      ...(found.published !== undefined && { published: found.published }),
      view: trendsView(words, found),
    });
  }
}
