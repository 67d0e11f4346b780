import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { agencyId, assessmentId, InputRefused, roundId, StartInRound, ViewStartInRound } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { startInRoundView } from './start-in-round-view.js';

const UNPROCESSABLE = 422;

interface Parts {
  readonly agency: string;
  readonly round: string;
}

@Controller()
export class StartInRoundController {
  constructor(
    private readonly view: ViewStartInRound,
    private readonly start: StartInRound,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.startInRound)
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parts: Parts,
  ): Promise<string> {
    return this.page(request, reply, parts);
  }

  @Post(ROUTES.startInRound)
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parts: Parts,
    @Body() body: FormBody,
  ): Promise<string> {
    const draft = new FormFields(body).text('draft');
    try {
      const { assessment } = await this.start.execute(actorOf(request), {
        ...commandOf(parts),
        ...(draft !== '' && { draft: assessmentId(draft) }),
      });
      return seeOther(reply, href(ROUTES.assessment, { assessment }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.page(request, reply, parts, problem);
    }
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    parts: Parts,
    problem?: InputRefused,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), commandOf(parts));
    const words = this.pages.words(request, found.published);
    const page = startInRoundView(words, found, problem?.faults ?? []);
    return this.pages.render(request, reply, {
      name: 'agency/start-in-round',
      title: page.title,
      agency: found.agency,
      published: found.published,
      ...(problem !== undefined && { hasErrors: true, status: UNPROCESSABLE }),
      view: page,
    });
  }
}

const commandOf = ({ agency, round }: Parts) => ({ agency: agencyId(agency), round: roundId(round) });
