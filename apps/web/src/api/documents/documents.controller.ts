import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  assessmentId,
  documentId,
  DownloadDocument,
  ListDocuments,
  PrintQuestionnaire,
  RequestDocument,
  RetryDocument,
  VerifyDocument,
  ViewDocument,
  type DocumentId,
  type StoredDocument,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { sendDownload } from '../../http/send-file.js';
import { API } from '../../api-paths.js';
import { href } from '../../paths.js';
import { Operation } from '../openapi/operation.js';
import { DocumentBody } from './document-body.js';

const ACCEPTED = 202;

@ApiTags('documents')
@Controller()
export class DocumentsApiController {
  constructor(
    private readonly list: ListDocuments,
    private readonly request: RequestDocument,
    private readonly print: PrintQuestionnaire,
  ) {}

  @Operation({ summary: 'Documents of an assessment, newest first', answers: 'Documents' })
  @Get(API.documents)
  async all(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const { documents, may } = await this.list.execute(actorOf(request), { assessment: assessmentId(id) });
    return { documents: documents.map(({ document, overdue }) => ({ ...shown(document), overdue })), may };
  }

  @Operation({
    summary: 'Ask for a document',
    description: 'It is made within seconds; look at `Location` until its state is ready.',
    takes: DocumentBody,
    answers: 'Created',
    status: 202,
    problems: [403, 409, 422],
  })
  @Post(API.documents)
  @HttpCode(ACCEPTED)
  async order(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: DocumentBody,
  ) {
    const document = await this.ordered(request, id, body);
    void reply.header('location', href(API.document, { document }));
    return { id: document };
  }

  private async ordered(request: FastifyRequest, id: string, { edition, ...wish }: DocumentBody): Promise<DocumentId> {
    const actor = actorOf(request);
    const common = { assessment: assessmentId(id), ...wish, reader: actor.language };
    const { document } =
      edition === 'blank' || edition === 'filled'
        ? await this.print.execute(actor, { ...common, filled: edition === 'filled' })
        : await this.request.execute(actor, { ...common, edition });
    return document;
  }
}

@ApiTags('documents')
@Controller()
export class DocumentApiController {
  constructor(
    private readonly view: ViewDocument,
    private readonly download: DownloadDocument,
    private readonly retry: RetryDocument,
    private readonly verify: VerifyDocument,
  ) {}

  @Operation({ summary: 'How far a document is', answers: 'Document' })
  @Get(API.document)
  async one(@Req() request: FastifyRequest, @Param('document') id: string) {
    const found = await this.view.execute(actorOf(request), { document: documentId(id) });
    const { document, file, overdue, mayRetry, verifyUrl } = found;
    return { ...shown(document), overdue, mayRetry, verifyUrl, size: file?.size };
  }

  @Operation({ summary: 'The PDF', file: true, problems: [409] })
  @Get(API.documentFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('document') id: string): Promise<void> {
    await sendDownload(reply, await this.download.execute(actorOf(request), { document: documentId(id) }));
  }

  @Operation({ summary: 'Ask again for a document that failed or does not come', status: 202, problems: [403, 409] })
  @Post(API.documentRetry)
  @HttpCode(ACCEPTED)
  async again(@Req() request: FastifyRequest, @Param('document') id: string): Promise<void> {
    await this.retry.execute(actorOf(request), { document: documentId(id) });
  }

  @Operation({
    summary: 'Is this document genuine?',
    description:
      'By its number, or by the SHA-256 of its file in hexadecimal. With the numbers that the file names in `found`, separated by commas, a changed file is told from an unknown one.',
    answers: 'Verification',
  })
  @ApiQuery({ name: 'found', required: false, schema: { type: 'string', maxLength: 200 } })
  @Get(API.verification)
  async genuine(@Param('document') typed: string, @Query('found') found: unknown) {
    return this.verify.execute({ typed, found: typeof found === 'string' ? found.slice(0, 200).split(',') : [] });
  }
}

/** Without the ids of rows that no address takes. */
function shown(document: StoredDocument) {
  const { id, kind, edition, form, state, requestedAt, startedAt, finishedAt, sha256, failure } = document;
  const outcome = document.kind === 'outcome' ? { outcomeSha256: document.outcomeSha256 } : {};
  return { id, kind, edition, ...form, state, requestedAt, startedAt, finishedAt, sha256, failure, ...outcome };
}
