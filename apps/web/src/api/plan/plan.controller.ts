import { Body, Controller, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddTask,
  agencyId,
  BringDecisions,
  RequestFollowUp,
  roundId,
  SharePlan,
  ViewPlan,
  ViewPlansInRound,
} from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { FollowUpBody, PlanSharingBody, TaskBodyShape } from './plan-body.js';

@ApiTags('plan')
@Controller()
export class PlanApiController {
  constructor(
    private readonly view: ViewPlan,
    private readonly add: AddTask,
    private readonly bring: BringDecisions,
    private readonly follow: RequestFollowUp,
    private readonly share: SharePlan,
    private readonly region: ViewPlansInRound,
  ) {}

  @Operation({ summary: 'The action plan of an agency', answers: 'Plan', problems: [403] })
  @Get(API.plan)
  async plan(@Req() request: FastifyRequest, @Param('agency') id: string) {
    const found = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    const { today, lines, adoptions, waiting, may } = found;
    return { today, tasks: lines.map(({ task, evidence }) => ({ ...task, evidence })), adoptions, waiting, may };
  }

  @Operation({
    summary: 'Add a task in own words',
    takes: TaskBodyShape,
    answers: 'Created',
    status: 201,
    problems: [403, 422],
  })
  @Post(API.planTasks)
  @HttpCode(201)
  async added(@Req() request: FastifyRequest, @Param('agency') id: string, @Body() body: TaskBodyShape) {
    const { reminders, ...promise } = body;
    const command = { ...promise, reminders, agency: agencyId(id) };
    const { task } = await this.add.execute(actorOf(request), command);
    return { id: task };
  }

  @Operation({
    summary: 'Make tasks of accepted recommendations that have none',
    answers: 'PlanTasksMade',
    problems: [403],
  })
  @Post(API.planDecisions)
  @HttpCode(200)
  async brought(@Req() request: FastifyRequest, @Param('agency') id: string) {
    return this.bring.execute(actorOf(request), { agency: agencyId(id) });
  }

  @Operation({
    summary: 'Order a document that sets promise beside delivery, as both are now',
    takes: FollowUpBody,
    answers: 'Created',
    status: 201,
    problems: [403, 422],
  })
  @Post(API.planFollowUps)
  @HttpCode(201)
  async followUp(@Req() request: FastifyRequest, @Param('agency') id: string, @Body() { edition }: FollowUpBody) {
    const actor = actorOf(request);
    const { document } = await this.follow.execute(actor, { agency: agencyId(id), edition, reader: actor.language });
    return { id: document };
  }

  @Operation({
    summary: 'Choose whether coordinators of the round see how far the plan is',
    takes: PlanSharingBody,
    status: 204,
    problems: [403, 422],
  })
  @Put(API.planSharing)
  @HttpCode(204)
  async shared(
    @Req() request: FastifyRequest,
    @Param() { agency, round }: Readonly<Record<'agency' | 'round', string>>,
    @Body() { shown }: PlanSharingBody,
  ): Promise<void> {
    await this.share.execute(actorOf(request), { agency: agencyId(agency), round: roundId(round), shown });
  }

  @Operation({
    summary: 'How far the plans of a round are',
    description: 'Counts alone, of agencies that show them at this moment.',
    answers: 'PlansInRound',
    problems: [403],
  })
  @Get(API.plansInRound)
  async inRound(@Req() request: FastifyRequest, @Param('round') id: string) {
    const { agencies } = await this.region.execute(actorOf(request), { round: roundId(id) });
    return { agencies };
  }
}
