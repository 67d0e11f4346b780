import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  agencyId,
  ChangeRound,
  CloseRound,
  countryId,
  ExtendRound,
  ListRounds,
  OpenRound,
  PlanRound,
  PROGRESS,
  regionId,
  roundId,
  ViewBoard,
  type BoardView,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { demandRevision, etag } from '../preconditions.js';
import { ExtensionBody, NewRoundBody, PlanBody, planOf, RoundStateBody } from './round-body.js';

const CREATED = 201;

@ApiTags('rounds')
@Controller()
export class RoundsApiController {
  constructor(
    private readonly list: ListRounds,
    private readonly plan: PlanRound,
    private readonly change: ChangeRound,
    private readonly board: ViewBoard,
    private readonly opening: OpenRound,
    private readonly closing: CloseRound,
    private readonly extending: ExtendRound,
  ) {}

  @Operation({ summary: 'Rounds of the regions that you follow', answers: 'Rounds' })
  @Get(API.rounds)
  async all(@Req() request: FastifyRequest) {
    return this.list.execute(actorOf(request));
  }

  @Operation({ summary: 'Plan a round', takes: NewRoundBody, answers: 'Created', status: 201, problems: [422] })
  @Post(API.rounds)
  @HttpCode(CREATED)
  async planned(@Req() request: FastifyRequest, @Body() body: NewRoundBody) {
    const command = { region: regionId(body.region), plan: planOf(body) };
    return { id: (await this.plan.execute(actorOf(request), command)).round };
  }

  @Operation({
    summary: 'A round and how far its agencies are: counts and dates, never answers or scores',
    answers: 'Board',
  })
  @ApiQuery({ name: 'country', required: false })
  @ApiQuery({ name: 'progress', required: false, enum: PROGRESS })
  @ApiQuery({ name: 'matching', required: false })
  @ApiQuery({ name: 'afterName', required: false })
  @ApiQuery({ name: 'afterId', required: false })
  @Get(API.round)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ) {
    const view = await this.board.execute(actorOf(request), { round: roundId(id), ...filterOf(query) });
    etag(reply, view.round.revision);
    return shown(view);
  }

  @Operation({
    summary: 'Change the plan while the round has not opened',
    takes: PlanBody,
    answers: 'Revision',
    ifMatch: 'required',
    problems: [409, 422],
  })
  @Put(API.round)
  async changed(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: PlanBody,
  ) {
    const expected = demandRevision(request);
    const saved = await this.change.execute(actorOf(request), { round: roundId(id), plan: planOf(body), expected });
    etag(reply, saved.revision);
    return saved;
  }

  @Operation({ summary: 'Open or close a round', takes: RoundStateBody, status: 204, problems: [409, 422] })
  @Put(API.roundState)
  @HttpCode(204)
  async moved(
    @Req() request: FastifyRequest,
    @Param('round') id: string,
    @Body() { state }: RoundStateBody,
  ): Promise<void> {
    const move = state === 'open' ? this.opening : this.closing;
    await move.execute(actorOf(request), { round: roundId(id) });
  }

  @Operation({
    summary: 'A later last day; what is closed is open again before the first release',
    takes: ExtensionBody,
    status: 204,
    problems: [409, 422],
  })
  @Put(API.roundExtension)
  @HttpCode(204)
  async extended(
    @Req() request: FastifyRequest,
    @Param('round') id: string,
    @Body() { closesOn }: ExtensionBody,
  ): Promise<void> {
    await this.extending.execute(actorOf(request), { round: roundId(id), closesOn });
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;

function filterOf(query: Readonly<Record<string, unknown>>) {
  const [country, matching, name, id] = ['country', 'matching', 'afterName', 'afterId'].map((one) =>
    textOf(query[one]),
  );
  const progress = PROGRESS.find((one) => one === query['progress']);
  return {
    ...(country !== undefined && { country: countryId(country) }),
    ...(progress !== undefined && { progress }),
    ...(matching !== undefined && { matching }),
    ...(name !== undefined && id !== undefined && { after: { name, id: agencyId(id) } }),
  };
}

const shown = ({ round, agencies, totals, next, may }: BoardView) => ({
  round,
  agencies,
  totals,
  ...(next !== undefined && { next }),
  may,
});
