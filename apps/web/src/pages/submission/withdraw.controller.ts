import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { assessmentId, ViewAssessment, WithdrawAssessment, type AssessmentView } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { railOf } from '../result/rail.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';

@Controller()
export class WithdrawController {
  constructor(
    private readonly view: ViewAssessment,
    private readonly withdraw: WithdrawAssessment,
    private readonly pages: PageRenderer,
  ) {}

  /** Asks first: a submission has been approved by somebody. */
  @Get(ROUTES.withdraw)
  async confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request, found.published);
    return this.pages.render(request, reply, {
      name: 'submission/withdraw',
      title: words.t('page.withdraw.title'),
      agency: found.agency,
      published: found.published,
      view: withdrawView(words, found),
    });
  }

  @Post(ROUTES.withdraw)
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    const assessment = assessmentId(id);
    await this.withdraw.execute(actorOf(request), { assessment });
    return seeOther(reply, href(ROUTES.assessment, { assessment }, { query: { withdrawn: '1' } }));
  }
}

function withdrawView(words: Words, { assessment, agency, may }: AssessmentView): object {
  const { t } = words;
  const here = { assessment: assessment.id };
  const reason = assessment.state === 'submitted' ? 'forbidden' : assessment.state;
  return {
    title: t('page.withdraw.title'),
    rail: railOf(words, { ...here, agency: agency.id, state: assessment.state, current: 'result' }),
    possible: may.withdraw,
    impossible: may.withdraw ? '' : t(`page.withdraw.${reason}`),
    action: href(ROUTES.withdraw, here),
    back: href(ROUTES.result, here),
  };
}
