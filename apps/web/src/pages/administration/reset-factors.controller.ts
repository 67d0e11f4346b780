import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Credentials, Forbidden, personId, userId, ViewPerson, type PersonKept } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FactorRecords } from '../second-factor/factor-records.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { Vocabulary } from '../shell/words.js';

/**
 * For somebody who lost phone, passkeys and recovery codes: whoever may close their account may also take what they lost
 * out of it. The password stays, so nobody gets in by this alone; the person is told by mail.
 */
@Controller()
export class ResetFactorsController {
  constructor(
    private readonly view: ViewPerson,
    private readonly records: FactorRecords,
    private readonly pages: PageRenderer,
    private readonly credentials: Credentials,
    private readonly vocabulary: Vocabulary,
  ) {}

  @FreshProof()
  @Get(ROUTES.resetFactors)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
  ): Promise<string> {
    const person = await this.lookedAfter(request, id);
    const title = this.pages.words(request).t('page.administration.reset-factors.title', { name: person.name });
    const at = { person: person.id };
    return this.pages.render(request, reply, {
      name: 'administration/reset-factors',
      title,
      view: { title, action: href(ROUTES.resetFactors, at), back: href(ROUTES.person, at) },
    });
  }

  @FreshProof()
  @Post(ROUTES.resetFactors)
  async reset(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const person = await this.lookedAfter(request, id);
    const card = await this.credentials.card(userId(person.id));
    const { t, language } = this.vocabulary.of(card?.language ?? this.pages.words(request).language);
    await this.records.reset(actorOf(request), person, { named: t('page.second-factor.kind.all'), language });
    return seeOther(reply, href(ROUTES.person, { person: person.id }, { query: { said: 'factors-reset' } }));
  }

  private async lookedAfter(request: FastifyRequest, id: string): Promise<PersonKept> {
    const { person, mayDisable } = await this.view.execute(actorOf(request), { person: personId(id) });
    if (!mayDisable) throw new Forbidden('people.disable');
    return person;
  }
}
