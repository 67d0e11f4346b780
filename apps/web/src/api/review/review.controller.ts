import { Body, Controller, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AskInReview,
  assessmentId,
  DecideReview,
  ListReviews,
  ReturnAssessment,
  TakeReview,
  ValidateAssessment,
  ViewReview,
  type ReviewView,
} from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { ReturnBody, ReviewDecisionBody, ReviewRequestBody, TakeReviewBody, ValidationBody } from './review-body.js';

@ApiTags('review')
@Controller()
export class ReviewApiController {
  constructor(
    private readonly list: ListReviews,
    private readonly view: ViewReview,
    private readonly take: TakeReview,
    private readonly decide: DecideReview,
    private readonly ask: AskInReview,
    private readonly giveBack: ReturnAssessment,
    private readonly validate: ValidateAssessment,
  ) {}

  @Operation({ summary: 'What waits for this reviewer, and what is done', answers: 'Reviews' })
  @Get(API.reviews)
  reviews(@Req() request: FastifyRequest) {
    return this.list.execute(actorOf(request));
  }

  @Operation({ summary: 'What was handed in, beside what was decided on it', answers: 'Review', problems: [409] })
  @Get(API.review)
  async review(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    return shown(await this.view.execute(actorOf(request), { assessment: assessmentId(id) }));
  }

  @Operation({
    summary: 'Take an assessment into review, or over from another reviewer',
    takes: TakeReviewBody,
    status: 204,
    problems: [409, 422],
  })
  @Put(API.review)
  @HttpCode(204)
  async taken(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() body: TakeReviewBody) {
    const from = body.from === undefined ? {} : { from: body.from };
    await this.take.execute(actorOf(request), { assessment: assessmentId(id), ...from });
  }

  @Operation({
    summary: 'Accept or question a “not applicable”, accept or reject evidence',
    takes: ReviewDecisionBody,
    status: 204,
    problems: [409, 422],
  })
  @Post(API.reviewDecisions)
  @HttpCode(204)
  async decided(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() body: ReviewDecisionBody) {
    const { question, evidence, decision, note } = body;
    await this.decide.execute(actorOf(request), {
      assessment: assessmentId(id),
      decision,
      ...(question !== undefined && { question }),
      ...(evidence !== undefined && { evidence }),
      ...(note !== undefined && { note }),
    });
  }

  @Operation({
    summary: 'Ask the agency for something at a question',
    takes: ReviewRequestBody,
    answers: 'Created',
    status: 201,
    problems: [409, 422],
  })
  @Post(API.reviewRequests)
  async asked(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() body: ReviewRequestBody) {
    const { question, text } = body;
    const { comment } = await this.ask.execute(actorOf(request), { assessment: assessmentId(id), question, text });
    return { id: comment };
  }

  @Operation({ summary: 'Return it to the agency', takes: ReturnBody, status: 204, problems: [409, 422] })
  @Post(API.reviewReturn)
  @HttpCode(204)
  async returned(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() { note }: ReturnBody) {
    await this.giveBack.execute(actorOf(request), { assessment: assessmentId(id), note });
  }

  @Operation({
    summary: 'Validate it for good',
    description: 'Refused with 409 and the questions while a “not applicable” is not accepted.',
    takes: ValidationBody,
    answers: 'Validation',
    problems: [409, 422],
  })
  @Put(API.validation)
  async validated(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() { note }: ValidationBody) {
    const said = note === undefined ? {} : { note };
    return this.validate.execute(actorOf(request), { assessment: assessmentId(id), ...said });
  }
}

/** Without what the addresses of the assessment give already: structure, texts and profile of the agency. */
function shown({ assessment, held, steps, dimensions, sheet, score, comparedWith, isTheirs }: ReviewView) {
  return {
    assessment,
    held,
    steps,
    comparedWith,
    isTheirs,
    dimensions: dimensions.map(({ dimension, questions }) => ({
      dimension,
      questions: questions.map(({ question, ...rest }) => ({ question: question.id, ...rest })),
    })),
    reasons: sheet.reasons,
    evidence: sheet.evidence,
    requests: sheet.requests,
    review: sheet.review,
    overall: score.overall,
  };
}
