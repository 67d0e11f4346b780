import { Passkeys, SecondFactors, type PasskeyChallenge } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { CONFIG } from '../../http/config-tokens.js';
import { BeforeSecondFactor, FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { ROUTES } from '../../paths.js';
import { safeNext } from '../account/address.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { FactorRecords } from './factor-records.js';
import { settingUp } from './factors.controller.js';
import { passkeySite, readAnswer } from './passkey-site.js';
import { passkeyRefusedView, removePasskeyView } from './passkeys-view.js';

const LONGEST_NAME = 100;

/** A script asks the device; what it says comes back in a form like any other. */
@Controller()
export class PasskeysController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly factors: SecondFactors,
    private readonly actors: ActorReader,
    private readonly records: FactorRecords,
    private readonly pages: PageRenderer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @BeforeSecondFactor()
  @FreshProof()
  @Post(ROUTES.passkeyOptions)
  @HttpCode(200)
  async optionsToAdd(@Req() request: FastifyRequest): Promise<PasskeyChallenge> {
    const { userId: id, name } = settingUp(request);
    const { email } = await this.factors.overview(id);
    return this.passkeys.challengeToAdd({ userId: id, email, name }, passkeySite(request, this.config));
  }

  @BeforeSecondFactor()
  @FreshProof()
  @Post(ROUTES.passkeys)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const actor = settingUp(request);
    const fields = new FormFields(body);
    const name =
      fields.text('name').slice(0, LONGEST_NAME) || this.pages.words(request).t('page.second-factor.passkeys.unnamed');
    const { email } = await this.factors.overview(actor.userId);
    const cookie = request.headers.cookie ?? '';
    const setCookies = await this.records.change(actor, {
      action: 'factor.added',
      factor: 'passkey',
      named: this.pages.words(request).t('page.second-factor.kind.passkey'),
      email,
      act: () => this.passkeys.add(cookie, name, this.answerIn(request, fields)),
      isDone: (cookies) => cookies !== undefined,
    });
    if (setCookies === undefined) return this.refused(request, reply, ROUTES.secondFactor);
    this.actors.forget(cookie);
    passCookies(reply, setCookies);
    return seeOther(reply, ROUTES.secondFactor);
  }

  @FreshProof()
  @Get(ROUTES.removePasskey)
  async askRemoval(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('passkey') id: string,
  ): Promise<string> {
    const actor = actorOf(request);
    const passkey = (await this.passkeys.list(actor.userId)).find((one) => one.id === id);
    if (passkey === undefined) return seeOther(reply, ROUTES.secondFactor);
    const view = removePasskeyView(this.pages.words(request), actor, passkey);
    return this.pages.render(request, reply, { name: 'second-factor/remove-passkey', title: view.title, view });
  }

  @FreshProof()
  @Post(ROUTES.removePasskey)
  async remove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('passkey') id: string,
  ): Promise<string> {
    const actor = actorOf(request);
    const passkey = (await this.passkeys.list(actor.userId)).find((one) => one.id === id);
    if (passkey === undefined) return seeOther(reply, ROUTES.secondFactor);
    const { email } = await this.factors.overview(actor.userId);
    await this.records.change(actor, {
      action: 'factor.removed',
      factor: 'passkey',
      named: this.pages.words(request).t('page.second-factor.kind.passkey'),
      email,
      act: () => this.passkeys.remove(actor.userId, passkey.id),
      isDone: (done) => done,
    });
    this.actors.forget(request.headers.cookie);
    return seeOther(reply, ROUTES.secondFactor);
  }

  @BeforeSecondFactor()
  @Post(ROUTES.provePasskeyOptions)
  @HttpCode(200)
  optionsToProve(@Req() request: FastifyRequest): Promise<PasskeyChallenge> {
    return this.passkeys.challengeToProve(passkeySite(request, this.config), actorOf(request).userId);
  }

  @BeforeSecondFactor()
  @Post(ROUTES.provePasskey)
  async prove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const actor = actorOf(request);
    const fields = new FormFields(body);
    const cookie = request.headers.cookie ?? '';
    const setCookies = await this.passkeys.prove(cookie, this.answerIn(request, fields));
    await this.records.proof(actor, { ok: setCookies !== undefined });
    if (setCookies === undefined) return this.refused(request, reply, ROUTES.secondStep);
    this.actors.forget(cookie);
    passCookies(reply, setCookies);
    return seeOther(reply, safeNext(fields.text('next')));
  }

  private answerIn(request: FastifyRequest, fields: FormFields) {
    const site = passkeySite(request, this.config);
    return { handle: fields.text('handle'), response: readAnswer(fields.verbatim('response')), site };
  }

  private refused(request: FastifyRequest, reply: FastifyReply, back: string): string {
    const view = passkeyRefusedView(this.pages.words(request), back);
    return this.pages.render(request, reply, {
      name: 'second-factor/passkey-refused',
      title: view.title,
      view,
      status: 422,
    });
  }
}
