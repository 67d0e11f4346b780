import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { EdgeProblem } from '../../http/edge-problem.js';
import { Public } from '../../http/public.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { Csrf } from '../../http/session/csrf.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { Sessions } from '../../http/session/sessions.js';
import { API } from '../../api-paths.js';
import { isProtected } from '../../pages/account/address.js';
import { Operation } from '../openapi/operation.js';

/** As many as a password may have; more only cost time. */
const LONGEST_PASSWORD = 256;
const LONGEST_EMAIL = 254;

export class SignInBody {
  @ApiProperty({ format: 'email' })
  @IsEmail()
  @MaxLength(LONGEST_EMAIL)
  readonly email!: string;

  @ApiProperty()
  @IsString()
  @MaxLength(LONGEST_PASSWORD)
  readonly password!: string;
}

@ApiTags('session')
@Controller()
export class SessionApiController {
  constructor(
    private readonly sessions: Sessions,
    private readonly actors: ActorReader,
    private readonly csrf: Csrf,
  ) {}

  @Operation({
    summary: 'Who you are, and the token that forms need',
    description: 'JSON needs no token; a file sent as a form needs it in the header X-CSRF-Token.',
    answers: 'Session',
  })
  @Get(API.session)
  who(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { userId, name, language, memberships } = actorOf(request);
    return { user: { id: userId, name, language, memberships }, csrfToken: this.csrf.tokenFor(request, reply) };
  }

  @Public()
  @Operation({
    summary: 'Sign in',
    description: 'The answer sets the session’s cookie; send it along from then on.',
    takes: SignInBody,
    status: 204,
    problems: [401, 403, 422, 429],
    open: true,
  })
  @Post(API.session)
  @HttpCode(204)
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { email, password }: SignInBody,
  ): Promise<void> {
    if (!isProtected(request)) throw new EdgeProblem(403, 'sign-in.insecure', 'Passwords are taken over https only.');
    const userAgent = request.headers['user-agent'] ?? '';
    const result = await this.sessions.signIn({ email, password, address: request.ip, userAgent });
    if (result.ok) {
      await this.endSession(request);
      passCookies(reply, result.setCookies);
    } else if (result.reason === 'throttled') {
      void reply.header('retry-after', String(result.retryAfterSeconds));
      throw new EdgeProblem(429, 'sign-in.throttled', 'Too many attempts; wait and try again.');
    } else {
      throw new EdgeProblem(401, 'sign-in.refused', 'E-mail address or password is wrong.');
    }
  }

  /** What was open before ends: a cookie that somebody planted or kept opens nothing any more. */
  private async endSession({ headers: { cookie } }: FastifyRequest): Promise<void> {
    if (cookie === undefined || (await this.actors.read(cookie)) === undefined) return;
    await this.sessions.signOut(cookie);
    this.actors.forget(cookie);
  }

  @Operation({ summary: 'Sign out', status: 204 })
  @Delete(API.session)
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { cookie } = request.headers;
    if (cookie === undefined) return;
    passCookies(reply, await this.sessions.signOut(cookie));
    this.actors.forget(cookie);
    void reply.header('clear-site-data', '"cache", "storage"');
  }
}
