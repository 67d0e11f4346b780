import { FileTooLarge, VerifyDocument } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../../http/config-tokens.js';
import { Public } from '../../http/public.js';
import { seeOther } from '../../http/see-other.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { factsOf } from './uploaded-file.js';
import { VerifyPage } from './verify-page.js';

const LONGEST_QUERY = 200;

/** For whoever holds the paper or the file: its standing, its date and its instrument, and nothing of what it says. */
@Controller()
export class VerifyController {
  constructor(
    private readonly verify: VerifyDocument,
    private readonly page: VerifyPage,
    private readonly csrf: Csrf,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** By its number, or by the fingerprint of its file and the numbers that the file names. */
  @Public()
  @Get(ROUTES.verifyDocument)
  async document(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('document') typed: string,
    @Query('found') found: unknown,
  ): Promise<string> {
    const result = await this.verify.execute({ typed, found: listOf(found) });
    return this.page.show(request, reply, { typed, result });
  }

  /** From a browser that runs no script, or may not compute here: the file passes through, its fingerprint is asked for. */
  @Public()
  @Post(ROUTES.verifyFile)
  @ReadsUpload()
  async file(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.config.limits.file);
    try {
      if (upload.file === undefined) return this.page.show(request, reply, { typed: '', fault: 'none' });
      const { fingerprint, found } = await factsOf(upload.file.bytes);
      const query = { found: found.join(',') };
      return seeOther(reply, href(ROUTES.verifyDocument, { document: fingerprint }, { query }));
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error;
      return this.page.show(request, reply, { typed: '', fault: 'too-large' });
    } finally {
      upload.done();
    }
  }
}

const listOf = (query: unknown): readonly string[] =>
  typeof query === 'string' ? query.slice(0, LONGEST_QUERY).split(',') : [];
