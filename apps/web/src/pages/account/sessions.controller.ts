import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ManageSessions, type OpenSession } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { SignInRequired } from '../../http/sign-in-required.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { deviceWords } from './device-words.js';

const ZONE = 'UTC';
const DONE = ['one', 'others'] as const;

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: ManageSessions,
    private readonly actors: ActorReader,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.sessions)
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('ended') asked: unknown,
  ): Promise<string> {
    const current = await this.currentOf(request);
    const open = await this.sessions.list(actorOf(request));
    const words = this.pages.words(request);
    const { t } = words;
    const ended = DONE.find((one) => one === asked);
    // This one first, whatever was used last.
    const sessions = [...open.filter(({ id }) => id === current), ...open.filter(({ id }) => id !== current)];
    return this.pages.render(request, reply, {
      name: 'account/sessions',
      title: t('page.sessions.title'),
      view: {
        crumbs: [{ href: ROUTES.account, label: t('page.your-account.title') }],
        ended: ended === undefined ? undefined : t(`page.sessions.ended.${ended}`),
        sessions: sessions.map((session, position) => sessionView(words, session, { current, position })),
        endOthers: open.length > 1 ? ROUTES.endOtherSessions : undefined,
        password: ROUTES.password,
      },
    });
  }

  @Post(ROUTES.endOtherSessions)
  async endOthers(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.sessions.endOthers(actorOf(request), await this.currentOf(request));
    return seeOther(reply, `${ROUTES.sessions}?ended=others`);
  }

  @Post(ROUTES.endSession)
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('session') session: string,
  ): Promise<string> {
    await this.sessions.end(actorOf(request), session);
    return seeOther(reply, `${ROUTES.sessions}?ended=one`);
  }

  private async currentOf(request: FastifyRequest): Promise<string> {
    const found = await this.actors.read(request.headers.cookie);
    if (found === undefined) throw new SignInRequired();
    return found.sessionId;
  }
}

function sessionView(
  words: Words,
  { id, address, userAgent, since, lastUsed }: OpenSession,
  { current, position }: { readonly current: string; readonly position: number },
): object {
  const { t, format } = words;
  const device = deviceWords(words, userAgent);
  const instant = (at: Date): string => format.instant(at.toISOString(), ZONE);
  return {
    id: `session-${position}`,
    device,
    current: id === current,
    address: address === '' ? t('page.sessions.no-address') : address,
    since: instant(since),
    lastUsed: instant(lastUsed),
    action: href(ROUTES.endSession, { session: id }),
    label: t('page.sessions.end-label', { device, since: instant(since) }),
  };
}
