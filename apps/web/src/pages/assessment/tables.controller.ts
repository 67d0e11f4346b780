import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Downloads, NotFound, type DimensionView, type QuestionView } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload, wholeFile } from '../../http/upload.js';
import { ROUTES } from '../../paths.js';
import { fileError } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import type { FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { QuestionParameters } from './question-address.js';
import { QuestionPages } from './question-pages.js';
import { isTable, sheetWords, typedRows } from './sheet-view.js';
import { Spreadsheets, type TableFormat, type TableQuestion } from './spreadsheets.js';

const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
const FORMATS: readonly string[] = Object.keys(MEDIA_TYPES);

/** Tables out to a spreadsheet and back in. */
@Controller()
export class TablesController {
  constructor(
    private readonly questions: QuestionPages,
    private readonly sheets: Spreadsheets,
    private readonly pages: PageRenderer,
    private readonly csrf: Csrf,
    private readonly downloads: Downloads,
  ) {}

  @Get(ROUTES.template)
  async template(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() parameters: QuestionParameters & { readonly format: string },
  ): Promise<void> {
    const { format } = parameters;
    if (!isFormat(format)) throw new NotFound('template');
    const { view, question } = await this.table(request, parameters);
    const words = sheetWords(this.pages.words(request, view.published), question);
    const bytes = await this.sheets.template(question, words, view.agency, format);
    const { agency, assessment } = view;
    await this.downloads.ofTable(actorOf(request), {
      agency: agency.id,
      assessment: assessment.id,
      question: question.id,
    });
    await reply
      .type(MEDIA_TYPES[format])
      .header('content-disposition', `attachment; filename="${question.id}.${format}"`)
      .send(Buffer.from(bytes));
  }

  @Post(ROUTES.upload)
  @ReadsUpload()
  async upload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
  ): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.sheets.limit);
    try {
      const { view, question } = await this.table(request, parameters);
      const words = this.pages.words(request, view.published);
      if (upload.file === undefined) {
        return await this.again(request, reply, parameters, [
          { field: 'file', message: words.t('page.shell.fault.file.missing') },
        ]);
      }
      const file = { name: upload.file.name, bytes: await wholeFile(upload.file.bytes) };
      const bands = view.published.instrument.bands.map((band): string => band.id);
      const read = await this.sheets.read(file, question, sheetWords(words, question), bands);
      if (read.ok) return await this.shown(request, reply, parameters, typedRows(question, read.rows));
      const errors = read.faults.map(({ code, detail }) => ({ field: 'file', message: words.t(code, detail) }));
      return await this.again(request, reply, parameters, errors);
    } catch (problem) {
      return await this.again(request, reply, parameters, [fileError(this.pages.words(request), problem, 'file')]);
    } finally {
      upload.done();
    }
  }

  private async table(
    request: FastifyRequest,
    parameters: QuestionParameters,
  ): Promise<{ readonly view: DimensionView; readonly line: QuestionView; readonly question: TableQuestion }> {
    const { view, line } = await this.questions.load(request, parameters);
    if (!isTable(line.question)) throw new NotFound('table');
    return { view, line, question: line.question };
  }

  private shown(
    request: FastifyRequest,
    reply: FastifyReply,
    parameters: QuestionParameters,
    body: FormBody,
  ): Promise<string> {
    const typed = { question: parameters.question, body, errors: [], blankRows: 0 };
    return this.questions.question(request, reply, parameters, { typed, upload: { read: true, errors: [] } });
  }

  private again(
    request: FastifyRequest,
    reply: FastifyReply,
    parameters: QuestionParameters,
    errors: FormErrors,
  ): Promise<string> {
    return this.questions.question(request, reply, parameters, { upload: { read: false, errors } });
  }
}

const isFormat = (text: string): text is TableFormat => FORMATS.includes(text);
