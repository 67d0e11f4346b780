import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  ErasePerson,
  ExportPerson,
  Forbidden,
  mayErasePeople,
  personId,
  ViewPerson,
  ChangeAccount,
  type InputRefused,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { ABOUT, href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { refusalOf, typedField } from './typed-field.js';

const UNPROCESSABLE = 422;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
interface Whose {
  readonly email: string;
  readonly name?: string;
  readonly action: string;
  readonly back: string;
}

/** What is held about a person: taken along by themselves, taken away by themselves or by an administrator. */
@Controller()
export class OwnDataController {
  constructor(
    private readonly account: ChangeAccount,
    private readonly take: ExportPerson,
    private readonly erase: ErasePerson,
    private readonly person: ViewPerson,
    private readonly actors: ActorReader,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.ownData)
  page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { t } = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'data/own',
      title: t('page.data.own.title'),
      view: {
        crumbs: [{ href: ROUTES.account, label: t('page.your-account.title') }],
        file: ROUTES.ownDataFile,
        erase: ROUTES.eraseAccount,
        privacy: ABOUT.privacy,
      },
    });
  }

  @FreshProof()
  @Get(ROUTES.ownDataFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.take.execute(actorOf(request));
    await reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="isonomia-about-me.json"')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(`${JSON.stringify(held, undefined, 2)}\n`);
  }

  @FreshProof()
  @Get(ROUTES.eraseAccount)
  async ownForm(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.form({ request, reply }, await this.ownCard(request));
  }

  @FreshProof()
  @Post(ROUTES.eraseAccount)
  async eraseOwn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const actor = actorOf(request);
    const command = { person: actor.userId, typed: typedIn(body) };
    const refused = await refusalOf(() => this.erase.execute(actor, command));
    if (refused !== undefined) return this.form({ request, reply }, await this.ownCard(request), refused);
    this.actors.forget(request.headers.cookie);
    return seeOther(reply, ROUTES.signIn);
  }

  @FreshProof()
  @Get(ROUTES.erasePerson)
  async personForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
  ): Promise<string> {
    return this.form({ request, reply }, await this.cardOf(request, id));
  }

  @FreshProof()
  @Post(ROUTES.erasePerson)
  async erased(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const command = { person: personId(id), typed: typedIn(body) };
    const refused = await refusalOf(() => this.erase.execute(actorOf(request), command));
    if (refused !== undefined) return this.form({ request, reply }, await this.cardOf(request, id), refused);
    return seeOther(reply, ROUTES.people);
  }

  private async ownCard(request: FastifyRequest): Promise<Whose> {
    const { email } = await this.account.view(actorOf(request));
    return { email, action: ROUTES.eraseAccount, back: ROUTES.ownData };
  }

  private async cardOf(request: FastifyRequest, id: string): Promise<Whose> {
    const actor = actorOf(request);
    const { person } = await this.person.execute(actor, { person: personId(id) });
    if (!mayErasePeople(actor)) throw new Forbidden('person.erase');
    const at = { person: person.id };
    const { email, name } = person;
    return { email, name, action: href(ROUTES.erasePerson, at), back: href(ROUTES.person, at) };
  }

  private form({ request, reply }: Place, whose: Whose, refused?: InputRefused): string {
    const words = this.pages.words(request);
    const { t } = words;
    const typed = typedField(words, t('page.data.erase-person.typed'), refused);
    const title =
      whose.name === undefined
        ? t('page.data.erase-person.own-title')
        : t('page.data.erase-person.title', { name: whose.name });
    return this.pages.render(request, reply, {
      name: 'data/erase-person',
      title,
      hasErrors: refused !== undefined,
      ...(refused !== undefined && { status: UNPROCESSABLE }),
      view: {
        errors: typed.summary,
        title,
        own: whose.name === undefined,
        email: whose.email,
        typed: typed.field,
        action: whose.action,
        back: whose.back,
      },
    });
  }
}

const typedIn = (body: FormBody): string => new FormFields(demandFields(body, 'typed')).text('typed');
