import { InstrumentLibrary, NotFound, type PublishedInstrument } from '@isonomia/application';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/public.js';
import { seeOther } from '../../http/see-other.js';
import { type ABOUT, href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { typedNumber, VerifyPage } from '../verify/verify-page.js';
import { glossaryView } from './glossary-view.js';
import { methodView } from './method-view.js';
import { TranslationsPage } from './translations-page.js';
import { statementView, type Statement } from './statement-view.js';

const FOUND = 302;

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly query: Readonly<Record<string, unknown>>;
}
type Show = (visit: Visit) => string | Promise<string>;

/** What anybody may read, signed in or not: how numbers come about, what words mean, and what we promise. */
@Controller()
export class AboutController {
  /** Public all of them: who reads one need not be asked who they are, whatever is added here. */
  private readonly shown: Readonly<Record<keyof typeof ABOUT, Show>> = {
    method: (visit) => this.aboutInstrument(visit, 'method', methodView),
    glossary: (visit) => this.aboutInstrument(visit, 'glossary', glossaryView),
    accessibility: (visit) => this.statement(visit, 'accessibility'),
    privacy: (visit) => this.statement(visit, 'privacy'),
    languages: (visit) => this.languages(visit),
    verify: (visit) => this.verify(visit),
  };

  constructor(
    private readonly library: InstrumentLibrary,
    private readonly verification: VerifyPage,
    private readonly pages: PageRenderer,
    private readonly translations: TranslationsPage,
  ) {}

  @Public()
  @Get(ROUTES.about)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('page') page: string,
    @Query() query: Visit['query'],
  ): Promise<string> {
    if (!this.has(page)) throw new NotFound('page');
    return this.shown[page]({ request, reply, query });
  }

  private has(page: string): page is keyof typeof ABOUT {
    return Object.hasOwn(this.shown, page);
  }

  private async aboutInstrument(
    { request, reply }: Visit,
    page: 'method' | 'glossary',
    view: (words: Words, published: PublishedInstrument) => object,
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

  private statement({ request, reply }: Visit, statement: Statement): string {
    const words = this.pages.words(request);
    const view = statementView(words, statement);
    return this.pages.render(request, reply, { name: 'help/statement', title: view.title, view });
  }

  /** How the translations came to be, and how far people have read them. */
  private async languages({ request, reply }: Visit): Promise<string> {
    const words = this.pages.words(request);
    const view = this.translations.view(words, await this.library.offered());
    return this.pages.render(request, reply, { name: 'help/translations', title: view.title, view });
  }

  /** Where the number of a document is typed in; the answer has the address that the paper bears. */
  private verify({ request, reply, query }: Visit): string {
    const document = typedNumber(query['id']);
    if (document !== '') return seeOther(reply, href(ROUTES.verifyDocument, { document }), FOUND);
    return this.verification.show(request, reply, { typed: '' });
  }
}
