import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddEvidence,
  assessmentId,
  FileRefused,
  ReadEvidenceFile,
  RemoveEvidence,
  RestoreEvidence,
  storedEvidenceId,
  UNDO_HOURS,
  type AddEvidenceCommand,
  type EvidenceDetails,
  type EvidenceSource,
} from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { CONFIG } from '../../http/config-tokens.js';
import { sendDownload } from '../../http/send-file.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { EvidenceBody } from './evidence-body.js';

interface Place {
  readonly assessment: string;
  readonly question: string;
}

const CREATED = 201;

@ApiTags('evidence')
@Controller()
export class EvidenceApiController {
  constructor(
    private readonly add: AddEvidence,
    private readonly read: ReadEvidenceFile,
    private readonly remove: RemoveEvidence,
    private readonly restore: RestoreEvidence,
    private readonly csrf: Csrf,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Operation({
    summary: 'Prove an answer by a link or a citation',
    takes: EvidenceBody,
    answers: 'Created',
    status: 201,
    problems: [403, 409, 422],
  })
  @Post(API.questionEvidence)
  @HttpCode(CREATED)
  async cite(@Req() request: FastifyRequest, @Param() place: Place, @Body() body: EvidenceBody) {
    const source: EvidenceSource = body.kind === 'link' ? { kind: 'link', url: body.url ?? '' } : { kind: 'citation' };
    const { evidence } = await this.add.execute(actorOf(request), commandOf(place, body, source));
    return { id: evidence };
  }

  @Operation({
    summary: 'Prove an answer by a file',
    description:
      'The fields first, the file last. Its kind is read from its content, not from its name; plain text (CSV or TXT) must be UTF-8 without control characters.',
    takes: FILE_FORM(),
    answers: 'Created',
    status: 201,
    problems: [403, 409, 413, 415, 422],
  })
  @Post(API.questionEvidenceFile)
  @ReadsUpload()
  @HttpCode(CREATED)
  async attach(@Req() request: FastifyRequest, @Param() place: Place) {
    const actor = actorOf(request);
    const upload = await readUpload(request, this.csrf, this.config.limits.file);
    try {
      if (upload.file === undefined) throw new FileRefused('the form holds no file');
      const { restricted, ...fields } = upload.body;
      const details = { ...fields, restricted: restricted === 'true' || restricted === 'on' };
      const { evidence } = await this.add.execute(
        actor,
        commandOf(place, details, { kind: 'file', file: upload.file }),
      );
      return { id: evidence };
    } finally {
      upload.done();
    }
  }

  @Operation({
    summary: 'Remove evidence',
    description: `It can be restored while the assessment is a draft; its file is kept for ${UNDO_HOURS} hours.`,
    status: 204,
    problems: [403, 409],
  })
  @Delete(API.evidence)
  @HttpCode(204)
  async removed(@Req() request: FastifyRequest, @Param('evidence') id: string): Promise<void> {
    await this.remove.execute(actorOf(request), { evidence: storedEvidenceId(id) });
  }

  @Operation({
    summary: 'Restore removed evidence',
    description: 'The same evidence at its old place. Not found when it was never removed, or when its file is gone.',
    status: 204,
    problems: [403, 409],
  })
  @Post(API.restoredEvidence)
  @HttpCode(204)
  async restored(@Req() request: FastifyRequest, @Param('evidence') id: string): Promise<void> {
    await this.restore.execute(actorOf(request), { evidence: storedEvidenceId(id) });
  }

  @Operation({ summary: 'The file of a piece of evidence', file: true, problems: [403] })
  @Get(API.evidenceFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('evidence') id: string): Promise<void> {
    await sendDownload(reply, await this.read.execute(actorOf(request), { evidence: storedEvidenceId(id) }));
  }
}

/** A function, since decorators run before constants of this file have values. */
function FILE_FORM(): Readonly<Record<string, unknown>> {
  const text = { type: 'string' };
  const properties = {
    title: text,
    number: text,
    date: { type: 'string', format: 'date' },
    holder: text,
    page: text,
    restricted: { type: 'string', enum: ['true', 'false'] },
    option: text,
    file: { type: 'string', format: 'binary' },
  };
  return { type: 'object', required: ['title', 'file'], properties, 'x-multipart': true };
}

type Given = Partial<Omit<EvidenceBody, 'kind' | 'url'>>;

function commandOf({ assessment, question }: Place, given: Given, source: EvidenceSource): AddEvidenceCommand {
  const { title = '', number, date, holder, page, restricted = false, option } = given;
  const details: EvidenceDetails = {
    title,
    restricted,
    ...(isGiven(number) && { number }),
    ...(isGiven(date) && { date }),
    ...(isGiven(holder) && { holder }),
    ...(isGiven(page) && { page }),
  };
  return {
    assessment: assessmentId(assessment),
    question,
    details,
    source,
    ...(isGiven(option) && { option }),
  };
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';
