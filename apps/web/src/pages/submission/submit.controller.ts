import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  assessmentId,
  CheckAnswers,
  InputRefused,
  Installation,
  NotComplete,
  SubmitAssessment,
  type ApprovalGiven,
  type IncomingFile,
} from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { CONFIG } from '../../http/config-tokens.js';
import { seeOther } from '../../http/see-other.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf, fileError } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { submitFaults, submitView, type SubmitForm } from './submit-view.js';

const UNPROCESSABLE = 422;

@Controller()
export class SubmitController {
  constructor(
    private readonly check: CheckAnswers,
    private readonly submit: SubmitAssessment,
    private readonly pages: PageRenderer,
    private readonly csrf: Csrf,
    private readonly installation: Installation,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(ROUTES.submit)
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    return this.page(request, reply, { id, form: readForm({}), errors: [] });
  }

  /** Sent twice it answers twice the same: the submission that stands. */
  @Post(ROUTES.submit)
  @ReadsUpload()
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<string> {
    const upload = request.isMultipart() ? await readUpload(request, this.csrf, this.config.limits.file) : undefined;
    const form = readForm(upload?.body ?? body ?? {});
    try {
      const approval = approvalOf(form, upload?.file);
      if (approval === undefined) return await this.page(request, reply, { id, form, errors: this.noFile(request) });
      await this.submit.execute(actorOf(request), { assessment: assessmentId(id), approval });
    } catch (problem) {
      return await this.page(request, reply, { id, form, errors: this.errors(request, problem) });
    } finally {
      upload?.done();
    }
    return seeOther(reply, href(ROUTES.result, { assessment: assessmentId(id) }, { query: { submitted: '1' } }));
  }

  private noFile(request: FastifyRequest): FormErrors {
    return [{ field: 'file', message: this.pages.words(request).t('page.shell.fault.file.missing') }];
  }

  private errors(request: FastifyRequest, problem: unknown): FormErrors {
    // What is still open is told by the same page, with the approval kept as it was typed.
    if (problem instanceof NotComplete) return [];
    const words = this.pages.words(request);
    if (!(problem instanceof InputRefused)) return [fileError(words, problem, 'file')];
    return errorsOf(words, problem.faults, submitFaults(words));
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, form, errors }: { readonly id: string; readonly form: SubmitForm; readonly errors: FormErrors },
  ): Promise<string> {
    const check = await this.check.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request, check.published);
    return this.pages.render(request, reply, {
      name: 'submission/submit',
      title: words.t('page.submit.title'),
      agency: check.agency,
      published: check.published,
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: UNPROCESSABLE }),
      view: submitView(words, { ...check, largestFile: this.installation.evidenceFile }, form, errors),
    });
  }
}

function readForm(body: FormBody): SubmitForm {
  const fields = new FormFields(body);
  return {
    name: fields.text('name'),
    office: fields.text('office'),
    date: fields.text('date'),
    decision: fields.text('decision'),
    evidence: fields.text('evidence'),
    title: fields.text('title'),
    number: fields.text('number'),
    decided: fields.text('decided'),
    holder: fields.text('holder'),
    restricted: fields.ticked('restricted'),
  };
}

/** Undefined when a file was announced and none came. What a way of giving the decision does not need is left out. */
function approvalOf(form: SubmitForm, file: IncomingFile | undefined): ApprovalGiven | undefined {
  const approval = { name: form.name, function: form.office, date: form.date };
  const document = { title: form.title, number: form.number, date: form.decided, holder: form.holder };
  switch (form.decision) {
    case 'evidence':
      return { ...approval, evidence: form.evidence };
    case 'citation':
      return { ...approval, document: { ...document, restricted: form.restricted } };
    case 'file':
      return file && { ...approval, document: { ...document, restricted: form.restricted, file } };
    default:
      return approval;
  }
}
