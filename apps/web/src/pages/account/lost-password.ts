import { AskPasswordReset, isMailAddress, RESET_MINUTES, type Wait } from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ROUTES } from '../../paths.js';
import { field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { FormFields } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
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
@Injectable()
export class LostPassword {
  constructor(
    private readonly reset: AskPasswordReset,
    private readonly door: OutboxDoor,
    private readonly pages: PageRenderer,
  ) {}

  form(request: FastifyRequest, reply: FastifyReply): string {
    return this.page(request, reply, {});
  }

  async ask(request: FastifyRequest, reply: FastifyReply, fields: FormFields): Promise<string> {
    const email = fields.text('email');
    if (!isMailAddress(email)) {
      const message = this.pages.words(request).t('page.forgotten.email-missing');
      return this.page(request, reply, { email: email.slice(0, 254), errors: [{ field: 'email', message }] });
    }
    const asked = { email, address: request.ip };
    const wait = await inEvenTime(EVEN_MS, () => this.reset.execute(asked));
    return this.page(request, reply, wait === undefined ? { sent: true } : { email, wait });
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    { email = '', sent = false, errors: found = [], wait }: State,
  ): string {
    const words = this.pages.words(request);
    const errors = wait === undefined ? found : [{ message: throttled(words, wait) }];
    if (wait !== undefined) void reply.header('retry-after', String(wait.retryAfterSeconds));
    const hasErrors = errors.length > 0;
    return this.pages.render(request, reply, {
      name: 'account/forgotten',
      title: words.t(sent ? 'page.forgotten.sent-title' : 'page.forgotten.title'),
      hasErrors,
      ...(hasErrors && { status: wait === undefined ? UNPROCESSABLE : TOO_MANY }),
      view: { ...viewOf(words, email, errors), sent, outbox: this.outboxFor(request, sent) },
    });
  }

  /** In a demo the mail stays here; whoever may read it is told where. */
  private outboxFor(request: FastifyRequest, sent: boolean): string | undefined {
    return sent && this.door.isOpenTo(request) ? ROUTES.outbox : undefined;
  }
}

const throttled = ({ t }: Words, { retryAfterSeconds }: Wait): string =>
  t('page.account.sign-in.throttled', { count: minutesOf(retryAfterSeconds) });

const viewOf = ({ t }: Words, value: string, errors: FormErrors): object => ({
  minutes: RESET_MINUTES,
  errors: summaryOf(errors),
  action: ROUTES.newPassword,
  signIn: ROUTES.signIn,
  email: field('email', t('page.account.sign-in.email'), { type: 'email', value, autocomplete: 'username', errors }),
});
