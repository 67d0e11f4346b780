import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { AssignDimension, assessmentId, InputRefused, ViewAssessment, ViewReviewTrail } from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { trailView } from '../review/trail-view.js';
import { assignView } from './assign-view.js';
import { taskListView } from './task-list-view.js';

const UNPROCESSABLE = 422;

@Controller()
export class AssessmentController {
  constructor(
    private readonly view: ViewAssessment,
    private readonly trail: ViewReviewTrail,
    private readonly assign: AssignDimension,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.assessment)
  async taskList(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const actor = actorOf(request);
    const view = await this.view.execute(actor, { assessment: assessmentId(id) });
    const trail = await this.trail.execute(actor, { assessment: view.assessment.id });
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'assessment/task-list',
      title: view.assessment.title,
      agency: view.agency,
      published: view.published,
      view: { ...taskListView(words, view, { actor, ...doneOf(query) }), review: trailView(words, view, trail) },
    });
  }

  @Get(ROUTES.assign)
  async assignForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: Parts,
  ): Promise<string> {
    return this.assignPage(request, reply, { parameters });
  }

  @Post(ROUTES.assign)
  async assignDimension(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: Parts,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(body);
    const [user, due] = [fields.text('user'), fields.text('due')];
    try {
      await this.assign.execute(actorOf(request), {
        assessment: assessmentId(parameters.assessment),
        dimension: dimensionId(parameters.dimension),
        ...(user !== '' && { to: { user, ...(due !== '' && { due }) } }),
      });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.assignPage(request, reply, { parameters, form: { user, due }, problem });
    }
    const address = href(ROUTES.assessment, { assessment: parameters.assessment }, { query: { saved: 'assigned' } });
    return seeOther(reply, address);
  }

  private async assignPage(
    request: FastifyRequest,
    reply: FastifyReply,
    given: {
      readonly parameters: Parts;
      readonly form?: { readonly user: string; readonly due: string };
      readonly problem?: InputRefused;
    },
  ): Promise<string> {
    const { parameters, form, problem } = given;
    const view = await this.view.execute(actorOf(request), { assessment: assessmentId(parameters.assessment) });
    const words = this.pages.words(request, view.published);
    const page = assignView(words, view, { dimension: parameters.dimension, form, faults: problem?.faults ?? [] });
    return this.pages.render(request, reply, {
      name: 'assessment/assign',
      title: page.title,
      agency: view.agency,
      published: view.published,
      hasErrors: problem !== undefined,
      ...(problem !== undefined && { status: UNPROCESSABLE }),
      view: page,
    });
  }
}

interface Parts {
  readonly assessment: string;
  readonly dimension: string;
}

/** What has just been done, as the address of the page says after a form was sent. */
function doneOf({ saved, withdrawn }: Readonly<Record<string, unknown>>): { readonly saved?: string } {
  if (withdrawn !== undefined) return { saved: 'withdrawn' };
  return typeof saved === 'string' ? { saved } : {};
}
