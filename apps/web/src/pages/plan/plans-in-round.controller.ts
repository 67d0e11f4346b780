import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { agencyId, roundId, SharePlan, ViewPlansInRound } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { plansInRoundView } from './plans-in-round-view.js';

/** How far plans are in a region, by consent; and that consent. */
@Controller()
export class PlansInRoundController {
  constructor(
    private readonly view: ViewPlansInRound,
    private readonly share: SharePlan,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.plansInRound)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { round: roundId(id) });
    const words = this.pages.words(request, view.published);
    const title = words.t('page.plan.round.title');
    return this.pages.render(request, reply, { name: 'plan/round', title, view: plansInRoundView(words, view) });
  }

  @Post(ROUTES.sharePlan)
  async choose(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Readonly<Record<'agency' | 'round', string>>,
    @Body() body: FormBody,
  ): Promise<string> {
    // Nothing but a plain yes shows anything.
    const shown = new FormFields(demandFields(body, 'shown')).text('shown') === 'yes';
    const at = { agency: agencyId(place.agency), round: roundId(place.round) };
    await this.share.execute(actorOf(request), { ...at, shown });
    return seeOther(reply, href(ROUTES.roundOfAgency, place, { query: { said: 'plan-shared' }, fragment: 'plan' }));
  }
}
