import { AuditLog, userId, VISITOR, Passkeys, type PasskeyChallenge } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../../http/config-tokens.js';
import { seeOther } from '../../http/see-other.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { ROUTES } from '../../paths.js';
import { passkeySite, readAnswer } from '../second-factor/passkey-site.js';
import { passkeyRefusedView } from '../second-factor/passkeys-view.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { isProtected, safeNext } from './address.js';

const OK = 200;
const UNPROCESSABLE = 422;

/** The other way through the form of signing in: a device answers instead of a password. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly audit: AuditLog,
    private readonly pages: PageRenderer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Asked without a credential, it answers with a challenge; the form then brings what the device made of it. */
  async answer(request: FastifyRequest, reply: FastifyReply, body: FormBody): Promise<string | PasskeyChallenge> {
    const site = passkeySite(request, this.config);
    if (body['response'] === undefined) {
      void reply.status(OK);
      return this.passkeys.challengeToProve(site);
    }
    if (!isProtected(request)) return seeOther(reply, ROUTES.signIn);
    const fields = new FormFields(body);
    const given = { handle: fields.text('handle'), response: readAnswer(fields.verbatim('response')), site };
    const from = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
    const done = await this.passkeys.signIn(given, from);
    if (done === undefined) {
      const subject = { kind: 'passkey', id: 'unknown' };
      await this.audit.note({ action: 'sign-in.refused', actor: VISITOR, subject });
      return this.refused(request, reply);
    }
    const actor = userId(done.userId);
    const detail = { by: 'passkey' };
    await this.audit.note({ action: 'sign-in.done', actor, subject: { kind: 'user', id: actor }, detail });
    passCookies(reply, done.setCookies);
    return seeOther(reply, safeNext(fields.text('next')));
  }

  private refused(request: FastifyRequest, reply: FastifyReply): string {
    const view = passkeyRefusedView(this.pages.words(request), ROUTES.signIn);
    const name = 'second-factor/passkey-refused';
    return this.pages.render(request, reply, { name, title: view.title, view, status: UNPROCESSABLE });
  }
}
