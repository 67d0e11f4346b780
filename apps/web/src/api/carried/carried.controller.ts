import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  agencyId,
  assessmentId,
  ConfirmAnswers,
  CorrectAssessment,
  roundId,
  StartInRound,
  TakeOverAnswer,
  ViewTrends,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { href } from '../../paths.js';
import { Operation } from '../openapi/operation.js';
import { ConfirmationBody, CorrectionBody, StartInRoundBody, TakeOverBody } from './carried-body.js';

const CREATED = 201;

/** What goes on from one assessment to the next. */
@ApiTags('assessments')
@Controller()
export class CarriedApiController {
  constructor(
    private readonly start: StartInRound,
    private readonly confirm: ConfirmAnswers,
    private readonly take: TakeOverAnswer,
    private readonly correct: CorrectAssessment,
    private readonly trends: ViewTrends,
  ) {}

  @Operation({
    summary: 'Begin the assessment of an agency in a round',
    description:
      'Its policies of last time are filled in and wait to be confirmed: `unconfirmed` of the check names them. Saving an answer confirms it.',
    takes: StartInRoundBody,
    answers: 'Created',
    status: 201,
    problems: [409, 422],
  })
  @Post(API.roundAssessment)
  @HttpCode(CREATED)
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { agency, round }: Readonly<Record<'agency' | 'round', string>>,
    @Body() { draft, title }: StartInRoundBody,
  ) {
    const { assessment } = await this.start.execute(actorOf(request), {
      agency: agencyId(agency),
      round: roundId(round),
      ...(draft !== undefined && { draft: assessmentId(draft) }),
      ...(title !== undefined && { title }),
    });
    void reply.header('location', href(API.assessment, { assessment }));
    return { id: assessment };
  }

  @Operation({
    summary: 'Confirm what was carried over into a dimension',
    description: 'As it stands, all at once. Nothing is saved where nothing waits.',
    takes: ConfirmationBody,
    answers: 'SavedAnswers',
    problems: [409, 412, 422],
  })
  @Post(API.confirmations)
  @HttpCode(200)
  async confirmed(
    @Req() request: FastifyRequest,
    @Param('assessment') assessment: string,
    @Body() { dimension }: ConfirmationBody,
  ) {
    const command = { assessment: assessmentId(assessment), dimension: dimensionId(dimension) };
    return { saved: await this.confirm.execute(actorOf(request), command) };
  }

  @Operation({
    summary: 'Take last time’s answer over as this time’s',
    takes: TakeOverBody,
    answers: 'SavedAnswer',
    problems: [409, 412, 422],
  })
  @Post(API.lastAnswer)
  @HttpCode(200)
  async taken(
    @Req() request: FastifyRequest,
    @Param() { assessment, question }: Readonly<Record<'assessment' | 'question', string>>,
    @Body() { revision: expected }: TakeOverBody,
  ) {
    return this.take.execute(actorOf(request), { assessment: assessmentId(assessment), question, expected });
  }

  @Operation({
    summary: 'Begin the correction of a validated assessment',
    description: 'A draft beside it, with all of its answers and evidence; the validated one stays as it is.',
    takes: CorrectionBody,
    answers: 'Created',
    status: 201,
    problems: [409, 422],
  })
  @Post(API.correction)
  @HttpCode(CREATED)
  async corrected(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() { title }: CorrectionBody,
  ) {
    const command = { assessment: assessmentId(id), ...(title !== undefined && { title }) };
    const { assessment } = await this.correct.execute(actorOf(request), command);
    void reply.header('location', href(API.assessment, { assessment }));
    return { id: assessment };
  }

  @Operation({
    summary: 'Validated results of an agency over time',
    description: 'Over the items that all versions share, oldest first. Without `trend` there are fewer than two.',
    answers: 'Trends',
  })
  @Get(API.trends)
  async overTime(@Req() request: FastifyRequest, @Param('agency') id: string) {
    const { assessments, trend } = await this.trends.execute(actorOf(request), { agency: agencyId(id) });
    return { assessments, trend };
  }
}
