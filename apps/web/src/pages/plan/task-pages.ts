import { taskId, ViewTask } from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { PlanWords } from './plan-words.js';
import { taskView, type TaskPage } from './task-view.js';

/** The page of one task, for whatever form of it was refused. */
@Injectable()
export class TaskPages {
  constructor(
    private readonly view: ViewTask,
    private readonly pages: PageRenderer,
  ) {}

  async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, status, ...page }: TaskPage & { readonly id: string; readonly status?: number },
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { task: taskId(id) });
    const instruments = view.published === undefined ? [] : [view.published];
    const plan = PlanWords.of(this.pages, request, { ...view, instruments });
    return this.pages.render(request, reply, {
      name: 'plan/task',
      title: plan.title(view.task),
      agency: view.agency,
      hasErrors: page.refused !== undefined,
      ...(status !== undefined && { status }),
      view: taskView(plan, view, page),
    });
  }
}
