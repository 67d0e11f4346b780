import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { assessmentId, CheckAnswers, ViewResult } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { checkView } from './check-view.js';

/** Check your answers: what blocks the submission, what is doubtful, what evidence would add. */
@Controller()
export class CheckController {
  constructor(
    private readonly check: CheckAnswers,
    private readonly result: ViewResult,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.check)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    const actor = actorOf(request);
    const assessment = assessmentId(id);
    const check = await this.check.execute(actor, { assessment });
    // Whoever may check may also see the result.
    const { outcome } = await this.result.execute(actor, { assessment });
    const words = this.pages.words(request, check.published);
    return this.pages.render(request, reply, {
      name: 'submission/check',
      title: words.t('page.check.title'),
      agency: check.agency,
      published: check.published,
      view: checkView(words, check, { score: outcome.result }),
    });
  }
}
