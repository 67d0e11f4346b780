import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  DisablePerson,
  Forbidden,
  ListInvitations,
  ListPeople,
  membershipId,
  NotFound,
  personId,
  TakeRole,
  ViewAgency,
  ViewPerson,
  type Agency,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { peopleView, personView } from './people-view.js';
import { placeName, roleName } from './role-words.js';

/** Who works where; roles taken away, and people kept from signing in. */
@Controller()
export class PeopleController {
  constructor(
    private readonly list: ListPeople,
    private readonly invitations: ListInvitations,
    private readonly agency: ViewAgency,
    private readonly view: ViewPerson,
    private readonly take: TakeRole,
    private readonly disable: DisablePerson,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.people)
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const actor = actorOf(request);
    const [of, matching, name, id] = ['agency', 'matching', 'name', 'id'].map((one) => textOf(query[one]));
    const within = of === undefined ? {} : { agency: agencyId(of) };
    const list = await this.list.execute(actor, {
      ...within,
      ...(matching !== undefined && { matching }),
      ...(name !== undefined && id !== undefined && { after: { name, id: personId(id) } }),
    });
    const open = await this.invitations.execute(actor, within);
    const agency = of === undefined ? undefined : await this.agencyOf(request, of);
    const view = peopleView(this.pages.words(request), list, {
      actor,
      ...(agency !== undefined && { agency }),
      ...(matching !== undefined && { matching }),
      paged: name !== undefined,
      open: open.length,
    });
    return this.pages.render(request, reply, {
      name: 'administration/people',
      title: view.title,
      ...(agency !== undefined && { agency }),
      view,
    });
  }

  @Get(ROUTES.person)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Query('said') said: unknown,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), { person: personId(id) });
    return this.pages.render(request, reply, {
      name: 'administration/person',
      title: found.person.name,
      view: personView(this.pages.words(request), found, said),
    });
  }

  @FreshProof()
  @Get(ROUTES.takeRole)
  async takePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { person: id, membership }: { readonly person: string; readonly membership: string },
  ): Promise<string> {
    const { person, takes } = await this.view.execute(actorOf(request), { person: personId(id) });
    const held = person.roles.find((one) => one.id === membershipId(membership));
    if (held === undefined) throw new NotFound('role');
    if (!takes.includes(held.id)) throw new Forbidden('people.change-roles');
    const words = this.pages.words(request);
    const { t } = words;
    return this.pages.render(request, reply, {
      name: 'administration/take',
      title: t('page.administration.take.title'),
      view: {
        what: t('page.administration.take.what', {
          name: person.name,
          role: roleName(words, held.role),
          place: placeName(words, held),
        }),
        action: href(ROUTES.takeRole, { person: id, membership }),
        back: href(ROUTES.person, { person: id }),
      },
    });
  }

  @FreshProof()
  @Post(ROUTES.takeRole)
  async taken(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { person, membership }: { readonly person: string; readonly membership: string },
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const command = { person: personId(person), membership: membershipId(membership) };
    await this.take.execute(actorOf(request), command);
    // Who had only this role is seen no more, except by an administrator.
    const still = await this.view.execute(actorOf(request), command).catch(() => undefined);
    return still === undefined ? seeOther(reply, ROUTES.people) : this.back(reply, person, 'taken');
  }

  @FreshProof()
  @Get(ROUTES.disablePerson)
  async disablePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
  ): Promise<string> {
    const { person, mayDisable } = await this.view.execute(actorOf(request), { person: personId(id) });
    if (!mayDisable) throw new Forbidden('people.disable');
    const title = this.pages.words(request).t('page.administration.disable.title', { name: person.name });
    const at = { person: person.id };
    return this.pages.render(request, reply, {
      name: 'administration/disable',
      title,
      view: { title, action: href(ROUTES.disablePerson, at), back: href(ROUTES.person, at) },
    });
  }

  @FreshProof()
  @Post(ROUTES.disablePerson)
  async disabled(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.disable.execute(actorOf(request), { person: personId(id), disabled: true });
    return this.back(reply, id, 'disabled-done');
  }

  @FreshProof()
  @Post(ROUTES.enablePerson)
  async enabled(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.disable.execute(actorOf(request), { person: personId(id), disabled: false });
    return this.back(reply, id, 'enabled-done');
  }

  private back(reply: FastifyReply, person: string, said: string): string {
    return seeOther(reply, href(ROUTES.person, { person }, { query: { said } }));
  }

  private async agencyOf(request: FastifyRequest, id: string): Promise<Agency> {
    return (await this.agency.execute(actorOf(request), { agency: agencyId(id) })).agency;
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
