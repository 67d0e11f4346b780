import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { agencyId, TakeCommitments, ViewAttended, ViewNetwork, workshopId } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { attendedView, networkView } from './after-view.js';

/** What is left once everybody went home: promises that become tasks, and people to ask. */
@Controller()
export class WorkshopAfterController {
  constructor(
    private readonly attended: ViewAttended,
    private readonly taking: TakeCommitments,
    private readonly network: ViewNetwork,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.agencyWorkshops)
  async ofAgency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') agency: string,
    @Query('said') said: unknown,
  ): Promise<string> {
    const view = await this.attended.execute(actorOf(request), { agency: agencyId(agency) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshops/attended',
      title: words.t('page.workshop-after.attended.title'),
      agency: view.agency,
      view: attendedView(words, view, said === 'taken'),
    });
  }

  @Post(ROUTES.takeCommitments)
  async take(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { agency: of, workshop }: Readonly<Record<'agency' | 'workshop', string>>,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const agency = agencyId(of);
    await this.taking.execute(actorOf(request), { agency, workshop: workshopId(workshop) });
    return seeOther(reply, href(ROUTES.agencyWorkshops, { agency }, { query: { said: 'taken' } }));
  }

  @Get(ROUTES.agencyNetwork)
  async networkOfAgency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') agency: string,
  ): Promise<string> {
    const view = await this.network.ofAgency(actorOf(request), { agency: agencyId(agency) });
    const words = this.pages.words(request);
    const crumbs = [{ href: href(ROUTES.agencyWorkshops, { agency }), label: view.name }];
    const title = words.t('page.workshop-after.network.title');
    const shown = { crumbs, title, ...networkView(words, view) };
    return this.pages.render(request, reply, { name: 'workshops/network', title, view: shown });
  }

  @Get(ROUTES.workshopNetwork)
  async networkOfWorkshop(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
  ): Promise<string> {
    const view = await this.network.ofWorkshop(actorOf(request), { workshop: workshopId(workshop) });
    const words = this.pages.words(request);
    const crumbs = [{ href: href(ROUTES.workshop, { workshop }), label: view.title }];
    const title = words.t('page.workshop-after.network.title');
    const shown = { crumbs, title, ...networkView(words, view) };
    return this.pages.render(request, reply, { name: 'workshops/network', title, view: shown });
  }
}
