import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddTaskEvidence,
  ChangeTask,
  RemoveTaskEvidence,
  ReportOnTask,
  storedEvidenceId,
  taskId,
  ViewTask,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { demandRevision, etag } from '../preconditions.js';
import { TaskBodyShape, TaskEvidenceBody, TaskReportBody } from './plan-body.js';

@ApiTags('plan')
@Controller()
export class TasksApiController {
  constructor(
    private readonly view: ViewTask,
    private readonly change: ChangeTask,
    private readonly reporting: ReportOnTask,
    private readonly add: AddTaskEvidence,
    private readonly removal: RemoveTaskEvidence,
  ) {}

  @Operation({ summary: 'A task, its evidence and all that happened to it', answers: 'PlanTaskWhole' })
  @Get(API.task)
  async task(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
  ) {
    const { task, history, evidence, may } = await this.view.execute(actorOf(request), { task: taskId(id) });
    etag(reply, task.revision);
    return { task, evidence, history, may };
  }

  @Operation({
    summary: 'Change what is promised',
    takes: TaskBodyShape,
    answers: 'Revision',
    problems: [403, 409, 422],
    ifMatch: 'required',
  })
  @Put(API.task)
  async changed(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
    @Body() body: TaskBodyShape,
  ) {
    const expected = demandRevision(request);
    const { reminders, ...promise } = body;
    const command = { ...promise, reminders, task: taskId(id), expected };
    const changed = await this.change.execute(actorOf(request), command);
    etag(reply, changed.revision);
    return changed;
  }

  @Operation({
    summary: 'Say how far a task is',
    description: 'Those who edit the plan, and whoever the task names by account.',
    takes: TaskReportBody,
    answers: 'Revision',
    problems: [403, 409, 422],
    ifMatch: 'required',
  })
  @Put(API.taskReport)
  async reported(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
    @Body() body: TaskReportBody,
  ) {
    const expected = demandRevision(request);
    const { state, ...said } = body;
    const reported = await this.reporting.execute(actorOf(request), { ...said, state, task: taskId(id), expected });
    etag(reply, reported.revision);
    return reported;
  }

  @Operation({
    summary: 'Add a link or a citation as evidence',
    takes: TaskEvidenceBody,
    answers: 'Created',
    status: 201,
    problems: [403, 422],
  })
  @Post(API.taskEvidence)
  @HttpCode(201)
  async proved(@Req() request: FastifyRequest, @Param('task') id: string, @Body() body: TaskEvidenceBody) {
    const { kind, url = '', restricted = false, ...rest } = body;
    const source = kind === 'link' ? { kind, url } : { kind };
    const details = { ...rest, restricted };
    const { evidence } = await this.add.execute(actorOf(request), { task: taskId(id), details, source });
    return { id: evidence };
  }

  @Operation({ summary: 'Remove evidence of a task', status: 204, problems: [403] })
  @Delete(API.planEvidence)
  @HttpCode(204)
  async removed(@Req() request: FastifyRequest, @Param('evidence') id: string): Promise<void> {
    await this.removal.execute(actorOf(request), { evidence: storedEvidenceId(id), removed: true });
  }
}
