import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ResetPassword, type ResetResult } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../../http/config-tokens.js';
import { Public } from '../../http/public.js';
import { seeOther } from '../../http/see-other.js';
import { ROUTES } from '../../paths.js';
import { summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { isProtected, localAddress } from './address.js';
import { LostPassword } from './lost-password.js';
import { newPasswordField, passwordFaultText } from './password-fields.js';

const UNPROCESSABLE = 422;
const NOT_FOUND = 404;
const LONGEST_TOKEN = 100;

/**
 * The way back in for whoever lost a password: without the token of a mail's link one asks for such a mail, with it one
 * chooses. Looking at the page uses nothing up: mail programs look at links before people do.
 */
@Controller()
export class NewPasswordController {
  constructor(
    private readonly lost: LostPassword,
    private readonly reset: ResetPassword,
    private readonly pages: PageRenderer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Get(ROUTES.newPassword)
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('token') given: unknown,
  ): Promise<string> {
    if (given === undefined) return this.lost.form(request, reply);
    const token = tokenOf(given);
    const over = !(await this.reset.isOpen(token));
    return this.page(request, reply, { token, over, errors: [] });
  }

  @Public()
  @Post(ROUTES.newPassword)
  async set(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(body);
    if (body['token'] === undefined) return this.lost.ask(request, reply, fields);
    const token = tokenOf(fields.verbatim('token'));
    if (!isProtected(request)) return this.page(request, reply, { token, over: false, errors: [] });
    const result = await this.reset.execute({ token, password: fields.verbatim('password') });
    if (result.ok) return seeOther(reply, `${ROUTES.signIn}?new-password=1`);
    return this.page(request, reply, {
      token,
      over: result.reason === 'link-over',
      errors: this.errorsOf(request, result),
    });
  }

  private errorsOf(request: FastifyRequest, result: Extract<ResetResult, { ok: false }>): FormErrors {
    if (result.reason === 'link-over') return [];
    return [{ field: 'password', message: passwordFaultText(this.pages.words(request), result.reason) }];
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    { token, over, errors }: { readonly token: string; readonly over: boolean; readonly errors: FormErrors },
  ): string {
    const words = this.pages.words(request);
    const refusal = isProtected(request) ? undefined : { localAddress: localAddress(this.config) };
    // The address holds the link's secret: it is not told to any page that is opened from here.
    void reply.header('referrer-policy', 'no-referrer');
    return this.pages.render(request, reply, {
      name: 'account/new-password',
      title: words.t(over ? 'page.new-password.over-title' : 'page.new-password.title'),
      hasErrors: errors.length > 0,
      ...(over && { status: NOT_FOUND }),
      ...(errors.length > 0 && { status: UNPROCESSABLE }),
      view: {
        refusal,
        over,
        token,
        errors: summaryOf(errors),
        action: ROUTES.newPassword,
        again: ROUTES.newPassword,
        password: newPasswordField(words, errors),
      },
    });
  }
}

const tokenOf = (given: unknown): string => (typeof given === 'string' ? given.slice(0, LONGEST_TOKEN) : '');
