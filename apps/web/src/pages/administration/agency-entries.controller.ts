import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AdministerAgency,
  agencyId,
  CreateAgency,
  Forbidden,
  InputRefused,
  ListAgencies,
  ListCountries,
  mayAtAgency,
  maySomewhere,
  NO_CURRENCY,
  RetireAgency,
  RevisionConflict,
  ViewAgency,
  type Agency,
  type AgencyView,
  type CountryId,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { KnownTypes } from './known-types.js';
import { agenciesView, agencyForm, type AgencyFormState } from './places-view.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The list of agencies: made, corrected, retired. What an agency says of itself is not kept here. */
@Controller()
export class AgencyEntriesController {
  constructor(
    private readonly list: ListAgencies,
    private readonly countries: ListCountries,
    private readonly create: CreateAgency,
    private readonly view: ViewAgency,
    private readonly administer: AdministerAgency,
    private readonly retire: RetireAgency,
    private readonly types: KnownTypes,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.agencyEntries)
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const actor = actorOf(request);
    if (!maySomewhere(actor, 'agency.administer')) throw new Forbidden('agency.administer');
    const [matching, name, id] = ['matching', 'name', 'id'].map((one) => textOf(query[one]));
    const list = await this.list.execute(actor, {
      ...(matching !== undefined && { matching }),
      ...(name !== undefined && id !== undefined && { after: { name, id: agencyId(id) } }),
    });
    const countries = await this.countries.execute(actor);
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'administration/agencies',
      title: words.t('page.administration.agencies.title'),
      view: agenciesView(words, list, {
        ...(matching !== undefined && { matching }),
        paged: name !== undefined,
        mayCreate: maySomewhere(actor, 'agency.create'),
        hasCountry: countries.length > 0,
      }),
    });
  }

  @Get(ROUTES.newAgency)
  async newPage(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.form({ request, reply }, {});
  }

  @Post(ROUTES.newAgency)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'name', 'type', 'country', 'ministry', 'fictional', 'revision');
    const fields = new FormFields(typed);
    try {
      const { agency } = await this.create.execute(actorOf(request), {
        country: await this.countryOf(request, fields),
        settings: { ...BLANK, name: fields.text('name'), type: fields.text('type'), ministry: fields.text('ministry') },
        fictional: fields.ticked('fictional'),
      });
      return seeOther(reply, href(ROUTES.invite, {}, { query: { agency, role: 'lead', said: 'created' } }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.form({ request, reply }, { typed, faults: problem.faults });
    }
  }

  @Get(ROUTES.agencyEntry)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Query('said') said: unknown,
  ): Promise<string> {
    const { agency } = await this.opened(request, id);
    return this.form({ request, reply }, { agency, ...(SAID.has(said) && { said: String(said) }) });
  }

  @Post(ROUTES.agencyEntry)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'name', 'type', 'country', 'ministry', 'revision');
    const fields = new FormFields(typed);
    const { agency } = await this.opened(request, id);
    try {
      await this.administer.execute(actorOf(request), {
        agency: agency.id,
        name: fields.text('name'),
        type: fields.text('type'),
        country: await this.countryOf(request, fields),
        ministry: fields.text('ministry'),
        expected: fields.revision(),
      });
    } catch (problem) {
      if (problem instanceof InputRefused)
        return this.form({ request, reply }, { agency, typed, faults: problem.faults });
      if (!(problem instanceof RevisionConflict)) throw problem;
      const { revision } = problem.current as Agency;
      return this.form({ request, reply }, { agency, typed, revision, conflict: true });
    }
    return this.back(reply, agency, 'saved');
  }

  @Get(ROUTES.retireAgency)
  async retirePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    const { agency } = await this.opened(request, id);
    const { t } = this.pages.words(request);
    const title = t('page.administration.retire.title', { name: agency.name });
    const at = { agency: agency.id };
    return this.pages.render(request, reply, {
      name: 'administration/retire',
      title,
      view: { title, action: href(ROUTES.retireAgency, at), back: href(ROUTES.agencyEntry, at) },
    });
  }

  @Post(ROUTES.retireAgency)
  async retired(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.retire.execute(actorOf(request), { agency: agencyId(id), retired: true });
    return seeOther(reply, href(ROUTES.agencyEntry, { agency: id }, { query: { said: 'retired-done' } }));
  }

  @Post(ROUTES.restoreAgency)
  async restored(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.retire.execute(actorOf(request), { agency: agencyId(id), retired: false });
    return seeOther(reply, href(ROUTES.agencyEntry, { agency: id }, { query: { said: 'restored' } }));
  }

  /** One of those the form offered; nothing chosen is a field left open, not a thing that does not exist. */
  private async countryOf(request: FastifyRequest, fields: FormFields): Promise<CountryId> {
    const offered = await this.countries.execute(actorOf(request));
    const chosen = offered.find(({ id }) => id === fields.text('country'));
    if (chosen !== undefined) return chosen.id;
    throw new InputRefused([{ code: 'input.not-in-list', path: 'country', detail: {} }]);
  }

  private async opened(request: FastifyRequest, id: string): Promise<AgencyView> {
    const actor = actorOf(request);
    const view = await this.view.execute(actor, { agency: agencyId(id) });
    const { regionId } = view.agency;
    if (mayAtAgency(actor, 'agency.administer', { agencyId: view.agency.id, regionId })) return view;
    throw new Forbidden('agency.administer');
  }

  private async form({ request, reply }: Place, state: AgencyFormState): Promise<string> {
    const actor = actorOf(request);
    if (!maySomewhere(actor, 'agency.create')) throw new Forbidden('agency.create');
    const words = this.pages.words(request);
    const [countries, terms] = [await this.countries.execute(actor), await this.types.terms()];
    const hasErrors = state.faults !== undefined || state.conflict === true;
    const page = agencyForm(words, { countries, terms }, { ...state, mayRetire: true });
    return this.pages.render(request, reply, {
      name: 'administration/agency',
      title: words.t(`page.administration.agency.${state.agency === undefined ? 'new' : 'edit'}-title`),
      hasErrors,
      ...(hasErrors && { status: state.conflict === true ? CONFLICT : UNPROCESSABLE }),
      ...(state.agency !== undefined && { agency: state.agency }),
      view: page,
    });
  }

  private back(reply: FastifyReply, { id }: Agency, said: string): string {
    return seeOther(reply, href(ROUTES.agencyEntry, { agency: id }, { query: { said } }));
  }
}

const BLANK = { currency: NO_CURRENCY, timeZone: 'UTC', ranks: [], units: [] };
const SAID: ReadonlySet<unknown> = new Set(['saved', 'retired-done', 'restored']);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
