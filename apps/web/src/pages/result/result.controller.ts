import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { assessmentId, ViewResult, type ResultView } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer, type Page } from '../shell/page-renderer.js';
import { Readings } from './readings.js';
import { doneOf } from './recommendation-cards.js';
import { resultView } from './result-view.js';

@Controller()
export class ResultController {
  constructor(
    private readonly view: ViewResult,
    private readonly readings: Readings,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.result)
  async result(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const result = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request);
    const reading = this.readings.of(result.outcome, words.language);
    const page = {
      result,
      reading,
      justSubmitted: query['submitted'] !== undefined,
      justValidated: query['validated'] !== undefined,
      ...doneOf(query),
    };
    return this.pages.render(request, reply, {
      name: 'result/result',
      title: words.t('page.result.title', { title: result.assessment.title }),
      agency: agencyOf(result),
      view: resultView(words, page),
    });
  }
}

/** The agency as the header names it. */
export const agencyOf = ({
  assessment,
  outcome,
}: Pick<ResultView, 'assessment' | 'outcome'>): NonNullable<Page['agency']> => ({
  id: assessment.agencyId,
  name: outcome.agency.name,
  fictional: outcome.agency.fictional,
});
