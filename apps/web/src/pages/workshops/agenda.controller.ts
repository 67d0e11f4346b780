import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ChangeAgenda, InputRefused, NotFound, sessionId, ViewWorkshop, workshopId } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { agendaView, SESSION_FIELDS, sessionOf, suggestedAgenda, type AgendaState } from './agenda-view.js';

const UNPROCESSABLE = 422;

interface Asked {
  readonly workshop: string;
  readonly session: string;
}

/** The points of a workshop's days. */
@Controller()
export class AgendaController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly agenda: ChangeAgenda,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopAgenda)
  show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    return this.page({ request, reply }, id, {});
  }

  @Post(ROUTES.workshopAgenda)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...SESSION_FIELDS);
    try {
      await this.agenda.execute(actorOf(request), { workshop: workshopId(id), add: [sessionOf(typed)] });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.page({ request, reply }, id, { typed, faults: problem.faults });
    }
    return seeOther(reply, href(ROUTES.workshopAgenda, { workshop: id }));
  }

  @Post(ROUTES.suggestAgenda)
  async suggest(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const actor = actorOf(request);
    const view = await this.view.execute(actor, { workshop: workshopId(id) });
    // Pressed twice, or beside somebody who typed one: what stands is not doubled.
    if (view.agenda.length === 0) {
      const add = suggestedAgenda(this.pages.words(request), view);
      await this.agenda.execute(actor, { workshop: view.workshop.id, add });
    }
    return seeOther(reply, href(ROUTES.workshopAgenda, { workshop: id }));
  }

  @Get(ROUTES.workshopSession)
  changePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, session }: Asked,
  ): Promise<string> {
    return this.page({ request, reply }, workshop, {}, session);
  }

  @Post(ROUTES.workshopSession)
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, session }: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...SESSION_FIELDS);
    const command = { workshop: workshopId(workshop), change: sessionId(session), to: sessionOf(typed) };
    try {
      await this.agenda.execute(actorOf(request), command);
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.page({ request, reply }, workshop, { typed, faults: problem.faults }, session);
    }
    return seeOther(reply, href(ROUTES.workshopAgenda, { workshop }));
  }

  @Post(ROUTES.removeSession)
  async remove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, session }: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.agenda.execute(actorOf(request), { workshop: workshopId(workshop), remove: sessionId(session) });
    return seeOther(reply, href(ROUTES.workshopAgenda, { workshop }));
  }

  private async page(
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    id: string,
    state: AgendaState,
    session?: string,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), { workshop: workshopId(id) });
    const point = session === undefined ? undefined : found.agenda.find((one) => one.id === sessionId(session));
    if (session !== undefined && (point === undefined || !found.may.lead)) throw new NotFound('session');
    const words = this.pages.words(request);
    const hasErrors = state.faults !== undefined;
    return this.pages.render(request, reply, {
      name: 'workshops/agenda',
      title: words.t('page.workshop-setup.agenda.title'),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: agendaView(words, found, { ...state, ...(point !== undefined && { session: point }) }),
    });
  }
}
