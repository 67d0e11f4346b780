import type { PasskeyChallenge } from '@isonomia/application';
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Config } from '@isonomia/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Assets } from '../../http/assets.js';
import { CONFIG } from '../../http/config-tokens.js';
import { BeforeSecondFactor } from '../../http/proof.js';
import { Public } from '../../http/public.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { seeOther } from '../../http/see-other.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { Sessions, type SignInReply } from '../../http/session/sessions.js';
import { ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { isProtected, localAddress, safeNext } from './address.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { signInView } from './sign-in-view.js';

const UNPROCESSABLE = 422;
const TOO_MANY = 429;

@Controller()
export class SignInController {
  constructor(
    private readonly sessions: Sessions,
    private readonly passkeys: PasskeySignIn,
    private readonly actors: ActorReader,
    private readonly pages: PageRenderer,
    @Inject(Assets) private readonly assets: Assets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Get(ROUTES.signIn)
  form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): string {
    const next = safeNext(query['next']);
    const newPassword = query['new-password'] !== undefined;
    return this.page(request, reply, { next, email: '', signedOut: query['signed-out'] !== undefined, newPassword });
  }

  @Public()
  @Post(ROUTES.signIn)
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('by') by: unknown,
    @Body() body: FormBody,
  ): Promise<string | PasskeyChallenge> {
    if (by === 'passkey') return this.passkeys.answer(request, reply, body);
    const fields = new FormFields(body);
    const next = safeNext(fields.text('next'));
    const email = fields.text('email');
    const password = fields.verbatim('password');
    const blank = { next, email, signedOut: false };
    if (!isProtected(request)) return this.page(request, reply, blank);
    if (email === '' || password === '') {
      return this.page(request, reply, { ...blank, missing: { email: email === '', password: password === '' } });
    }
    const result = await this.sessions.signIn({
      email,
      password,
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    });
    if (!result.ok) return this.page(request, reply, { ...blank, refused: result });
    // A session that was open before is not continued: what somebody else left behind ends here.
    await this.endSession(request);
    passCookies(reply, result.setCookies);
    return seeOther(reply, next);
  }

  @BeforeSecondFactor()
  @Post(ROUTES.signOut)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    passCookies(reply, await this.endSession(request));
    // What was seen must not be found again by the Back button of whoever comes next.
    void reply.header('clear-site-data', '"cache", "storage"');
    return seeOther(reply, `${ROUTES.signIn}?signed-out=1`);
  }

  private async endSession(request: FastifyRequest): Promise<readonly string[]> {
    const { cookie } = request.headers;
    if (cookie === undefined || (await this.actors.read(cookie)) === undefined) return [];
    const cookies = await this.sessions.signOut(cookie);
    this.actors.forget(cookie);
    return cookies;
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    form: SignInForm & { readonly refused?: Exclude<SignInReply, { readonly ok: true }> },
  ): string {
    const words = this.pages.words(request);
    const refusal = isProtected(request) ? undefined : { localAddress: localAddress(this.config) };
    const { view, hasErrors } = signInView(words, {
      ...form,
      refusal,
      script: this.assets.url('passkeys.js'),
      provider: this.config.provider?.name,
    });
    if (form.refused?.reason === 'throttled') void reply.header('retry-after', String(form.refused.retryAfterSeconds));
    const status = form.refused?.reason === 'throttled' ? TOO_MANY : UNPROCESSABLE;
    return this.pages.render(request, reply, {
      name: 'account/sign-in',
      title: words.t('page.account.sign-in.title'),
      view,
      hasErrors,
      ...(hasErrors && { status }),
    });
  }
}

interface SignInForm {
  readonly next: string;
  readonly email: string;
  readonly signedOut: boolean;
  readonly newPassword?: boolean;
  readonly missing?: { readonly email: boolean; readonly password: boolean };
}
