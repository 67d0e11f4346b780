import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { clauseId, LockText, RevisionConflict, UnlockText, ViewText, workshopId } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { liveOf } from './live-of.js';
import { saidOf } from './said-of-text.js';
import { lockView, textView } from './text-view.js';

const CONFLICT = 409;

/** The text that a workshop agrees on, for those who lead it. */
@Controller()
export class WorkshopTextController {
  constructor(
    private readonly view: ViewText,
    private readonly locking: LockText,
    private readonly unlocking: UnlockText,
    private readonly pages: PageRenderer,
    private readonly assets: Assets,
  ) {}

  @Get(ROUTES.workshopText)
  async text(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Query('said') said: unknown,
  ): Promise<string> {
    const text = await this.view.execute(actorOf(request), { workshop: workshopId(workshop) });
    const words = this.pages.words(request, text.published);
    return this.pages.render(request, reply, {
      name: 'workshops/text',
      title: words.t('page.workshop-text.title'),
      view: {
        ...textView(words, text, saidOf(words, said)),
        live: liveOf(this.assets, { workshop, at: text.at }),
      },
    });
  }

  @Get(ROUTES.lockText)
  lockPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
  ): Promise<string> {
    return this.asking(request, reply, { workshop });
  }

  @Post(ROUTES.lockText)
  async lock(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'open'));
    const open = fields.all('open').map((id) => clauseId(id));
    try {
      await this.locking.execute(actorOf(request), { workshop: workshopId(workshop), open });
    } catch (problem) {
      if (!(problem instanceof RevisionConflict)) throw problem;
      return this.asking(request, reply, { workshop, status: CONFLICT });
    }
    return seeOther(reply, href(ROUTES.workshopText, { workshop }, { query: { said: 'locked' } }));
  }

  @Post(ROUTES.unlockText)
  async unlock(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.unlocking.execute(actorOf(request), { workshop: workshopId(workshop) });
    return seeOther(reply, href(ROUTES.workshopText, { workshop }, { query: { said: 'unlocked' } }));
  }

  private async asking(
    request: FastifyRequest,
    reply: FastifyReply,
    { workshop, status }: { readonly workshop: string; readonly status?: number },
  ): Promise<string> {
    const text = await this.view.execute(actorOf(request), { workshop: workshopId(workshop) });
    const words = this.pages.words(request, text.published);
    return this.pages.render(request, reply, {
      name: 'workshops/lock-text',
      title: words.t('page.workshop-text.lock.title'),
      hasErrors: status !== undefined,
      ...(status !== undefined && { status }),
      view: lockView(words, text, status !== undefined),
    });
  }
}
