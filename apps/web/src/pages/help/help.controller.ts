import { Controller, Get, Req, Res } from '@nestjs/common';
import { InstrumentLibrary, type PublishedInstrument } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/public.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { glossaryView } from './glossary-view.js';
import { methodView } from './method-view.js';
import { statementView, type Statement } from './statement-view.js';

/** What anybody may read, signed in or not: how numbers come about, what words mean, and what we promise. */
@Controller()
export class HelpController {
  constructor(
    private readonly library: InstrumentLibrary,
    private readonly pages: PageRenderer,
  ) {}

  @Public()
  @Get(ROUTES.helpMethod)
  async method(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.aboutInstrument(request, reply, { page: 'method', view: methodView });
  }

  @Public()
  @Get(ROUTES.helpGlossary)
  async glossary(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.aboutInstrument(request, reply, { page: 'glossary', view: glossaryView });
  }

  @Public()
  @Get(ROUTES.accessibility)
  accessibility(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.statement(request, reply, 'accessibility');
  }

  @Public()
  @Get(ROUTES.privacy)
  privacy(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.statement(request, reply, 'privacy');
  }

  private async aboutInstrument(
    request: FastifyRequest,
    reply: FastifyReply,
    { page, view }: { readonly page: string; readonly view: (words: Words, published: PublishedInstrument) => object },
  ): Promise<string> {
    const [published] = await this.library.offered();
    const words = this.pages.words(request, published);
    const title = words.t(`page.help.${page}.title`);
    return this.pages.render(request, reply, {
      name: `help/${page}`,
      title,
      ...(published !== undefined && { published }),
      view: { title, ...(published === undefined ? { instrument: undefined } : view(words, published)) },
    });
  }

  private statement(request: FastifyRequest, reply: FastifyReply, statement: Statement): string {
    const words = this.pages.words(request);
    const view = statementView(words, statement);
    return this.pages.render(request, reply, { name: 'help/statement', title: view.title, view });
  }
}
