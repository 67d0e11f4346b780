import { DownloadRegionalReport, releaseId, RequestRegionalReport, ViewRegionalReport } from '@isonomia/application';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { regionalReportView } from './regional-report-view.js';

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
  ): Promise<string> {
    const words = this.pages.words(request);
    const view = await this.view.execute(actorOf(request), { release: releaseId(id), language: words.language });
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
  ): Promise<string> {
    const release = releaseId(id);
    const { language } = this.pages.words(request);
    await this.order.execute(actorOf(request), { release, language });
    return seeOther(reply, href(ROUTES.releaseReport, { release }));
  }

  @Get(ROUTES.releaseReportFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('release') id: string): Promise<void> {
    const { language } = this.pages.words(request);
    const { name, bytes } = await this.download.execute(actorOf(request), { release: releaseId(id), language });
    await sendBytes(reply, { name, mediaType: 'application/pdf', bytes });
  }
}
