import { type Actor, Passkeys, SecondFactors } from '@isonomia/application';
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { BeforeSecondFactor, FreshProof } from '../../http/proof.js';
import { SecondFactorRequired } from '../../http/second-factor-required.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { ROUTES } from '../../paths.js';
import { safeNext } from '../account/address.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { FactorRecords } from './factor-records.js';
import { passkeysPart } from './passkeys-view.js';
import { codesView, overviewView, removeAppView, setUpAppView, type SetUpState } from './factors-view.js';

/** What somebody has beside the password: an app, recovery codes, passkeys. */
@Controller()
export class FactorsController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly actors: ActorReader,
    private readonly records: FactorRecords,
    private readonly pages: PageRenderer,
    private readonly passkeys: Passkeys,
    @Inject(Assets) private readonly assets: Assets,
  ) {}

  @BeforeSecondFactor()
  @Get(ROUTES.secondFactor)
  async overview(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const actor = settingUp(request);
    const words = this.pages.words(request);
    const [overview, passkeys] = await Promise.all([
      this.factors.overview(actor.userId),
      this.passkeys.list(actor.userId),
    ]);
    const part = passkeysPart(words, passkeys, this.assets.url('passkeys.js'));
    const view = { ...overviewView(words, actor, overview), passkeys: part };
    return this.pages.render(request, reply, { name: 'second-factor/overview', title: view.title, view });
  }

  @BeforeSecondFactor()
  @FreshProof()
  @Get(ROUTES.setUpApp)
  setUp(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return this.setUpPage(request, reply, { next: safeNext(query['next']) });
  }

  @BeforeSecondFactor()
  @FreshProof()
  @Post(ROUTES.setUpApp)
  async confirmApp(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const actor = settingUp(request);
    const fields = new FormFields(body);
    const code = fields.text('code').replace(/\s/g, '');
    const next = safeNext(fields.text('next'));
    if (code === '') return this.setUpPage(request, reply, { next, refused: { reason: 'missing' } });
    const cookie = request.headers.cookie ?? '';
    const { email } = await this.factors.overview(actor.userId);
    const result = await this.records.change(actor, {
      action: 'factor.added',
      factor: 'app',
      named: this.pages.words(request).t('page.second-factor.kind.app'),
      email,
      act: () => this.factors.confirm(cookie, code),
      isDone: ({ ok }) => ok,
    });
    if (!result.ok) {
      await this.records.note(actor, 'factor.failed');
      return this.setUpPage(request, reply, { next, refused: result });
    }
    this.actors.forget(cookie);
    passCookies(reply, result.setCookies);
    return this.codesPage(request, reply, { codes: result.recoveryCodes, isNew: true });
  }

  @FreshProof()
  @Post(ROUTES.recoveryCodes)
  async renew(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const actor = actorOf(request);
    const { email } = await this.factors.overview(actor.userId);
    const codes = await this.records.change(actor, {
      action: 'factor.added',
      factor: 'recovery-codes',
      named: this.pages.words(request).t('page.second-factor.kind.recovery-codes'),
      email,
      act: () => this.factors.renewRecoveryCodes(actor.userId),
      isDone: (made) => made !== undefined,
    });
    if (codes === undefined) return seeOther(reply, ROUTES.secondFactor);
    return this.codesPage(request, reply, { codes, isNew: false });
  }

  @FreshProof()
  @Get(ROUTES.removeApp)
  askRemoval(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const view = removeAppView(this.pages.words(request), actorOf(request));
    return this.pages.render(request, reply, { name: 'second-factor/remove-app', title: view.title, view });
  }

  @FreshProof()
  @Post(ROUTES.removeApp)
  async remove(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const actor = actorOf(request);
    const { email } = await this.factors.overview(actor.userId);
    await this.records.change(actor, {
      action: 'factor.removed',
      factor: 'app',
      named: this.pages.words(request).t('page.second-factor.kind.app'),
      email,
      act: () => this.factors.remove(actor.userId),
      isDone: (removed) => removed,
    });
    this.actors.forget(request.headers.cookie);
    return seeOther(reply, ROUTES.secondFactor);
  }

  private async setUpPage(
    request: FastifyRequest,
    reply: FastifyReply,
    state: Omit<SetUpState, 'begun'>,
  ): Promise<string> {
    const actor = settingUp(request);
    const { email } = await this.factors.overview(actor.userId);
    const begun = await this.factors.begin({ userId: actor.userId, email });
    if (begun === undefined) return seeOther(reply, ROUTES.secondFactor);
    const { view, hasErrors } = setUpAppView(this.pages.words(request), { ...state, begun });
    const throttled = state.refused?.reason === 'throttled' ? state.refused : undefined;
    if (throttled !== undefined) void reply.header('retry-after', String(throttled.retryAfterSeconds));
    return this.pages.render(request, reply, {
      name: 'second-factor/set-up-app',
      title: view.title,
      view,
      hasErrors,
      ...(hasErrors && { status: throttled === undefined ? 422 : 429 }),
    });
  }

  private codesPage(
    request: FastifyRequest,
    reply: FastifyReply,
    state: { readonly codes: readonly string[]; readonly isNew: boolean },
  ): string {
    const view = codesView(this.pages.words(request), state);
    return this.pages.render(request, reply, { name: 'second-factor/codes', title: view.title, view });
  }
}

/** Whoever has a second factor proves it before changing anything about it. */
export function settingUp(request: FastifyRequest): Actor {
  const actor = actorOf(request);
  if (actor.assurance?.kind === 'session' && actor.assurance.owes === 'proof') throw new SecondFactorRequired('proof');
  return actor;
}
