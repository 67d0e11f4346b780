import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assessmentId,
  CheckAnswers,
  FileRefused,
  SubmitAssessment,
  ViewAssessment,
  WithdrawAssessment,
  type DecisionDetails,
} from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { CONFIG } from '../../http/config-tokens.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { SubmissionBody, type DecisionBody } from './submission-body.js';

@ApiTags('assessments')
@Controller()
export class AssessmentsApiController {
  constructor(
    private readonly view: ViewAssessment,
    private readonly check: CheckAnswers,
    private readonly submit: SubmitAssessment,
    private readonly withdraw: WithdrawAssessment,
    private readonly csrf: Csrf,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Operation({ summary: 'One assessment with the progress of its dimensions', answers: 'Assessment' })
  @Get(API.assessment)
  async one(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const { assessment, dimensions, approval, outcome, correction, may } = found;
    return { ...assessment, dimensions, approval, outcome, correction: correction?.id, may };
  }

  @Operation({
    summary: 'What blocks the submission and what does not fit together',
    answers: 'Check',
    problems: [403],
  })
  @Get(API.check)
  async checked(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.check.execute(actorOf(request), { assessment: assessmentId(id) });
    const { dimensions, blocking, unconfirmed, drafts, warnings, setAside, maySubmit } = found;
    return { blocking, unconfirmed, drafts, warnings, setAside, dimensions, maySubmit };
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
    const { name, function: office, date, evidence, document } = body;
    const approval = {
      name,
      function: office,
      date,
      ...(evidence !== undefined && { evidence }),
      ...(document !== undefined && { document: decisionOf(document) }),
    };
    return this.submit.execute(actorOf(request), { assessment: assessmentId(id), approval });
  }

  @Operation({
    summary: 'Submit with the file of the decision',
    description: 'The fields first, the file last. Sent again it answers with the submission that stands.',
    takes: FILE_FORM(),
    answers: 'Submission',
    problems: [403, 409, 413, 415, 422],
  })
  @Put(API.submissionFile)
  @ReadsUpload()
  async submittedWithFile(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const actor = actorOf(request);
    const upload = await readUpload(request, this.csrf, this.config.limits.file);
    try {
      const { body, file } = upload;
      if (file === undefined) throw new FileRefused('the form holds no file');
      const { name = '', function: office = '', date = '', title = '', number = '', holder = '' } = body;
      const restricted = body['restricted'] === 'true' || body['restricted'] === 'on';
      const document = { title, number, date: body['documentDate'] ?? '', holder, restricted, file };
      const approval = { name, function: office, date, document };
      return await this.submit.execute(actor, { assessment: assessmentId(id), approval });
    } finally {
      upload.done();
    }
  }

  @Operation({ summary: 'Withdraw the submission while nobody reviews it', status: 204, problems: [403, 409] })
  @Delete(API.submission)
  @HttpCode(204)
  async withdrawn(@Req() request: FastifyRequest, @Param('assessment') id: string): Promise<void> {
    await this.withdraw.execute(actorOf(request), { assessment: assessmentId(id) });
  }
}

const decisionOf = ({ title, number, date, holder, restricted = false }: DecisionBody): DecisionDetails => ({
  title,
  ...(number !== undefined && { number }),
  ...(date !== undefined && { date }),
  ...(holder !== undefined && { holder }),
  restricted,
});

/** A function, since decorators run before constants of this file have values. */
function FILE_FORM(): Readonly<Record<string, unknown>> {
  const text = { type: 'string' };
  const day = { type: 'string', format: 'date' };
  const properties = {
    name: text,
    function: text,
    date: day,
    title: text,
    number: text,
    documentDate: day,
    holder: text,
    restricted: { type: 'string', enum: ['true', 'false'] },
    file: { type: 'string', format: 'binary' },
  };
  const required = ['name', 'function', 'date', 'title', 'file'];
  return { type: 'object', required, properties, 'x-multipart': true };
}
