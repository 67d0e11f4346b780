import { Body, Controller, Delete, Get, HttpCode, Param, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assessmentId,
  CheckAnswers,
  SubmitAssessment,
  ViewAssessment,
  WithdrawAssessment,
} from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../paths.js';
import { Operation } from '../openapi/operation.js';
import { SubmissionBody } from './submission-body.js';

@ApiTags('assessments')
@Controller()
export class AssessmentsApiController {
  constructor(
    private readonly view: ViewAssessment,
    private readonly check: CheckAnswers,
    private readonly submit: SubmitAssessment,
    private readonly withdraw: WithdrawAssessment,
  ) {}

  @Operation({ summary: 'One assessment with the progress of its dimensions', answers: 'Assessment' })
  @Get(API.assessment)
  async one(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const { assessment, dimensions, approval, outcome, may } = found;
    return { ...assessment, dimensions, approval, outcome, may };
  }

  @Operation({
    summary: 'What blocks the submission and what does not fit together',
    answers: 'Check',
    problems: [403],
  })
  @Get(API.check)
  async checked(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.check.execute(actorOf(request), { assessment: assessmentId(id) });
    const { dimensions, blocking, warnings, setAside, maySubmit } = found;
    return { blocking, warnings, setAside, dimensions, maySubmit };
  }

  @Operation({
    summary: 'Submit',
    description: 'Sent again it answers with the submission that stands.',
    takes: SubmissionBody,
    answers: 'Submission',
    problems: [403, 409, 422],
  })
  @Put(API.submission)
  async submitted(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() body: SubmissionBody) {
    const { name, function: office, date, evidence } = body;
    const approval = { name, function: office, date, ...(evidence !== undefined && { evidence }) };
    return this.submit.execute(actorOf(request), { assessment: assessmentId(id), approval });
  }

  @Operation({ summary: 'Withdraw the submission while nobody reviews it', status: 204, problems: [403, 409] })
  @Delete(API.submission)
  @HttpCode(204)
  async withdrawn(@Req() request: FastifyRequest, @Param('assessment') id: string): Promise<void> {
    await this.withdraw.execute(actorOf(request), { assessment: assessmentId(id) });
  }
}
