import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  AddEvidence,
  assessmentId,
  InputRefused,
  NotFound,
  ReadEvidenceFile,
  RecordAnswer,
  storedEvidenceId,
  type EvidenceSource,
} from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { Answer, EvidenceId } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { CONFIG } from '../../http/config-tokens.js';
import { sendDownload } from '../../http/send-file.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload, type Upload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf, fileError } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { QuestionParameters } from './question-address.js';
import { QuestionPages } from './question-pages.js';

@Controller()
export class EvidenceController {
  constructor(
    private readonly add: AddEvidence,
    private readonly read: ReadEvidenceFile,
    private readonly record: RecordAnswer,
    private readonly questions: QuestionPages,
    private readonly pages: PageRenderer,
    private readonly csrf: Csrf,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post(ROUTES.addEvidence)
  @ReadsUpload()
  async addEvidence(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
  ): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.config.limits.file);
    try {
      const source = sourceOf(upload);
      if (source === undefined)
        return await this.again(request, reply, { parameters, body: upload.body }, this.noFile(request));
      await this.add.execute(actorOf(request), { ...commandOf(parameters, upload.body), source });
    } catch (problem) {
      return await this.again(request, reply, { parameters, body: upload.body }, this.errors(request, problem));
    } finally {
      upload.done();
    }
    return this.back(reply, parameters, 'evidence');
  }

  @Post(ROUTES.attachEvidence)
  async attach(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<string> {
    const chosen = storedEvidenceId(new FormFields(body).text('evidence'));
    return this.name(request, reply, { parameters, body }, (named) => [...new Set([...named, chosen])]);
  }

  @Post(ROUTES.detachEvidence)
  async detach(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<string> {
    const chosen = storedEvidenceId(new FormFields(body).text('evidence'));
    return this.name(request, reply, { parameters, body }, (named) => named.filter((id) => id !== chosen));
  }

  @Get(ROUTES.evidenceFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('evidence') id: string): Promise<void> {
    await sendDownload(reply, await this.read.execute(actorOf(request), { evidence: storedEvidenceId(id) }));
  }

  /** The same answer, naming other evidence: saved like any other change of it. */
  private async name(
    request: FastifyRequest,
    reply: FastifyReply,
    { parameters, body }: { readonly parameters: QuestionParameters; readonly body: FormBody },
    change: (named: readonly EvidenceId[]) => readonly EvidenceId[],
  ): Promise<string> {
    const { line } = await this.questions.load(request, parameters);
    const answer = line.current?.answer;
    if (answer === undefined || 'notAvailable' in answer) throw new NotFound('answer');
    const { evidence = [], ...rest } = answer;
    const changed: Answer = { ...rest, evidence: change(evidence) };
    await this.record.execute(actorOf(request), {
      assessment: assessmentId(parameters.assessment),
      question: parameters.question,
      answer: changed,
      expected: new FormFields(body).revision(),
    });
    return this.back(reply, parameters, 'evidence');
  }

  private async again(
    request: FastifyRequest,
    reply: FastifyReply,
    { parameters, body }: { readonly parameters: QuestionParameters; readonly body: FormBody },
    errors: FormErrors,
  ): Promise<string> {
    return this.questions.question(request, reply, parameters, { evidence: { body, errors } });
  }

  private noFile(request: FastifyRequest): FormErrors {
    return [{ field: 'file', message: this.pages.words(request).t('page.shell.fault.file.missing') }];
  }

  private errors(request: FastifyRequest, problem: unknown): FormErrors {
    const words = this.pages.words(request);
    if (!(problem instanceof InputRefused)) return [fileError(words, problem, 'file')];
    const label = (path: string): string =>
      words.t(`page.assessment.item.${path === 'title' ? 'evidence-title-label' : path}`);
    return errorsOf(words, problem.faults, { field: (path) => path, label });
  }

  private back(reply: FastifyReply, parameters: QuestionParameters, saved: string): string {
    return seeOther(reply, href(ROUTES.question, parameters, { query: { saved }, fragment: 'evidence' }));
  }
}

/** Undefined when a file was announced and none came. */
function sourceOf({ body, file }: Upload): EvidenceSource | undefined {
  if (body['how'] === 'file') return file === undefined ? undefined : { kind: 'file', file };
  return body['how'] === 'link' ? { kind: 'link', url: body['url'] ?? '' } : { kind: 'citation' };
}

function commandOf(parameters: QuestionParameters, body: Readonly<Record<string, string>>) {
  const fields = new FormFields(body);
  const given = (name: string) => (fields.text(name) === '' ? {} : { [name]: fields.text(name) });
  return {
    assessment: assessmentId(parameters.assessment),
    question: parameters.question,
    ...given('option'),
    details: {
      title: fields.text('title'),
      ...given('number'),
      ...given('date'),
      ...given('holder'),
      ...given('page'),
      restricted: fields.ticked('restricted'),
    },
  };
}
