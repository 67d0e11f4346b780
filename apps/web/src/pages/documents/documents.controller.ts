import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  assessmentId,
  documentId,
  DownloadDocument,
  InputRefused,
  ListDocuments,
  PrintQuestionnaire,
  RequestDocument,
  RetryDocument,
  ViewDocument,
  type Assessment,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendDownload } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { typedForm, type TypedForm } from './chosen-form.js';
import { documentsView, documentView } from './documents-view.js';

const UNPROCESSABLE = 422;
/** Where the field of a form has another name than that of the command. */
const FIELDS: Readonly<Record<string, string>> = { languages: 'language' };

interface Shown {
  readonly id: string;
  readonly edition: string;
  readonly typed: TypedForm;
  readonly problem?: InputRefused;
}

@Controller()
export class DocumentsController {
  constructor(
    private readonly list: ListDocuments,
    private readonly request: RequestDocument,
    private readonly print: PrintQuestionnaire,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.documents)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    return this.show(request, reply, { id, edition: '', typed: {} });
  }

  @Post(ROUTES.documents)
  async order(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const edition = new FormFields(body).text('edition');
    const typed = typedForm(body);
    try {
      const command = { assessment: assessmentId(id), edition, ...typed, reader: this.pages.words(request).language };
      const { document } = await this.request.execute(actorOf(request), command);
      return seeOther(reply, href(ROUTES.document, { document }));
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.show(request, reply, { id, edition, typed, problem });
    }
  }

  /** Printing makes a document: an address that is only looked at leads to the button. */
  @Get(ROUTES.questionnaire)
  questionnaires(@Res({ passthrough: true }) reply: FastifyReply, @Param('assessment') id: string): string {
    return seeOther(reply, href(ROUTES.documents, { assessment: assessmentId(id) }, { fragment: 'questionnaire' }));
  }

  /** Made like any document: what is printed takes a moment, and is kept. */
  @Post(ROUTES.questionnaire)
  async questionnaire(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const filled = new FormFields(body).text('edition') === 'filled';
    const wish = { ...typedForm(body), reader: this.pages.words(request).language };
    const command = { assessment: assessmentId(id), filled, ...wish };
    const { document } = await this.print.execute(actorOf(request), command);
    return seeOther(reply, href(ROUTES.document, { document }));
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, edition, typed, problem }: Shown,
  ): Promise<string> {
    const list = await this.list.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request);
    const field = (path: string): string => FIELDS[path] ?? path;
    const label = (path: string): string =>
      words.t(path === 'edition' ? 'page.documents.edition.label' : `page.documents.form.${field(path)}`);
    const errors: FormErrors = problem === undefined ? [] : errorsOf(words, problem.faults, { field, label });
    return this.pages.render(request, reply, {
      name: 'documents/list',
      title: words.t('page.documents.title'),
      agency: headerOf(list.assessment),
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: UNPROCESSABLE }),
      view: documentsView(words, { list, edition, typed, errors }),
    });
  }
}

@Controller()
export class DocumentController {
  constructor(
    private readonly view: ViewDocument,
    private readonly download: DownloadDocument,
    private readonly retry: RetryDocument,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.document)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('document') id: string,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { document: documentId(id) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'documents/document',
      title: words.t('page.documents.title'),
      agency: headerOf(view.assessment),
      view: documentView(words, view),
    });
  }

  @Get(ROUTES.documentFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('document') id: string): Promise<void> {
    await sendDownload(reply, await this.download.execute(actorOf(request), { document: documentId(id) }));
  }

  @Post(ROUTES.retryDocument)
  async again(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('document') id: string,
  ): Promise<string> {
    const document = documentId(id);
    await this.retry.execute(actorOf(request), { document });
    return seeOther(reply, href(ROUTES.document, { document }));
  }
}

const headerOf = ({ agencyId, agencyName, agencyFictional }: Assessment) => ({
  id: agencyId,
  name: agencyName,
  fictional: agencyFictional,
});
