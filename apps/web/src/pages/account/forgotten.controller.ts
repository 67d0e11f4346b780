import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { AskPasswordReset, isMailAddress, RESET_MINUTES, type Wait } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../../http/config-tokens.js';
import { Public } from '../../http/public.js';
import { ROUTES } from '../../paths.js';
import { field, summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { inEvenTime } from './even-time.js';
import { OutboxDoor } from './outbox-door.js';
import { minutesOf } from './password-fields.js';

const UNPROCESSABLE = 422;
const TOO_MANY = 429;
/** Longer than finding an account and posting a mail take together. */
const EVEN_MS = 400;

interface State {
  readonly email?: string;
  readonly sent?: boolean;
  readonly errors?: FormErrors;
  readonly wait?: Wait;
}

/** Whoever lost a password asks here for a link. The answer is the same for every address, in words and in time. */
@Controller()
export class ForgottenController {
  constructor(
    private readonly reset: AskPasswordReset,
    private readonly door: OutboxDoor,
    private readonly pages: PageRenderer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Get(ROUTES.forgottenPassword)
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.page(request, reply, {});
  }

  @Public()
  @Post(ROUTES.forgottenPassword)
  async ask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const email = new FormFields(body).text('email');
    if (!isMailAddress(email)) {
      const message = this.pages.words(request).t('page.forgotten.email-missing');
      return this.page(request, reply, { email: email.slice(0, 254), errors: [{ field: 'email', message }] });
    }
    const asked = { email, address: request.ip };
    const wait = await inEvenTime(EVEN_MS, () => this.reset.execute(asked));
    return this.page(request, reply, wait === undefined ? { sent: true } : { email, wait });
  }

  private page(request: FastifyRequest, reply: FastifyReply, { email = '', sent = false, ...state }: State): string {
    const words = this.pages.words(request);
    const { t } = words;
    const { wait } = state;
    const errors = wait === undefined ? (state.errors ?? []) : [{ message: throttled(t, wait) }];
    if (wait !== undefined) void reply.header('retry-after', String(wait.retryAfterSeconds));
    const isLocal = sent && this.config.mail.url === undefined && this.door.isOpenTo(request);
    return this.pages.render(request, reply, {
      name: 'account/forgotten',
      title: t(sent ? 'page.forgotten.sent-title' : 'page.forgotten.title'),
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: wait === undefined ? UNPROCESSABLE : TOO_MANY }),
      view: {
        sent,
        minutes: RESET_MINUTES,
        outbox: isLocal ? ROUTES.outbox : undefined,
        errors: summaryOf(errors),
        action: ROUTES.forgottenPassword,
        signIn: ROUTES.signIn,
        email: field('email', t('page.account.sign-in.email'), {
          type: 'email',
          value: email,
          autocomplete: 'username',
          errors,
        }),
      },
    });
  }
}

const throttled = (t: (key: string, values: { count: number }) => string, { retryAfterSeconds }: Wait): string =>
  t('page.account.sign-in.throttled', { count: minutesOf(retryAfterSeconds) });
