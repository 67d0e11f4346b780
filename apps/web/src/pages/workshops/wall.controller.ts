import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  BeginSession,
  InputRefused,
  Installation,
  RunTimer,
  sessionId,
  ViewWall,
  workshopId,
  type WorkshopId,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { joinAddress } from './join-address.js';
import { wallView } from './wall-view.js';

const UNPROCESSABLE = 422;

interface Refused {
  readonly errors?: FormErrors;
  readonly minutes?: string;
}

/** The screen that everybody in the room sees, and what runs it. */
@Controller()
export class WallController {
  constructor(
    private readonly view: ViewWall,
    private readonly timing: RunTimer,
    private readonly beginning: BeginSession,
    private readonly installation: Installation,
    private readonly assets: Assets,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.wall)
  wall(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    return this.page(request, reply, workshopId(id), {});
  }

  @Post(ROUTES.wallTimer)
  async timer(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const workshop = workshopId(id);
    const fields = new FormFields(demandFields(body, 'act', 'minutes'));
    const minutes = fields.text('minutes');
    try {
      await this.timing.execute(actorOf(request), { workshop, act: fields.text('act'), minutes });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const words = this.pages.words(request);
      const label = (path: string): string => words.t(`page.wall.field.${path}`);
      const errors = errorsOf(words, problem.faults, { field: (path) => path, label });
      return this.page(request, reply, workshop, { errors, minutes });
    }
    return seeOther(reply, href(ROUTES.wall, { workshop }));
  }

  @Post(ROUTES.wallSession)
  async session(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const workshop = workshopId(id);
    const chosen = new FormFields(demandFields(body, 'session')).text('session');
    await this.beginning.execute(actorOf(request), {
      workshop,
      session: chosen === '' ? undefined : sessionId(chosen),
    });
    return seeOther(reply, href(ROUTES.wall, { workshop }));
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    workshop: WorkshopId,
    refused: Refused,
  ): Promise<string> {
    const wall = await this.view.execute(actorOf(request), { workshop });
    const words = this.pages.words(request, wall.published);
    const hasErrors = refused.errors !== undefined;
    return this.pages.render(request, reply, {
      name: 'workshops/wall',
      title: words.t('page.wall.title', { title: wall.workshop.title }),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      published: wall.published,
      view: {
        css: this.assets.url('wall.css'),
        script: this.assets.url('live.js'),
        ...wallView(words, wall, { ...refused, address: joinAddress(this.installation).said }),
      },
    });
  }
}
