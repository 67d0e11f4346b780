import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  ChooseSharing,
  DeclineRound,
  InputRefused,
  roundId,
  RoundStarted,
  RoundWrongState,
  ViewRoundInvitation,
  type RoundInvitation,
} from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { ofAgencyView } from './of-agency-view.js';

const UNPROCESSABLE = 422;

/** A round as an agency is asked to it: what it is, what is shared, and whether the agency takes part. */
@Controller()
export class RoundOfAgencyController {
  constructor(
    private readonly view: ViewRoundInvitation,
    private readonly declining: DeclineRound,
    private readonly sharing: ChooseSharing,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.roundOfAgency)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Readonly<Record<'agency' | 'round', string>>,
    @Query('said') said: unknown,
  ): Promise<string> {
    const found = SAID.find((one) => one === said);
    return this.page(request, reply, { place, ...(found !== undefined && { said: found }) });
  }

  @Post(ROUTES.shareInRound)
  async share(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Readonly<Record<'agency' | 'round', string>>,
    @Body() body: FormBody,
  ): Promise<string> {
    const choice = new FormFields(demandFields(body, 'choice')).text('choice');
    try {
      await this.sharing.execute(actorOf(request), { ...idsOf(place), choice });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.page(request, reply, { place, faults: problem.faults });
    }
    return seeOther(reply, href(ROUTES.roundOfAgency, place, { query: { said: 'shared' } }));
  }

  @Get(ROUTES.declineRound)
  async declinePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Readonly<Record<'agency' | 'round', string>>,
  ): Promise<string> {
    const { agency, round, participation } = await this.opened(request, place);
    if (round.state === 'closed') throw new RoundWrongState('round.take-part', round.state);
    if (participation.assessment !== undefined) throw new RoundStarted();
    const { t } = this.pages.words(request);
    const title = t('page.rounds.decline.title', { name: round.name });
    const view = { title, action: href(ROUTES.declineRound, place), back: href(ROUTES.roundOfAgency, place) };
    return this.pages.render(request, reply, { name: 'rounds/decline', title, agency, view });
  }

  @Post(ROUTES.declineRound)
  async decline(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Readonly<Record<'agency' | 'round', string>>,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.declining.execute(actorOf(request), { ...idsOf(place), declined: true });
    return seeOther(reply, href(ROUTES.roundOfAgency, place, { query: { said: 'declined' } }));
  }

  @Post(ROUTES.acceptRound)
  async accept(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Readonly<Record<'agency' | 'round', string>>,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.declining.execute(actorOf(request), { ...idsOf(place), declined: false });
    return seeOther(reply, href(ROUTES.roundOfAgency, place, { query: { said: 'accepted' } }));
  }

  private opened(
    request: FastifyRequest,
    place: Readonly<Record<'agency' | 'round', string>>,
  ): Promise<RoundInvitation> {
    return this.view.execute(actorOf(request), idsOf(place));
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    state: {
      readonly place: Readonly<Record<'agency' | 'round', string>>;
      readonly said?: string;
      readonly faults?: readonly Fault[];
    },
  ): Promise<string> {
    const view = await this.opened(request, state.place);
    const words = this.pages.words(request, view.published);
    const hasErrors = state.faults !== undefined;
    return this.pages.render(request, reply, {
      name: 'rounds/of-agency',
      title: view.round.name,
      agency: view.agency,
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: ofAgencyView(words, view, state),
    });
  }
}

const SAID = ['plan-shared', 'shared', 'declined', 'accepted'] as const;

const idsOf = ({ agency, round }: Readonly<Record<'agency' | 'round', string>>) => ({
  agency: agencyId(agency),
  round: roundId(round),
});
