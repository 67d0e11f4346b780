import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  documentId,
  DownloadWorkshopPaper,
  FreezeWorkshop,
  OrderWorkshopPaper,
  ViewWorkshopPapers,
  workshopId,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import { typedForm } from '../documents/chosen-form.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { papersView } from './papers-view.js';

const SAID = ['frozen', 'ordered', 'certificates'] as const;
type Said = (typeof SAID)[number];

/** What stays of a workshop, for those who lead it: the frozen outcome, its documents, and certificates. */
@Controller()
export class WorkshopPapersController {
  constructor(
    private readonly view: ViewWorkshopPapers,
    private readonly freezing: FreezeWorkshop,
    private readonly order: OrderWorkshopPaper,
    private readonly download: DownloadWorkshopPaper,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopPapers)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Query('said') said: unknown,
  ): Promise<string> {
    const words = this.pages.words(request);
    const view = await this.view.execute(actorOf(request), { workshop: workshopId(workshop) });
    const known = SAID.find((one) => one === said);
    return this.pages.render(request, reply, {
      name: 'workshops/papers',
      title: words.t('page.workshop-papers.title'),
      view: papersView(words, view, known),
    });
  }

  @Post(ROUTES.freezeWorkshop)
  async freeze(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.freezing.execute(actorOf(request), { workshop: workshopId(workshop) });
    return this.back(reply, workshop, 'frozen');
  }

  @Post(ROUTES.workshopPapers)
  async paper(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Body() body: FormBody,
  ): Promise<string> {
    await this.order.execute(actorOf(request), { workshop: workshopId(workshop), wish: this.wish(request, body) });
    return this.back(reply, workshop, 'ordered');
  }

  @Post(ROUTES.workshopCertificates)
  async certificates(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Body() body: FormBody,
  ): Promise<string> {
    await this.order.everybody(actorOf(request), { workshop: workshopId(workshop), wish: this.wish(request, body) });
    return this.back(reply, workshop, 'certificates');
  }

  @Get(ROUTES.workshopPaperFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Param('document') document: string,
  ): Promise<void> {
    const wanted = { workshop: workshopId(workshop), document: documentId(document) };
    await sendBytes(reply, await this.download.execute(actorOf(request), wanted));
  }

  private wish(request: FastifyRequest, body: FormBody) {
    const form = typedForm(demandFields(body, 'language', 'second', 'arrangement', 'format'));
    return { kind: 'outcome', ...form, reader: this.pages.words(request).language } as const;
  }

  private back(reply: FastifyReply, workshop: string, said: Said): string {
    return seeOther(reply, href(ROUTES.workshopPapers, { workshop }, { query: { said } }));
  }
}
