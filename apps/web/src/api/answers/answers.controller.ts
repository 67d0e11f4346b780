import { Body, Controller, Delete, Get, Header, HttpCode, Param, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AnswerHistory,
  assessmentId,
  ClearAnswer,
  ListAnswers,
  ListDrafts,
  NotFound,
  RecordAnswer,
  RecordAnswers,
  RevisionConflict,
  type AssessmentId,
  type CurrentAnswer,
  type SavedAnswer,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { demandRevision, etag, expectedRevision, preconditionRequired } from '../preconditions.js';
import { AnswersBody, incomingAnswers } from './answers-body.js';

interface Place {
  readonly assessment: string;
  readonly question: string;
}

const CREATED = 201;
const NEW = 1;

@ApiTags('answers')
@Controller()
export class AnswersApiController {
  constructor(
    private readonly list: ListAnswers,
    private readonly history: AnswerHistory,
    private readonly record: RecordAnswer,
    private readonly recordMany: RecordAnswers,
    private readonly clear: ClearAnswer,
    private readonly drafts: ListDrafts,
  ) {}

  @Operation({
    summary: 'All answers that you may see, with their revisions',
    description: 'The body fits PUT on the same address.',
    answers: 'Answers',
  })
  @Get(API.answers)
  async all(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.list.execute(actorOf(request), { assessment: assessmentId(id) });
    const standing = found.flatMap(({ question, answer }) =>
      answer === undefined ? [] : [[question, answer] as const],
    );
    return {
      answers: Object.fromEntries(standing),
      revisions: Object.fromEntries(found.map(({ question, revision }) => [question, revision])),
    };
  }

  @Operation({
    summary: 'What was typed in the pages and is no answer yet',
    description:
      'Only of questions that you may answer. Drafts count for nothing; a saved answer takes the place of its draft.',
    answers: 'Drafts',
    problems: [403],
  })
  @Get(API.drafts)
  async unfinished(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.drafts.execute(actorOf(request), { assessment: assessmentId(id) });
    // The mark and what a draft took the place of are the forms' own affair.
    return { drafts: found.map(({ mark: _mark, replaced: _replaced, ...draft }) => draft) };
  }

  @Operation({
    summary: 'Save many answers, all or none',
    description:
      'The `answers` of an answer file as they are; null clears one. `revisions` names the revision each was made from. An answer without one must be unanswered as yet, unless `replace` is true.',
    takes: AnswersBody,
    answers: 'SavedAnswers',
    problems: [403, 409, 412, 422],
  })
  @Put(API.answers)
  async saveAll(@Req() request: FastifyRequest, @Param('assessment') id: string, @Body() body: unknown) {
    const command = { assessment: assessmentId(id), answers: incomingAnswers(body) };
    return { saved: spelledOnce(await this.recordMany.execute(actorOf(request), command)) };
  }

  @Operation({ summary: 'One answer', answers: 'StoredAnswer' })
  @Get(API.answer)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment, question }: Place,
  ): Promise<CurrentAnswer> {
    const [newest] = await this.history.execute(actorOf(request), { assessment: assessmentId(assessment), question });
    // Cleared is unanswered: there is nothing at this address, and the next save creates it.
    if (newest?.answer === undefined) throw new NotFound('answer');
    etag(reply, newest.revision);
    return newest;
  }

  @Operation({ summary: 'Every revision of one answer, newest first', answers: 'AnswerHistory' })
  @Get(API.answerHistory)
  async revisions(@Req() request: FastifyRequest, @Param() { assessment, question }: Place) {
    return {
      revisions: await this.history.execute(actorOf(request), { assessment: assessmentId(assessment), question }),
    };
  }

  /** The path that every keystroke of a form takes: no class is made of the body, since `parseAnswer` reads every member of it. */
  @Operation({
    summary: 'Save one answer',
    description:
      'One entry of an answer file. An answer that stands is replaced only with If-Match; 412 and 428 carry what stands as `current`.',
    takes: 'Answer',
    answers: 'SavedAnswer',
    problems: [403, 409, 422],
    ifMatch: 'optional',
  })
  @Put(API.answer)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() place: Place,
    @Body() body: unknown,
  ): Promise<SavedAnswer> {
    const expected = expectedRevision(request);
    const saved = await this.saveFrom(request, place, body, expected);
    etag(reply, saved.revision);
    if (saved.revision === NEW) void reply.status(CREATED);
    return saved;
  }

  @Operation({ summary: 'Clear one answer', status: 204, problems: [403, 409], ifMatch: 'required' })
  @Delete(API.answer)
  @HttpCode(204)
  @Header('content-length', '0')
  async remove(@Req() request: FastifyRequest, @Param() { assessment, question }: Place): Promise<void> {
    const expected = demandRevision(request);
    await this.clear.execute(actorOf(request), { assessment: assessmentId(assessment), question, expected });
  }

  private async saveFrom(
    request: FastifyRequest,
    { assessment: id, question }: Place,
    answer: unknown,
    expected: number | undefined,
  ): Promise<SavedAnswer> {
    const assessment: AssessmentId = assessmentId(id);
    try {
      const command = { assessment, question, answer, expected: expected ?? 0 };
      return await this.record.execute(actorOf(request), command);
    } catch (problem) {
      if (expected !== undefined || !(problem instanceof RevisionConflict)) throw problem;
      const current = problem.current as CurrentAnswer;
      if (current.answer !== undefined) throw preconditionRequired(current);
      return this.record.execute(actorOf(request), { assessment, question, answer, expected: current.revision });
    }
  }
}

/** What is saved together has one time, and writing it out for each would be most of the reply's cost. */
function spelledOnce(saved: readonly SavedAnswer[]) {
  const changedAt = saved[0]?.changedAt.toISOString();
  return saved.map(({ question, revision }) => ({ question, revision, changedAt }));
}
