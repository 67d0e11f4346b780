import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  Clock,
  invitationId,
  ListInvitations,
  NotFound,
  ResendInvitation,
  RevokeInvitation,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { invitationsView } from './people-view.js';

/** What was sent and not accepted yet. */
@Controller()
export class InvitationsController {
  constructor(
    private readonly list: ListInvitations,
    private readonly resend: ResendInvitation,
    private readonly revoke: RevokeInvitation,
    private readonly clock: Clock,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.invitations)
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() { agency, said }: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const of = typeof agency === 'string' && agency !== '' ? agency : undefined;
    const open = await this.list.execute(actorOf(request), of === undefined ? {} : { agency: agencyId(of) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'administration/invitations',
      title: words.t('page.administration.invitations.title'),
      view: invitationsView(words, open, { now: this.clock.now(), said, agency: of }),
    });
  }

  @Post(ROUTES.resendInvitation)
  async sendAgain(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('invitation') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.resend.execute(actorOf(request), { invitation: invitationId(id) });
    return seeOther(reply, `${ROUTES.invitations}?said=sent`);
  }

  @Get(ROUTES.revokeInvitation)
  async revokePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('invitation') id: string,
  ): Promise<string> {
    const open = await this.list.execute(actorOf(request));
    const found = open.find((one) => one.id === invitationId(id));
    if (found === undefined) throw new NotFound('invitation');
    const { t } = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'administration/revoke',
      title: t('page.administration.revoke.title'),
      view: {
        what: t('page.administration.revoke.what', { email: found.email }),
        action: href(ROUTES.revokeInvitation, { invitation: found.id }),
        back: ROUTES.invitations,
      },
    });
  }

  @Post(ROUTES.revokeInvitation)
  async revoked(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('invitation') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.revoke.execute(actorOf(request), { invitation: invitationId(id) });
    return seeOther(reply, `${ROUTES.invitations}?said=revoked`);
  }
}
