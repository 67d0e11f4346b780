import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { assessmentId, InputRefused, ReturnAssessment, ValidateAssessment, ViewReview } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { returnView, validateView, type EndForm } from './review-end-view.js';

const UNPROCESSABLE = 422;
const BLANK: EndForm = { note: '', errors: [] };

type End = 'return' | 'validate';
const VIEWS = { return: returnView, validate: validateView };

/** Back to the agency, or closed for good: each asks first. */
@Controller()
export class ReviewEndController {
  constructor(
    private readonly view: ViewReview,
    private readonly giveBack: ReturnAssessment,
    private readonly validate: ValidateAssessment,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.returnAssessment)
  returnPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    return this.page(request, reply, { id, end: 'return', form: BLANK });
  }

  @Post(ROUTES.returnAssessment)
  async returned(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const note = noteIn(body);
    const done = () => this.giveBack.execute(actorOf(request), { assessment: assessmentId(id), note });
    const again = await this.refused(request, reply, { id, end: 'return', note }, done);
    return again ?? seeOther(reply, href(ROUTES.reviews, {}, { query: { saved: 'returned' } }));
  }

  @Get(ROUTES.validateAssessment)
  validatePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    return this.page(request, reply, { id, end: 'validate', form: BLANK });
  }

  @Post(ROUTES.validateAssessment)
  async validated(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const note = noteIn(body);
    const assessment = assessmentId(id);
    const done = () => this.validate.execute(actorOf(request), { assessment, note });
    const again = await this.refused(request, reply, { id, end: 'validate', note }, done);
    return again ?? seeOther(reply, href(ROUTES.result, { assessment }, { query: { validated: '1' } }));
  }

  /** The page once more with what was wrong; undefined when it was done. */
  private async refused(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, end, note }: { readonly id: string; readonly end: End; readonly note: string },
    done: () => Promise<unknown>,
  ): Promise<string | undefined> {
    try {
      await done();
      return undefined;
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const words = this.pages.words(request);
      const label = (): string => words.t(`page.review.${end}.note`);
      const errors = errorsOf(words, problem.faults, { field: (path) => path, label });
      return this.page(request, reply, { id, end, form: { note, errors } });
    }
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, end, form }: { readonly id: string; readonly end: End; readonly form: EndForm },
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request, view.published);
    const page = VIEWS[end](words, view, form);
    const hasErrors = form.errors.length > 0;
    return this.pages.render(request, reply, {
      name: `review/${end}`,
      title: page.title,
      agency: view.agency,
      published: view.published,
      ...(hasErrors && { hasErrors, status: UNPROCESSABLE }),
      view: page,
    });
  }
}

const noteIn = (body: FormBody): string => new FormFields(body).verbatim('note').replace(/\r\n?/g, '\n');
