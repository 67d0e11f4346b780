import {
  DownloadRegionalReport,
  releaseId,
  REPORT_EDITIONS,
  RequestRegionalReport,
  ViewRegionalReport,
  type ReportEdition,
  type ReportWish,
} from '@isonomia/application';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { typedForm } from '../documents/chosen-form.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { regionalReportView, reportHref } from './regional-report-view.js';

/** The report of a release: ordered by the region, read by whoever may see the release. */
@Controller()
export class RegionalReportController {
  constructor(
    private readonly view: ViewRegionalReport,
    private readonly order: RequestRegionalReport,
    private readonly download: DownloadRegionalReport,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.releaseReport)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('release') id: string,
    @Query() query: unknown,
  ): Promise<string> {
    const words = this.pages.words(request);
    const view = await this.view.execute(actorOf(request), this.wish(request, id, query));
    return this.pages.render(request, reply, {
      name: 'release-files/report',
      title: words.t('page.report.title'),
      view: regionalReportView(words, view),
    });
  }

  @Post(ROUTES.releaseReport)
  async request(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('release') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const key = await this.order.execute(actorOf(request), this.wish(request, id, body));
    return seeOther(reply, reportHref(key, this.pages.words(request).language));
  }

  @Get(ROUTES.releaseReportFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('release') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const { name, mediaType, bytes } = await this.download.execute(actorOf(request), this.wish(request, id, query));
    await sendBytes(reply, { name, mediaType, bytes });
  }

  /** Anonymous unless the other edition is asked for by its name. */
  private wish(request: FastifyRequest, id: string, given: unknown): ReportWish {
    const typed = new FormFields(typeof given === 'object' && given !== null ? { ...given } : {}).text('edition');
    const edition = REPORT_EDITIONS.find((known): known is ReportEdition => known === typed) ?? 'anonymous';
    return { release: releaseId(id), edition, ...typedForm(given), reader: this.pages.words(request).language };
  }
}
