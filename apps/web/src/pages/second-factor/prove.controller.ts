import { type Actor, SecondFactors } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { CONFIG } from '../../http/config-tokens.js';
import { BeforeSecondFactor } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { ROUTES } from '../../paths.js';
import { safeNext } from '../account/address.js';
import { isFromThisMachine } from '../account/outbox-door.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { FactorRecords } from './factor-records.js';
import { proveView, type ProofPlace, type Refused } from './prove-view.js';

/** The second step of signing in, and the same question again before something weighty. */
@Controller()
export class ProveController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly actors: ActorReader,
    private readonly records: FactorRecords,
    private readonly pages: PageRenderer,
    @Inject(Assets) private readonly assets: Assets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @BeforeSecondFactor()
  @Get(ROUTES.secondStep)
  async step(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const next = safeNext(query['next']);
    if (!owesProof(actorOf(request))) return seeOther(reply, next);
    return this.page(request, reply, { place: 'step', next });
  }

  @BeforeSecondFactor()
  @Post(ROUTES.secondStep)
  proveStep(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.prove(request, reply, { place: 'step', body });
  }

  @BeforeSecondFactor()
  @Get(ROUTES.confirm)
  confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return this.page(request, reply, { place: 'confirm', next: safeNext(query['next']) });
  }

  @BeforeSecondFactor()
  @Post(ROUTES.confirm)
  proveAgain(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.prove(request, reply, { place: 'confirm', body });
  }

  private async prove(
    request: FastifyRequest,
    reply: FastifyReply,
    { place, body }: { readonly place: ProofPlace; readonly body: FormBody },
  ): Promise<string> {
    const fields = new FormFields(body);
    const next = safeNext(fields.text('next'));
    const [code, password] = [fields.text('code'), fields.verbatim('password')];
    if (code === '' && password === '')
      return this.page(request, reply, { place, next, refused: { reason: 'missing' } });
    const cookie = request.headers.cookie ?? '';
    const result = await (code === ''
      ? this.factors.proveByPassword(cookie, password)
      : this.factors.proveByCode(cookie, code));
    await this.records.proof(actorOf(request), result);
    if (!result.ok) return this.page(request, reply, { place, next, refused: result });
    this.actors.forget(cookie);
    passCookies(reply, result.setCookies);
    return seeOther(reply, result.by === 'recovery-code' ? ROUTES.secondFactor : next);
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    form: { readonly place: ProofPlace; readonly next: string; readonly refused?: Refused },
  ): Promise<string> {
    const { userId } = actorOf(request);
    const { app, passkeys, email } = await this.factors.overview(userId);
    const demoCode = this.showsDemoCode(request) ? await this.factors.demoCodeOf(userId, email) : undefined;
    const words = this.pages.words(request);
    const { view, hasErrors } = proveView(words, {
      ...form,
      app,
      passkeys: passkeys > 0,
      demoCode,
      script: this.assets.url('passkeys.js'),
    });
    const throttled = form.refused?.reason === 'throttled' ? form.refused : undefined;
    if (throttled !== undefined) void reply.header('retry-after', String(throttled.retryAfterSeconds));
    return this.pages.render(request, reply, {
      name: 'second-factor/prove',
      title: words.t(`page.second-factor.${form.place}.title`),
      view,
      hasErrors,
      ...(hasErrors && { status: throttled === undefined ? 422 : 429 }),
    });
  }

  /** In a room whoever has read a password off the console would else be an administrator with it. */
  private showsDemoCode(request: FastifyRequest): boolean {
    const { demo, lan } = this.config;
    return demo && (lan === undefined || isFromThisMachine(request));
  }
}

const owesProof = ({ assurance }: Actor): boolean => assurance?.kind === 'session' && assurance.owes === 'proof';
