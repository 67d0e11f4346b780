import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AddTask,
  agencyId,
  ChangeTask,
  Forbidden,
  InputRefused,
  ReportOnTask,
  RevisionConflict,
  taskId,
  ViewPlan,
  ViewTask,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf, type FaultWords } from '../shell/faults.js';
import { summaryOf } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { PROMISE_FIELDS, promiseForm, readPromiseForm, REPORT_FIELDS, type RefusedTask } from './task-forms.js';
import { TaskPages } from './task-pages.js';
import { PlanWords } from './plan-words.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;

@Controller()
export class TasksController {
  constructor(
    private readonly plan: ViewPlan,
    private readonly view: ViewTask,
    private readonly add: AddTask,
    private readonly change: ChangeTask,
    private readonly reporting: ReportOnTask,
    private readonly tasks: TaskPages,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.addTask)
  async newTask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    return this.newPage(request, reply, { id });
  }

  @Post(ROUTES.addTask)
  async addTask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body, ...PROMISE_FIELDS);
    const agency = agencyId(id);
    try {
      await this.add.execute(actorOf(request), { ...readPromiseForm(body), agency });
    } catch (problem) {
      return this.newPage(request, reply, { id, refused: this.refused(request, 'promise', body, problem) });
    }
    return seeOther(reply, href(ROUTES.plan, { agency }, { query: { said: 'added' } }));
  }

  @Get(ROUTES.task)
  async task(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return this.tasks.show(request, reply, { id, said: query['said'], state: query['state'] });
  }

  @Post(ROUTES.task)
  async changeTask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body, ...PROMISE_FIELDS);
    const expected = new FormFields(body).revision();
    try {
      await this.change.execute(actorOf(request), { ...readPromiseForm(body), task: taskId(id), expected });
    } catch (problem) {
      return this.again(request, reply, { id, refused: this.refused(request, 'promise', body, problem), problem });
    }
    return seeOther(reply, href(ROUTES.task, { task: id }, { query: { said: 'changed' } }));
  }

  @Post(ROUTES.reportTask)
  async report(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, ...REPORT_FIELDS));
    const [reason, measured, note] = [fields.text('reason'), fields.text('measured'), fields.text('note')];
    const delivery = { state: fields.text('state'), reason, measured, note };
    try {
      await this.reporting.execute(actorOf(request), { ...delivery, task: taskId(id), expected: fields.revision() });
    } catch (problem) {
      return this.again(request, reply, { id, refused: this.refused(request, 'report', body, problem), problem });
    }
    return seeOther(reply, href(ROUTES.task, { task: id }, { query: { said: 'reported' } }));
  }

  /** From a card of the board: the state alone, everything else as it stands. */
  @Post(ROUTES.moveTask)
  async move(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'state', 'revision'));
    const { task, agency } = await this.view.execute(actorOf(request), { task: taskId(id) });
    const stands = { ...(task.measured !== undefined && { measured: task.measured }) };
    const command = { ...stands, state: fields.text('state'), task: task.id, expected: fields.revision() };
    try {
      await this.reporting.execute(actorOf(request), command);
    } catch (problem) {
      return this.again(request, reply, { id, refused: this.refused(request, 'report', body, problem), problem });
    }
    const query = { said: 'moved' };
    return seeOther(reply, href(ROUTES.plan, { agency: agency.id }, { query, fragment: `task-${task.id}` }));
  }

  private again(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, refused, problem }: { readonly id: string; readonly refused: RefusedTask; readonly problem: unknown },
  ): Promise<string> {
    const conflict = problem instanceof RevisionConflict;
    return this.tasks.show(request, reply, { id, refused, conflict, status: conflict ? CONFLICT : UNPROCESSABLE });
  }

  private refused(request: FastifyRequest, form: RefusedTask['form'], body: FormBody, problem: unknown): RefusedTask {
    const words = this.pages.words(request);
    if (problem instanceof RevisionConflict) {
      return { form, body, errors: [{ message: words.t('page.plan.task.changed-elsewhere') }] };
    }
    if (!(problem instanceof InputRefused)) throw problem;
    return { form, body, errors: errorsOf(words, problem.faults, namesOf(words)) };
  }

  private async newPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, refused }: { readonly id: string; readonly refused?: RefusedTask },
  ): Promise<string> {
    const view = await this.plan.execute(actorOf(request), { agency: agencyId(id) });
    if (!view.may.edit) throw new Forbidden('plan.edit');
    const plan = PlanWords.of(this.pages, request, view);
    const { t } = plan.words;
    const title = t('page.plan.new.title');
    const { agency, colleagues } = view;
    const here = { agency: agency.id };
    return this.pages.render(request, reply, {
      name: 'plan/new',
      title,
      agency,
      hasErrors: refused !== undefined,
      ...(refused !== undefined && { status: UNPROCESSABLE }),
      view: {
        title,
        crumbs: [
          { href: href(ROUTES.agency, here), label: agency.name },
          { href: href(ROUTES.plan, here), label: t('page.plan.title') },
        ],
        errors: summaryOf(refused?.errors ?? []),
        edit: { action: href(ROUTES.addTask, here), ...promiseForm(plan, { colleagues, refused }) },
      },
    });
  }
}

const PROMISED = new Set(['what', 'ownerRole', 'ownerName', 'ownerId', 'due', 'indicator', 'target', 'reason']);

const namesOf = ({ t }: Words): FaultWords => ({
  field: (path) => path,
  label: (path) => t(PROMISED.has(path) ? `page.plan.task.field.${path}` : `plan.field.${path}`),
});
