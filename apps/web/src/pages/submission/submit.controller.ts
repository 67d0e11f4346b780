import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { assessmentId, CheckAnswers, InputRefused, NotComplete, SubmitAssessment } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { submitFaults, submitView, type SubmitForm } from './submit-view.js';

const UNPROCESSABLE = 422;
const EMPTY: SubmitForm = { name: '', office: '', date: '', evidence: '' };

@Controller()
export class SubmitController {
  constructor(
    private readonly check: CheckAnswers,
    private readonly submit: SubmitAssessment,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.submit)
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    return this.page(request, reply, { id, form: EMPTY });
  }

  /** Sent twice it answers twice the same: the submission that stands. */
  @Post(ROUTES.submit)
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const form = readForm(body);
    const assessment = assessmentId(id);
    try {
      const approval = {
        name: form.name,
        function: form.office,
        date: form.date,
        ...(form.evidence !== '' && { evidence: form.evidence }),
      };
      await this.submit.execute(actorOf(request), { assessment, approval });
      return seeOther(reply, href(ROUTES.result, { assessment }, { query: { submitted: '1' } }));
    } catch (problem) {
      // What is still open is told by the same page, with the approval kept as it was typed.
      if (problem instanceof NotComplete) return this.page(request, reply, { id, form });
      if (!(problem instanceof InputRefused)) throw problem;
      return this.page(request, reply, { id, form, problem });
    }
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, form, problem }: { readonly id: string; readonly form: SubmitForm; readonly problem?: InputRefused },
  ): Promise<string> {
    const check = await this.check.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request, check.published);
    const errors: FormErrors = problem === undefined ? [] : errorsOf(words, problem.faults, submitFaults(words));
    return this.pages.render(request, reply, {
      name: 'submission/submit',
      title: words.t('page.submit.title'),
      agency: check.agency,
      published: check.published,
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: UNPROCESSABLE }),
      view: submitView(words, check, form, errors),
    });
  }
}

function readForm(body: FormBody): SubmitForm {
  const fields = new FormFields(body);
  return {
    name: fields.text('name'),
    office: fields.text('office'),
    date: fields.text('date'),
    evidence: fields.text('evidence'),
  };
}
