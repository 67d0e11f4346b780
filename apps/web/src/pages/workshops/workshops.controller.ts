import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ChangeWorkshop,
  InputRefused,
  ListWorkshops,
  MoveWorkshop,
  NotFound,
  PlanWorkshop,
  RevisionConflict,
  ViewWorkshop,
  ViewWorkshopOffer,
  WORKSHOP_MOVES,
  workshopId,
  WorkshopWrongState,
  type Workshop,
  type WorkshopList,
  type WorkshopOffer,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { Vocabulary, type Words } from '../shell/words.js';
import { hubView } from './hub.js';
import { WORKSHOP_FIELDS, workshopForm, workshopOf, type WorkshopFormState } from './workshop-form.js';
import { daysText, workshopTag } from './workshop-words.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;
const SAID = ['planned', 'changed', 'open', 'close', 'reopen', 'admit', 'shut', 'renew'] as const;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Workshops of a region: listed, planned, opened and closed, and the page that leads to all others of one. */
@Controller()
export class WorkshopsController {
  constructor(
    private readonly list: ListWorkshops,
    private readonly offers: ViewWorkshopOffer,
    private readonly plan: PlanWorkshop,
    private readonly change: ChangeWorkshop,
    private readonly view: ViewWorkshop,
    private readonly move: MoveWorkshop,
    private readonly vocabulary: Vocabulary,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshops)
  async all(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const found = await this.list.execute(actorOf(request));
    const words = this.pages.words(request);
    const title = words.t('page.workshop-setup.list.title');
    return this.pages.render(request, reply, { name: 'workshops/list', title, view: listView(words, found) });
  }

  @Get(ROUTES.newWorkshop)
  async newPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('region') asked: unknown,
  ): Promise<string> {
    const offer = await this.offers.execute(actorOf(request));
    if (asked === undefined && offer.regions.length !== 1) return this.regionPage({ request, reply }, offer);
    const region = regionOf(offer, asked ?? offer.regions[0]?.id);
    return this.form({ request, reply }, { offer, region, spoken: this.vocabulary.languages });
  }

  @Post(ROUTES.newWorkshop)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...WORKSHOP_FIELDS);
    const actor = actorOf(request);
    const offer = await this.offers.execute(actor);
    const region = regionOf(offer, new FormFields(typed).text('region'));
    const spoken = this.vocabulary.languages;
    try {
      const { workshop } = await this.plan.execute(actor, { region: region.id, plan: workshopOf(typed), spoken });
      return seeOther(reply, href(ROUTES.workshop, { workshop }, { query: { said: 'planned' } }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.form({ request, reply }, { offer, region, spoken, typed, faults: problem.faults });
    }
  }

  @Get(ROUTES.workshop)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Query('said') asked: unknown,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), { workshop: workshopId(id) });
    const view = hubView(
      this.pages.words(request),
      found,
      SAID.find((one) => one === asked),
    );
    return this.pages.render(request, reply, { name: 'workshops/hub', title: found.workshop.title, view });
  }

  @Get(ROUTES.editWorkshop)
  async editPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    return this.form({ request, reply }, await this.planned(request, id));
  }

  @Post(ROUTES.editWorkshop)
  async edit(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...WORKSHOP_FIELDS);
    const state = await this.planned(request, id);
    const expected = new FormFields(typed).revision();
    const command = { workshop: workshopId(id), plan: workshopOf(typed), spoken: state.spoken, expected };
    try {
      await this.change.execute(actorOf(request), command);
    } catch (problem) {
      if (problem instanceof InputRefused)
        return this.form({ request, reply }, { ...state, typed, faults: problem.faults });
      if (!(problem instanceof RevisionConflict)) throw problem;
      const { revision } = problem.current as Workshop;
      return this.form({ request, reply }, { ...state, typed, conflict: { revision } });
    }
    return seeOther(reply, href(ROUTES.workshop, { workshop: id }, { query: { said: 'changed' } }));
  }

  @Post(ROUTES.moveWorkshop)
  async doors(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = new FormFields(demandFields(body, 'move')).text('move');
    const move = WORKSHOP_MOVES.find((one) => one === typed);
    if (move === undefined) throw new NotFound('move');
    await this.move.execute(actorOf(request), { workshop: workshopId(id), move });
    return seeOther(reply, href(ROUTES.workshop, { workshop: id }, { query: { said: move } }));
  }

  private async planned(request: FastifyRequest, id: string): Promise<WorkshopFormState> {
    const actor = actorOf(request);
    const { workshop } = await this.view.execute(actor, { workshop: workshopId(id) });
    const offer = await this.offers.execute(actor);
    const region = regionOf(offer, workshop.regionId);
    if (workshop.state === 'closed') throw new WorkshopWrongState('workshop.lead', workshop.state);
    return { offer, region, workshop, spoken: this.vocabulary.languages };
  }

  /** Agencies hang on the region: it is chosen first, where there are several. */
  private regionPage({ request, reply }: Place, { regions }: WorkshopOffer): string {
    const { t } = this.pages.words(request);
    const title = t('page.workshop-setup.form.new-title');
    const view = {
      crumbs: [{ href: ROUTES.workshops, label: t('page.workshop-setup.list.title') }],
      title,
      regions: regions.map(({ id, name }) => ({
        name,
        href: href(ROUTES.newWorkshop, {}, { query: { region: id } }),
      })),
    };
    return this.pages.render(request, reply, { name: 'workshops/region', title, view });
  }

  private form({ request, reply }: Place, state: WorkshopFormState): string {
    const words = this.pages.words(request);
    const title = words.t(`page.workshop-setup.form.${state.workshop === undefined ? 'new-title' : 'edit-title'}`);
    const hasErrors = state.faults !== undefined || state.conflict !== undefined;
    return this.pages.render(request, reply, {
      name: 'workshops/form',
      title,
      hasErrors,
      ...(hasErrors && { status: state.conflict === undefined ? UNPROCESSABLE : CONFLICT }),
      view: workshopForm(words, state),
    });
  }
}

function regionOf({ regions }: WorkshopOffer, id: unknown): WorkshopOffer['regions'][number] {
  const found = regions.find((region) => region.id === id);
  if (found === undefined) throw new NotFound('region');
  return found;
}

function listView(words: Words, { workshops, may }: WorkshopList): object {
  const regions = [...new Map(workshops.map(({ regionId, region }) => [regionId, region]))];
  return {
    add: may.lead ? ROUTES.newWorkshop : undefined,
    none: workshops.length === 0,
    regions: regions.map(([id, name]) => ({
      name,
      workshops: workshops
        .filter(({ regionId }) => regionId === id)
        .map((line) => ({
          href: href(ROUTES.workshop, { workshop: line.id }),
          name: line.title,
          tag: workshopTag(words, line.state),
          note: words.t('page.workshop-setup.hub.where', { place: line.place, days: daysText(words, line) }),
        })),
    })),
  };
}
