import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AddCountry,
  DefineRegion,
  Forbidden,
  InputRefused,
  ListInvitations,
  ListRegions,
  NotFound,
  regionId,
  type Actor,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { countryForm, regionForm, regionsView } from './places-view.js';

const UNPROCESSABLE = 422;

interface Sent {
  readonly typed: FormBody;
  readonly problem: InputRefused;
}

/** The start of administration, and where agencies are. */
@Controller()
export class AdministrationController {
  constructor(
    private readonly listRegions: ListRegions,
    private readonly defineRegion: DefineRegion,
    private readonly addCountry: AddCountry,
    private readonly invitations: ListInvitations,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.administration)
  async start(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const actor = actorOf(request);
    const open = await this.invitations.execute(actor);
    const { regions, mayDefine } = await this.listRegions.execute(actor);
    const words = this.pages.words(request);
    const { t } = words;
    const keepsPlaces = mayDefine || regions.length > 0;
    const line = (name: string, address: string) => ({
      href: address,
      name: t(`page.administration.${name}.title`),
      note: t(`page.administration.${name}.about`),
      tag:
        name === 'invitations' && open.length > 0
          ? t('page.administration.people.open', { count: open.length })
          : undefined,
    });
    return this.pages.render(request, reply, {
      name: 'administration/start',
      title: t('page.administration.title'),
      view: {
        lines: [
          ...(keepsPlaces ? [line('regions', ROUTES.regions), line('agencies', ROUTES.agencyEntries)] : []),
          line('people', ROUTES.people),
          line('invitations', ROUTES.invitations),
          ...(maySeeAll(actor)
            ? [{ href: ROUTES.audit, name: t('page.audit.title'), note: t('page.audit.about-page'), tag: undefined }]
            : []),
        ],
      },
    });
  }

  @Get(ROUTES.regions)
  async regions(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('added') added: unknown,
  ): Promise<string> {
    const list = await this.listRegions.execute(actorOf(request));
    if (!list.mayDefine && list.regions.length === 0) throw new Forbidden('region.view');
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'administration/regions',
      title: words.t('page.administration.regions.title'),
      view: regionsView(words, list, added !== undefined),
    });
  }

  @Get(ROUTES.newRegion)
  async regionPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    sent?: Sent,
  ): Promise<string> {
    const { mayDefine } = await this.listRegions.execute(actorOf(request));
    if (!mayDefine) throw new Forbidden('region.define');
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'administration/region',
      title: words.t('page.administration.region.title'),
      ...failed(sent),
      view: regionForm(words, stateOf(sent)),
    });
  }

  @Post(ROUTES.newRegion)
  async region(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'name', 'fictional');
    const fields = new FormFields(typed);
    try {
      const command = { name: fields.text('name'), fictional: fields.ticked('fictional') };
      await this.defineRegion.execute(actorOf(request), command);
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.regionPage(request, reply, { typed, problem });
    }
    return seeOther(reply, `${ROUTES.regions}?added=1`);
  }

  @Get(ROUTES.newCountry)
  async countryPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('region') id: string,
    sent?: Sent,
  ): Promise<string> {
    const { regions } = await this.listRegions.execute(actorOf(request));
    const region = regions.find((one) => one.id === regionId(id));
    if (region === undefined) throw new NotFound('region');
    if (!region.mayAddCountry) throw new Forbidden('country.define');
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'administration/country',
      title: words.t('page.administration.country.title'),
      ...failed(sent),
      view: countryForm(words, region, stateOf(sent)),
    });
  }

  @Post(ROUTES.newCountry)
  async country(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('region') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'name', 'code');
    const fields = new FormFields(typed);
    try {
      const command = { region: regionId(id), name: fields.text('name'), code: fields.text('code') };
      await this.addCountry.execute(actorOf(request), command);
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.countryPage(request, reply, id, { typed, problem });
    }
    return seeOther(reply, href(ROUTES.regions, {}, { query: { added: '1' } }));
  }
}

const failed = (sent: Sent | undefined) => (sent === undefined ? {} : { hasErrors: true, status: UNPROCESSABLE });
const stateOf = (sent: Sent | undefined) =>
  sent === undefined ? {} : { typed: sent.typed, faults: sent.problem.faults };

const maySeeAll = ({ memberships }: Actor): boolean => memberships.some(({ role }) => role === 'administrator');
