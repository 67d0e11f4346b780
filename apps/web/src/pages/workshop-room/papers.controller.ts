import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  documentId,
  DownloadOwnPaper,
  OrderOwnPaper,
  ViewOwnPapers,
  type OwnPapersView,
  type WorkshopPaper,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import { formChoices, typedForm } from '../documents/chosen-form.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import type { Words } from '../shell/words.js';
import { paperLine, refreshFor } from '../workshops/papers-view.js';
import { RoomPages } from './room-pages.js';

/** What a participant takes home, in one tap: the outcome in their language, and their own certificate. */
@ByWorkshopSeat()
@Controller()
export class RoomPapersController {
  constructor(
    private readonly view: ViewOwnPapers,
    private readonly order: OrderOwnPaper,
    private readonly download: DownloadOwnPaper,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomPapers)
  async page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshop-room/papers',
      title: words.t('page.workshop-papers.own.title'),
      part: 'more',
      view: ownPapersView(words, await this.view.execute(seatOf(request))),
    });
  }

  @Post(ROUTES.roomPapers)
  async ask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const known = demandFields(body, 'key', 'kind', 'language', 'second', 'arrangement', 'format');
    const kind = new FormFields(known).text('kind') === 'certificate' ? 'certificate' : 'outcome';
    const wish = { ...typedForm(known), reader: this.pages.words(request).language };
    await this.order.execute(seatOf(request), { kind, wish });
    return seeOther(reply, ROUTES.roomPapers);
  }

  @Get(ROUTES.roomPaperFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('document') document: string,
  ): Promise<void> {
    await sendBytes(reply, await this.download.execute(seatOf(request), { document: documentId(document) }));
  }
}

function ownPapersView(words: Words, { head, papers, days, languages }: OwnPapersView): object {
  const { t } = words;
  const of = (kind: WorkshopPaper['kind']) =>
    papers
      .filter((paper) => paper.kind === kind)
      .map((paper) => paperLine(words, paper, href(ROUTES.roomPaperFile, { document: paper.id })));
  return {
    action: ROUTES.roomPapers,
    refresh: refreshFor(papers),
    isThere: head?.stands === true,
    missing: t(`page.workshop-papers.own.${head === undefined ? 'outcome-none' : 'outcome-taken-back'}`),
    outcomes: of('outcome'),
    form: formChoices(words, { languages, typed: {} }),
    days: days > 0 ? t('page.workshop-papers.own.certificate-about', { count: days }) : undefined,
    certificates: of('certificate'),
  };
}
