import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  AddTaskEvidence,
  InputRefused,
  ReadTaskEvidenceFile,
  RemoveTaskEvidence,
  storedEvidenceId,
  taskId,
  type EvidenceSource,
} from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { CONFIG } from '../../http/config-tokens.js';
import { seeOther } from '../../http/see-other.js';
import { sendDownload } from '../../http/send-file.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload, type Upload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf, fileError } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { TaskPages } from './task-pages.js';

const UNPROCESSABLE = 422;

/** What shows that a task was done. */
@Controller()
export class TaskEvidenceController {
  constructor(
    private readonly add: AddTaskEvidence,
    private readonly read: ReadTaskEvidenceFile,
    private readonly removal: RemoveTaskEvidence,
    private readonly tasks: TaskPages,
    private readonly pages: PageRenderer,
    private readonly csrf: Csrf,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post(ROUTES.addTaskEvidence)
  @ReadsUpload()
  async addEvidence(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('task') id: string,
  ): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.config.limits.file);
    try {
      const source = sourceOf(upload);
      if (source === undefined) return await this.again(request, reply, { id, upload, errors: this.noFile(request) });
      const details = detailsOf(upload.body);
      await this.add.execute(actorOf(request), { task: taskId(id), details, source });
    } catch (problem) {
      return await this.again(request, reply, { id, upload, errors: this.errors(request, problem) });
    } finally {
      upload.done();
    }
    return this.back(reply, id, 'evidence');
  }

  @Post(ROUTES.removeTaskEvidence)
  async remove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('evidence') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const wanted = { evidence: storedEvidenceId(id), removed: true };
    const { task } = await this.removal.execute(actorOf(request), wanted);
    return this.back(reply, task, 'removed');
  }

  @Post(ROUTES.restoreTaskEvidence)
  async restore(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('evidence') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const wanted = { evidence: storedEvidenceId(id), removed: false };
    const { task } = await this.removal.execute(actorOf(request), wanted);
    return this.back(reply, task, 'restored');
  }

  @Get(ROUTES.taskEvidenceFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('evidence') id: string): Promise<void> {
    await sendDownload(reply, await this.read.execute(actorOf(request), { evidence: storedEvidenceId(id) }));
  }

  private again(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, upload, errors }: { readonly id: string; readonly upload: Upload; readonly errors: FormErrors },
  ): Promise<string> {
    const refused = { form: 'evidence' as const, body: upload.body, errors };
    return this.tasks.show(request, reply, { id, refused, status: UNPROCESSABLE });
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

  private back(reply: FastifyReply, task: string, said: string): string {
    return seeOther(reply, href(ROUTES.task, { task }, { query: { said }, fragment: 'evidence' }));
  }
}

/** Undefined when a file was announced and none came. */
function sourceOf({ body, file }: Upload): EvidenceSource | undefined {
  if (body['how'] === 'file') return file === undefined ? undefined : { kind: 'file', file };
  return body['how'] === 'link' ? { kind: 'link', url: body['url'] ?? '' } : { kind: 'citation' };
}

function detailsOf(body: Upload['body']) {
  const fields = new FormFields(body);
  const optional = ['number', 'date', 'holder', 'page'].flatMap((name) => {
    const value = fields.text(name);
    return value === '' ? [] : [[name, value] as const];
  });
  return { title: fields.text('title'), restricted: fields.ticked('restricted'), ...Object.fromEntries(optional) };
}
