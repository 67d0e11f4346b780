import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { agencyId, ListAgencyDocuments } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { agencyDocumentsView } from './agency-documents-view.js';

/** What an agency has had made, all of it. */
@Controller()
export class AgencyDocumentsController {
  constructor(
    private readonly list: ListAgencyDocuments,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.agencyDocuments)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    const found = await this.list.execute(actorOf(request), { agency: agencyId(id) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'documents/of-agency',
      title: words.t('page.agency-documents.title'),
      agency: found.agency,
      view: agencyDocumentsView(words, found),
    });
  }
}
