import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ChangeRound,
  countryId,
  InputRefused,
  agencyId,
  isUuid,
  ListRounds,
  NotFound,
  PlanRound,
  PROGRESS,
  RevisionConflict,
  roundId,
  RoundWrongState,
  ViewBoard,
  ViewPlanOffer,
  ViewRound,
  type PlanOffer,
  type Round,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { boardView, type BoardAsked } from './board-view.js';
import { listView } from './list-view.js';
import { PLAN_FIELDS, planForm, planOf, type PlanFormState } from './plan-form.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
type Asked = Readonly<Record<string, unknown>>;

/** The rounds of a region: listed, planned, and followed on a board. */
@Controller()
export class RoundsController {
  constructor(
    private readonly list: ListRounds,
    private readonly offers: ViewPlanOffer,
    private readonly plan: PlanRound,
    private readonly change: ChangeRound,
    private readonly view: ViewRound,
    private readonly board: ViewBoard,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.rounds)
  async all(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const rounds = await this.list.execute(actorOf(request));
    const words = this.pages.words(request);
    const title = words.t('page.rounds.list.title');
    return this.pages.render(request, reply, { name: 'rounds/list', title, view: listView(words, rounds) });
  }

  @Get(ROUTES.newRound)
  async newPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('region') region: unknown,
  ): Promise<string> {
    const offer = await this.offers.execute(actorOf(request));
    if (region === undefined && offer.regions.length !== 1) return this.regionPage({ request, reply }, offer);
    return this.form({ request, reply }, { offer, region: regionOf(offer, region ?? offer.regions[0]?.id) });
  }

  @Post(ROUTES.newRound)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...PLAN_FIELDS);
    const actor = actorOf(request);
    const offer = await this.offers.execute(actor);
    const region = regionOf(offer, new FormFields(typed).text('region'));
    try {
      const { round } = await this.plan.execute(actor, { region: region.id, plan: planOf(typed) });
      return seeOther(reply, href(ROUTES.round, { round }, { query: { said: 'planned' } }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.form({ request, reply }, { offer, region, typed, faults: problem.faults });
    }
  }

  @Get(ROUTES.round)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Query() query: Asked,
  ): Promise<string> {
    const { asked, after } = askedOf(query);
    const view = await this.board.execute(actorOf(request), {
      round: roundId(id),
      ...(asked.country !== undefined && { country: countryId(asked.country) }),
      ...(asked.progress !== undefined && { progress: asked.progress }),
      ...(asked.matching !== undefined && { matching: asked.matching }),
      ...(after !== undefined && { after }),
    });
    const words = this.pages.words(request);
    const said = SAID.find((one) => one === query['said']);
    return this.pages.render(request, reply, {
      name: 'rounds/board',
      title: view.round.name,
      view: boardView(words, view, asked, said),
    });
  }

  @Get(ROUTES.editRound)
  async editPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    return this.form({ request, reply }, await this.planned(request, id));
  }

  @Post(ROUTES.editRound)
  async edit(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...PLAN_FIELDS);
    const state = await this.planned(request, id);
    const command = { round: roundId(id), plan: planOf(typed), expected: new FormFields(typed).revision() };
    try {
      await this.change.execute(actorOf(request), command);
    } catch (problem) {
      if (problem instanceof InputRefused) {
        return this.form({ request, reply }, { ...state, typed, faults: problem.faults });
      }
      if (!(problem instanceof RevisionConflict)) throw problem;
      const { revision } = problem.current as Round;
      return this.form({ request, reply }, { ...state, typed, conflict: { revision } });
    }
    return seeOther(reply, href(ROUTES.round, { round: id }, { query: { said: 'changed' } }));
  }

  private async planned(request: FastifyRequest, id: string): Promise<PlanFormState> {
    const actor = actorOf(request);
    const round = await this.view.execute(actor, { round: roundId(id) });
    const offer = await this.offers.execute(actor);
    const region = regionOf(offer, round.regionId);
    if (round.state !== 'planned') throw new RoundWrongState('round.define', round.state);
    return { offer, region, round };
  }

  /** Countries hang on the region: it is chosen first, where there are several. */
  private regionPage({ request, reply }: Place, { regions }: PlanOffer): string {
    const { t } = this.pages.words(request);
    const title = t('page.rounds.form.new-title');
    const choices = regions.map(({ id, name }) => ({
      name,
      href: href(ROUTES.newRound, {}, { query: { region: id } }),
    }));
    const view = {
      crumbs: [{ href: ROUTES.rounds, label: t('page.rounds.list.title') }],
      title,
      regions: choices,
      places: ROUTES.regions,
    };
    return this.pages.render(request, reply, { name: 'rounds/region', title, view });
  }

  private form({ request, reply }: Place, state: PlanFormState): string {
    const words = this.pages.words(request);
    const title = words.t(`page.rounds.form.${state.round === undefined ? 'new-title' : 'edit-title'}`);
    const hasErrors = state.faults !== undefined || state.conflict !== undefined;
    return this.pages.render(request, reply, {
      name: 'rounds/form',
      title,
      hasErrors,
      ...(hasErrors && { status: state.conflict === undefined ? UNPROCESSABLE : CONFLICT }),
      view: planForm(words, state),
    });
  }
}

const SAID = ['planned', 'changed', 'opened', 'extended', 'closed', 'invited', 'reminded'] as const;

function regionOf({ regions }: PlanOffer, id: unknown): PlanOffer['regions'][number] {
  const found = regions.find((region) => region.id === id);
  if (found === undefined) throw new NotFound('region');
  return found;
}

/** What no list offers is as good as not asked. */
function askedOf(query: Asked) {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;
  };
  const [country, matching, name, id] = [text('country'), text('matching'), text('name'), text('id')];
  const progress = PROGRESS.find((one) => one === query['progress']);
  const paged = name !== undefined && id !== undefined && isUuid(id);
  const asked: BoardAsked = {
    ...(country !== undefined && isUuid(country) && { country }),
    ...(progress !== undefined && { progress }),
    ...(matching !== undefined && { matching }),
    paged,
  };
  return { asked, after: paged ? { name, id: agencyId(id) } : undefined };
}
