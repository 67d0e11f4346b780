import { Downloads, ReadRelease, releaseId } from '@isonomia/application';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { sendBytes } from '../../http/send-file.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { ReleaseFiles } from './release-files.js';

/** The numbers of a release in the formats that others work with; each download is audited. */
@Controller()
export class ReleaseFilesController {
  constructor(
    private readonly read: ReadRelease,
    private readonly downloads: Downloads,
    private readonly files: ReleaseFiles,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.releaseFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('release') id: string,
    @Param('format') typed: string,
  ): Promise<void> {
    const actor = actorOf(request);
    const release = releaseId(id);
    const published = await this.read.execute(actor, { release });
    const format = this.files.formatOf(typed);
    const words = this.pages.words(request, published.published);
    const file = await this.files.write(published, format, words);
    await this.downloads.ofRelease(actor, { release, format });
    await sendBytes(reply, file);
  }
}
