import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  agencyId,
  CountPlan,
  Forbidden,
  InputRefused,
  ListRoundsOfAgency,
  ReadAgencyLogo,
  StartAssessment,
  ViewAgency,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendPicture } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { homeView } from './home-view.js';
import { readStartForm, startDefaults, startView, type StartForm } from './start-view.js';

const UNPROCESSABLE = 422;

@Controller()
export class AgencyController {
  constructor(
    private readonly view: ViewAgency,
    private readonly rounds: ListRoundsOfAgency,
    private readonly start: StartAssessment,
    private readonly plan: CountPlan,
    private readonly readLogo: ReadAgencyLogo,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.agency)
  async home(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    const { agency } = view;
    const rounds = await this.rounds.execute(actorOf(request), { agency: agency.id });
    const plan = await this.plan.execute(actorOf(request), { agency: agency.id });
    const [published] = view.offered;
    const words = this.pages.words(request, published);
    return this.pages.render(request, reply, {
      name: 'agency/home',
      title: agency.name,
      agency,
      view: homeView(words, view, { ...rounds, ...(plan !== undefined && { plan }) }),
    });
  }

  @Get(ROUTES.startAssessment)
  async startForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    return this.startPage(request, reply, { id });
  }

  @Post(ROUTES.startAssessment)
  async startAssessment(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const form = readStartForm(body);
    try {
      // Nothing chosen names no instrument at all: a field left out, not an instrument that is unknown.
      if (form.variant === '') throw new InputRefused([{ code: 'input.not-in-list', path: 'variant', detail: {} }]);
      const { assessment } = await this.start.execute(actorOf(request), {
        agency: agencyId(id),
        instrument: form.instrument,
        version: form.version,
        variant: form.variant,
        title: form.title,
        reference: { from: form.from, to: form.to },
        stockDate: form.stockDate,
      });
      return seeOther(reply, href(ROUTES.assessment, { assessment }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.startPage(request, reply, { id, form, problem });
    }
  }

  @Get(ROUTES.logo)
  async logo(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('agency') id: string): Promise<void> {
    await sendPicture(reply, await this.readLogo.execute(actorOf(request), { agency: agencyId(id) }));
  }

  private async startPage(
    request: FastifyRequest,
    reply: FastifyReply,
    given: { readonly id: string; readonly form?: StartForm; readonly problem?: InputRefused },
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { agency: agencyId(given.id) });
    if (!view.may.start) throw new Forbidden('assessment.start');
    const [published] = view.offered;
    const words = this.pages.words(request, published);
    const form = given.form ?? startDefaults(words, view, new Date());
    const hasErrors = given.problem !== undefined;
    return this.pages.render(request, reply, {
      name: 'agency/start',
      title: words.t('page.agency.start.title'),
      agency: view.agency,
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: startView(words, view, form, given.problem?.faults ?? []),
    });
  }
}
