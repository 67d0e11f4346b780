import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  documentId,
  DownloadShared,
  HoldLink,
  LinkSpent,
  ListShared,
  OrderShared,
  ViewShared,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByPersonalLink } from '../../http/links/by-personal-link.js';
import { LinkCookie, linkOf, secretIn } from '../../http/links/held-link.js';
import { seeOther } from '../../http/see-other.js';
import { sendDownload } from '../../http/send-file.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { sharedDocumentView, sharedListView } from './shared-view.js';

const TOO_MANY = 429;

/** For whoever holds a personal link: no account, no name of anybody signed in, and nothing but what the link opens. */
@ByPersonalLink()
@Controller()
export class SharedController {
  constructor(
    private readonly hold: HoldLink,
    private readonly list: ListShared,
    private readonly ordering: OrderShared,
    private readonly view: ViewShared,
    private readonly download: DownloadShared,
    private readonly cookie: LinkCookie,
    private readonly pages: PageRenderer,
  ) {}

  /** The secret of the address goes into a cookie, and the address is left behind. */
  @Get(ROUTES.shared)
  async page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const secret = secretIn(request);
    await this.hold.open(linkOf(request), { followed: secret !== undefined });
    if (secret === undefined) return this.show(request, reply, {});
    this.cookie.keep(reply, secret);
    return seeOther(reply, ROUTES.shared);
  }

  @Post(ROUTES.orderShared)
  async order(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'kind', 'subject', 'language', 'format'));
    const [kind, subject, language] = [fields.text('kind'), fields.text('subject'), fields.text('language')];
    try {
      const command = { kind, subject, language, format: fields.text('format') };
      const { document } = await this.ordering.execute(linkOf(request), command);
      return seeOther(reply, href(ROUTES.sharedDocument, { document }));
    } catch (problem) {
      if (!(problem instanceof LinkSpent)) throw problem;
      return this.show(request, reply, { spent: true });
    }
  }

  /** On a computer that others use too. */
  @Post(ROUTES.leaveShared)
  leave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    this.cookie.forget(reply);
    const words = this.pages.words(request);
    return this.pages.render(request, reply, { name: 'shared/left', title: words.t('page.shared.left'), view: {} });
  }

  @Get(ROUTES.sharedDocument)
  async document(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('document') id: string,
  ): Promise<string> {
    const view = await this.view.execute(linkOf(request), { document: documentId(id) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'shared/document',
      title: words.t(`page.shared.kind.${view.document.kind}`),
      view: sharedDocumentView(words, view),
    });
  }

  @Get(ROUTES.sharedFile)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('document') id: string): Promise<void> {
    await sendDownload(reply, await this.download.execute(linkOf(request), { document: documentId(id) }));
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { spent = false }: { readonly spent?: boolean },
  ): Promise<string> {
    const link = linkOf(request);
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'shared/list',
      title: words.t('page.shared.title'),
      ...(spent && { status: TOO_MANY }),
      view: sharedListView(words, link, { list: await this.list.execute(link), spent }),
    });
  }
}
