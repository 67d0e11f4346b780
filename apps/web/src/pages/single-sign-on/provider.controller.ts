import { AuditLog, NotFound, userId, VISITOR, SingleSignOn, type ProviderRefusal } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../../http/config-tokens.js';
import { Public } from '../../http/public.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { Sessions } from '../../http/session/sessions.js';
import { ROUTES } from '../../paths.js';
import { isProtected, safeNext } from '../account/address.js';
import { PageRenderer } from '../shell/page-renderer.js';

const FOUND = 302;
const FORBIDDEN = 403;
const TAKEN = ['code', 'state', 'iss', 'error', 'error_description'] as const;

/** To the organisation's own provider and back. */
@Controller()
export class ProviderController {
  constructor(
    private readonly provider: SingleSignOn,
    private readonly sessions: Sessions,
    private readonly actors: ActorReader,
    private readonly audit: AuditLog,
    private readonly pages: PageRenderer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The provider sends people back to where they began, with a code or with its reason for refusing. */
  @Public()
  @Get(ROUTES.provider)
  async pass(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    if (this.config.provider === undefined) throw new NotFound('provider');
    if (!isProtected(request)) return seeOther(reply, ROUTES.signIn);
    const sent = textsIn(query);
    if (Object.keys(sent).length > 0) return this.finish(request, reply, sent);
    return this.begin(request, reply, safeNext(query['next']));
  }

  private async begin(request: FastifyRequest, reply: FastifyReply, next: string): Promise<string> {
    const begun = await this.provider.begin(next, visitorOf(request));
    if (begun === undefined) return this.refused(request, reply, 'failed');
    passCookies(reply, begun.setCookies);
    return seeOther(reply, begun.address, FOUND);
  }

  private async finish(
    request: FastifyRequest,
    reply: FastifyReply,
    sent: Readonly<Record<string, string>>,
  ): Promise<string> {
    const done = await this.provider.finish(sent, visitorOf(request));
    if (!done.ok) {
      const subject = { kind: 'sign-in', id: 'single-sign-on' };
      await this.audit.note({ action: 'sign-in.refused', actor: VISITOR, subject, detail: { reason: done.reason } });
      passCookies(reply, done.setCookies);
      return this.refused(request, reply, done.reason);
    }
    const actor = userId(done.userId);
    const detail = { by: 'single-sign-on' };
    await this.audit.note({ action: 'sign-in.done', actor, subject: { kind: 'user', id: actor }, detail });
    await this.endSession(request);
    passCookies(reply, done.setCookies);
    return seeOther(reply, safeNext(done.next));
  }

  /** A session that was open before is not continued. */
  private async endSession(request: FastifyRequest): Promise<void> {
    const { cookie } = request.headers;
    if (cookie === undefined || (await this.actors.read(cookie)) === undefined) return;
    await this.sessions.signOut(cookie);
    this.actors.forget(cookie);
  }

  private refused(request: FastifyRequest, reply: FastifyReply, reason: ProviderRefusal): string {
    const { t } = this.pages.words(request);
    const title = t('page.second-factor.provider.refused-title');
    const name = this.config.provider?.name ?? '';
    return this.pages.render(request, reply, {
      name: 'second-factor/provider-refused',
      title,
      view: { title, reason: t(`page.second-factor.provider.${reason}`, { name }), back: ROUTES.signIn },
      status: FORBIDDEN,
    });
  }
}

const visitorOf = (request: FastifyRequest) => ({
  cookie: request.headers.cookie ?? '',
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
});

/** What a provider sends back, as single texts. */
function textsIn(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    TAKEN.flatMap((name) => {
      const value = query[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
