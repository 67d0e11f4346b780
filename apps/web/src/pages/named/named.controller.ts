import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  mayAtAgency,
  roundId,
  ViewNamed,
  ViewNamedAgency,
  type Actor,
  type RoundOfRelease,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { namedAgencyView } from './named-agency-view.js';
import { namedView } from './named-view.js';

/** Agencies of a round under their names, as far as each of them wants it at this moment. */
@Controller()
export class NamedController {
  constructor(
    private readonly all: ViewNamed,
    private readonly one: ViewNamedAgency,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.named)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Query('country') country: unknown,
  ): Promise<string> {
    const actor = actorOf(request);
    const view = await this.all.execute(actor, { round: roundId(id) });
    const words = this.pages.words(request, view.published);
    const asked = { mayOversee: mayOversee(actor, view.round), ...(typeof country === 'string' && { country }) };
    return this.pages.render(request, reply, {
      name: 'named/round',
      title: words.t('page.named.title'),
      published: view.published,
      view: namedView(words, view, asked),
    });
  }

  @Get(ROUTES.namedAgency)
  async agencyPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Param('agency') agency: string,
  ): Promise<string> {
    const actor = actorOf(request);
    const view = await this.one.execute(actor, { round: roundId(id), agency: agencyId(agency) });
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'named/agency',
      title: view.agency.name,
      published: view.published,
      view: namedAgencyView(words, view, {
        mayOversee: mayOversee(actor, view.round),
        isOwn: actor.memberships.some((one) => one.agencyId === view.agency.id),
      }),
    });
  }
}

const mayOversee = (actor: Actor, { regionId }: RoundOfRelease): boolean =>
  mayAtAgency(actor, 'round.view', { regionId });
