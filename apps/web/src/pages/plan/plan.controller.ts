import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  BringDecisions,
  Downloads,
  InputRefused,
  RequestFollowUp,
  ViewPlan,
  type PlanView,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import { typedForm, type TypedForm } from '../documents/chosen-form.js';
import { errorsOf } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { PlanFiles } from './plan-files.js';
import { PLAN_FILTERS, planView } from './plan-view.js';
import { PlanWords } from './plan-words.js';
import { timelineView } from './timeline-view.js';

const UNPROCESSABLE = 422;

interface Shown {
  readonly id: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly edition?: string;
  readonly typed?: TypedForm;
  readonly errors?: FormErrors;
}

@Controller()
export class PlanController {
  constructor(
    private readonly view: ViewPlan,
    private readonly bring: BringDecisions,
    private readonly follow: RequestFollowUp,
    private readonly downloads: Downloads,
    private readonly files: PlanFiles,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.plan)
  async board(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return this.page(request, reply, { id, query });
  }

  @Get(ROUTES.planTimeline)
  async timeline(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    const view = await this.opened(request, id);
    const words = PlanWords.of(this.pages, request, view);
    const title = words.words.t('page.plan.timeline.title');
    const { agency } = view;
    return this.pages.render(request, reply, { name: 'plan/timeline', title, agency, view: timelineView(words, view) });
  }

  @Get(ROUTES.planFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { agency: id, format: typed }: Readonly<Record<'agency' | 'format', string>>,
  ): Promise<void> {
    const format = this.files.formatOf(typed);
    const view = await this.opened(request, id);
    const file = await this.files.write(PlanWords.of(this.pages, request, view), view, format);
    await this.downloads.ofPlan(actorOf(request), { agency: view.agency.id, format });
    await sendBytes(reply, file);
  }

  @Post(ROUTES.bringDecisions)
  async bringIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const agency = agencyId(id);
    await this.bring.execute(actorOf(request), { agency });
    return seeOther(reply, href(ROUTES.plan, { agency }, { query: { said: 'brought' } }));
  }

  @Post(ROUTES.followUp)
  async lookBack(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = demandFields(body, 'edition', 'language', 'second', 'arrangement', 'format');
    const edition = new FormFields(fields).text('edition');
    const typed = typedForm(fields);
    const words = this.pages.words(request);
    try {
      const asked = { agency: agencyId(id), edition, ...typed, reader: words.language };
      const { document } = await this.follow.execute(actorOf(request), asked);
      return seeOther(reply, href(ROUTES.document, { document }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const field = (path: string): string => (path === 'languages' ? 'language' : path);
      const label = (path: string): string =>
        words.t(path === 'edition' ? 'page.documents.edition.label' : `page.documents.form.${field(path)}`);
      const errors = errorsOf(words, problem.faults, { field, label });
      return this.page(request, reply, { id, edition, typed, errors });
    }
  }

  private opened(request: FastifyRequest, id: string): Promise<PlanView> {
    return this.view.execute(actorOf(request), { agency: agencyId(id) });
  }

  private async page(request: FastifyRequest, reply: FastifyReply, shown: Shown): Promise<string> {
    const { id, query = {}, edition = '', typed = {}, errors = [] } = shown;
    const view = await this.opened(request, id);
    const words = PlanWords.of(this.pages, request, view);
    const show = PLAN_FILTERS.find((one) => one === query['show']);
    const { said } = query;
    const asked = {
      ...(show !== undefined && { show }),
      ...(typeof said === 'string' && { said }),
      reader: actorOf(request).userId,
      edition,
      typed,
      errors,
    };
    return this.pages.render(request, reply, {
      name: 'plan/board',
      title: words.words.t('page.plan.title'),
      agency: view.agency,
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: UNPROCESSABLE }),
      view: planView(words, view, asked),
    });
  }
}
