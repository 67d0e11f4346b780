import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { assessmentId, ExplainNumber } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { explainView } from './explain-view.js';
import { Readings } from './readings.js';
import { agencyOf } from './result.controller.js';

/** How was this computed? One page a number. */
@Controller()
export class ExplainController {
  constructor(
    private readonly explain: ExplainNumber,
    private readonly readings: Readings,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.explain)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment, number }: { readonly assessment: string; readonly number: string },
  ): Promise<string> {
    const found = await this.explain.execute(actorOf(request), { assessment: assessmentId(assessment), number });
    const words = this.pages.words(request);
    const view = explainView(words, this.readings.of(found.outcome, words.language), found);
    return this.pages.render(request, reply, {
      name: 'result/explain',
      title: words.t('page.result.explain'),
      agency: agencyOf(found),
      view,
    });
  }
}
