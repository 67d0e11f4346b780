import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  CloseRound,
  ExtendRound,
  Forbidden,
  InputRefused,
  mayAtAgency,
  OpenRound,
  roundId,
  RoundWrongState,
  ViewRound,
  type Action,
  type Round,
  type RoundState,
} from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { confirmView, extendView } from './move-view.js';

const UNPROCESSABLE = 422;

/** A round opens, gets more time, and closes: each after a page that says what follows. */
@Controller()
export class RoundMovesController {
  constructor(
    private readonly view: ViewRound,
    private readonly opening: OpenRound,
    private readonly extending: ExtendRound,
    private readonly closing: CloseRound,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.openRound)
  async openPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const round = await this.at(request, id, { action: 'round.define', states: ['planned'] });
    return this.confirm(request, reply, { round, what: 'open' });
  }

  @Post(ROUTES.openRound)
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.opening.execute(actorOf(request), { round: roundId(id) });
    return back(reply, id, 'opened');
  }

  @Get(ROUTES.closeRound)
  async closePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const round = await this.at(request, id, { action: 'round.close', states: ['open'] });
    return this.confirm(request, reply, { round, what: 'close' });
  }

  @Post(ROUTES.closeRound)
  async close(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.closing.execute(actorOf(request), { round: roundId(id) });
    return back(reply, id, 'closed');
  }

  @Get(ROUTES.extendRound)
  async extendPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    return this.extension(request, reply, { id, typed: '', faults: [] });
  }

  @Post(ROUTES.extendRound)
  async extend(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const closesOn = new FormFields(demandFields(body, 'closesOn')).text('closesOn');
    try {
      await this.extending.execute(actorOf(request), { round: roundId(id), closesOn });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.extension(request, reply, { id, typed: closesOn, faults: problem.faults });
    }
    return back(reply, id, 'extended');
  }

  private async at(
    request: FastifyRequest,
    id: string,
    { action, states }: { readonly action: Action; readonly states: readonly RoundState[] },
  ): Promise<Round> {
    const actor = actorOf(request);
    const round = await this.view.execute(actor, { round: roundId(id) });
    if (!mayAtAgency(actor, action, { regionId: round.regionId })) throw new Forbidden(action);
    if (!states.includes(round.state)) throw new RoundWrongState(action, round.state);
    return round;
  }

  private confirm(
    request: FastifyRequest,
    reply: FastifyReply,
    { round, what }: { readonly round: Round; readonly what: 'open' | 'close' },
  ): string {
    const words = this.pages.words(request);
    const title = words.t(`page.rounds.${what}.title`, { name: round.name });
    return this.pages.render(request, reply, { name: 'rounds/confirm', title, view: confirmView(words, round, what) });
  }

  private async extension(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, typed, faults }: { readonly id: string; readonly typed: string; readonly faults: readonly Fault[] },
  ): Promise<string> {
    const round = await this.at(request, id, { action: 'round.close', states: ['open', 'closed'] });
    const words = this.pages.words(request);
    const hasErrors = faults.length > 0;
    return this.pages.render(request, reply, {
      name: 'rounds/extend',
      title: words.t('page.rounds.extend.title', { name: round.name }),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: extendView(words, round, typed, faults),
    });
  }
}

const back = (reply: FastifyReply, round: string, said: string): string =>
  seeOther(reply, href(ROUTES.round, { round }, { query: { said } }));
