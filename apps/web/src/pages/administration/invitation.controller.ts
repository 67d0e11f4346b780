import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import {
  AcceptInvitation,
  InputRefused,
  InvitationUnusable,
  ViewInvitation,
  type InvitationOffer,
} from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/public.js';
import { seeOther } from '../../http/see-other.js';
import { TryThrottle } from '../../http/session/try-throttle.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { acceptView } from './accept-view.js';

const NOT_FOUND = 404;
const UNPROCESSABLE = 422;
const TOO_MANY = 429;
const LONGEST_TOKEN = 200;

interface Sent {
  readonly typed: FormBody;
  readonly faults: readonly Fault[];
}

/** Where the link of an invitation leads, for whoever holds it. */
@Controller()
export class InvitationController {
  constructor(
    private readonly view: ViewInvitation,
    private readonly accept: AcceptInvitation,
    private readonly throttle: TryThrottle,
    private readonly pages: PageRenderer,
  ) {}

  @Public()
  @Get(ROUTES.invitation)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    if (query['accepted'] !== undefined) return this.done(request, reply);
    return this.offer(request, reply, tokenOf(query['token']));
  }

  @Public()
  @Post(ROUTES.invitation)
  async accepted(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'token', 'name', 'password');
    const fields = new FormFields(typed);
    const token = tokenOf(fields.verbatim('token'));
    // Every try costs a hash of a password, so it counts as one at signing in does.
    const wait = await this.throttle.admit(`invitation ${token}`, request.ip);
    if (wait !== undefined) return this.refusal(request, reply, wait);
    try {
      const by = request.actor;
      const account = { name: fields.text('name'), password: fields.verbatim('password') };
      await this.accept.execute(by, { token, ...(by === undefined && account) });
      return seeOther(
        reply,
        by === undefined ? href(ROUTES.invitation, {}, { query: { accepted: '1' } }) : ROUTES.home,
      );
    } catch (problem) {
      if (problem instanceof InputRefused) return this.offer(request, reply, token, { typed, faults: problem.faults });
      if (problem instanceof InvitationUnusable) return this.offer(request, reply, token);
      throw problem;
    }
  }

  private async offer(request: FastifyRequest, reply: FastifyReply, token: string, sent?: Sent): Promise<string> {
    let offer: InvitationOffer;
    try {
      offer = await this.view.execute(request.actor, { token });
    } catch (problem) {
      if (!(problem instanceof InvitationUnusable)) throw problem;
      const wait = await this.throttle.admit(`invitation from ${request.ip}`, request.ip);
      return this.refusal(request, reply, wait);
    }
    const words = this.pages.words(request);
    const name = request.actor?.name;
    return this.pages.render(request, reply, {
      name: 'administration/accept',
      title: words.t('page.administration.accept.title'),
      ...(sent !== undefined && { hasErrors: true, status: UNPROCESSABLE }),
      view: acceptView(words, offer, { token, ...(name !== undefined && { signedInAs: name }), ...sent }),
    });
  }

  /** Expired, used, taken back or made up: one page for all of them. */
  private refusal(request: FastifyRequest, reply: FastifyReply, wait: number | undefined): string {
    const { t } = this.pages.words(request);
    if (wait !== undefined) void reply.header('retry-after', String(wait));
    return this.pages.render(request, reply, {
      name: 'administration/unusable',
      title: t('page.administration.accept.unusable-title'),
      status: wait === undefined ? NOT_FOUND : TOO_MANY,
      view: { throttled: wait !== undefined, signIn: ROUTES.signIn },
    });
  }

  private done(request: FastifyRequest, reply: FastifyReply): string {
    return this.pages.render(request, reply, {
      name: 'administration/accepted',
      title: this.pages.words(request).t('page.administration.accept.done-title'),
      view: { signIn: ROUTES.signIn },
    });
  }
}

const tokenOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_TOKEN) : '');
