import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { VerifyDocument, type VerificationResult } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/public.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { field } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

const NOT_FOUND = 404;
const LONGEST_ID = 40;

/** For whoever holds the paper: genuine or unknown, its date and its instrument, and nothing of what it says. */
@Controller()
export class VerifyController {
  constructor(
    private readonly verify: VerifyDocument,
    private readonly pages: PageRenderer,
  ) {}

  @Public()
  @Get(ROUTES.verify)
  form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('id') typed: unknown,
  ): string {
    const id = typeof typed === 'string' ? typed.trim().slice(0, LONGEST_ID) : '';
    if (id !== '') {
      return seeOther(reply, href(ROUTES.verifyDocument, { document: id }), 302);
    }
    return this.page(request, reply, { typed: '' });
  }

  @Public()
  @Get(ROUTES.verifyDocument)
  async document(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('document') typed: string,
  ): Promise<string> {
    return this.page(request, reply, { typed, result: await this.verify.execute({ typed }) });
  }

  private page(request: FastifyRequest, reply: FastifyReply, asked: Asked): string {
    const words = this.pages.words(request);
    // A document is shown around: whoever checks it must not leave word of where they came from.
    void reply.header('x-robots-tag', 'noindex');
    return this.pages.render(request, reply, {
      name: 'verify/verify',
      title: words.t('page.verify.title'),
      ...(asked.result?.verdict === 'unknown' && { status: NOT_FOUND }),
      view: verifyView(words, asked),
    });
  }
}

interface Asked {
  readonly typed: string;
  readonly result?: VerificationResult;
}

function verifyView({ t, format }: Words, { typed, result }: Asked): object {
  const genuine =
    result?.verdict === 'genuine'
      ? {
          id: result.document,
          issued: format.date(result.issuedOn),
          instrument: `${result.instrumentId} ${result.instrumentVersion}`,
        }
      : undefined;
  return {
    title: t('page.verify.title'),
    genuine,
    unknown: result?.verdict === 'unknown' ? t('page.verify.unknown', { id: typed.slice(0, LONGEST_ID) }) : '',
    action: ROUTES.verify,
    field: field('id', t('page.verify.id'), {
      value: genuine === undefined ? typed.slice(0, LONGEST_ID) : '',
      hint: t('page.verify.id-hint'),
      width: 'width-short',
      autocomplete: 'off',
      maxlength: LONGEST_ID,
    }),
  };
}
