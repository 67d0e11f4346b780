import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ChangePassword, type ChangeResult } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { SessionRenewal } from '../../http/session/session-renewal.js';
import { ROUTES } from '../../paths.js';
import { summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { currentPasswordField, minutesOf, newPasswordField, passwordFaultText } from './password-fields.js';

const UNPROCESSABLE = 422;
const TOO_MANY = 429;
type Refused = Extract<ChangeResult, { ok: false }>;

@Controller()
export class PasswordController {
  constructor(
    private readonly change: ChangePassword,
    private readonly renewal: SessionRenewal,
    private readonly actors: ActorReader,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.password)
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.page(request, reply, undefined);
  }

  @Post(ROUTES.password)
  async set(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const actor = actorOf(request);
    const fields = new FormFields(body);
    const command = { current: fields.verbatim('current'), password: fields.verbatim('password') };
    const { cookie = '' } = request.headers;
    const proved = actor.assurance?.kind === 'session' && actor.assurance.secondFactor;
    const { result, setCookies } = await this.renewal.around(cookie, proved, () => this.change.execute(actor, command));
    if (!result.ok) return this.page(request, reply, result);
    this.actors.forget(cookie);
    passCookies(reply, setCookies);
    return seeOther(reply, `${ROUTES.account}?done=password`);
  }

  private page(request: FastifyRequest, reply: FastifyReply, refused: Refused | undefined): string {
    const words = this.pages.words(request);
    const errors = refused === undefined ? [] : errorsOf(words, refused);
    const throttled = refused?.reason === 'throttled';
    if (throttled) void reply.header('retry-after', String(refused.retryAfterSeconds));
    return this.pages.render(request, reply, {
      name: 'account/password',
      title: words.t('page.password.title'),
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: throttled ? TOO_MANY : UNPROCESSABLE }),
      view: {
        errors: summaryOf(errors),
        action: ROUTES.password,
        crumbs: [{ href: ROUTES.account, label: words.t('page.your-account.title') }],
        forgotten: ROUTES.newPassword,
        current: currentPasswordField(words, errors),
        password: newPasswordField(words, errors),
      },
    });
  }
}

function errorsOf(words: Words, refused: Refused): FormErrors {
  const { t } = words;
  if (refused.reason === 'throttled') {
    return [{ message: t('page.account.sign-in.throttled', { count: minutesOf(refused.retryAfterSeconds) }) }];
  }
  if (refused.reason === 'current-wrong') return [{ field: 'current', message: t('page.password.current-wrong') }];
  if (refused.reason === 'same') return [{ field: 'password', message: t('page.password.same') }];
  return [{ field: 'password', message: passwordFaultText(words, refused.reason) }];
}
