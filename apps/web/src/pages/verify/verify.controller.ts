import { VerifyDocument } from '@isonomia/application';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/public.js';
import { ROUTES } from '../../paths.js';
import { VerifyPage } from './verify-page.js';

/** For whoever holds the paper: genuine or unknown, its date and its instrument, and nothing of what it says. */
@Controller()
export class VerifyController {
  constructor(
    private readonly verify: VerifyDocument,
    private readonly page: VerifyPage,
  ) {}

  @Public()
  @Get(ROUTES.verifyDocument)
  async document(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('document') typed: string,
  ): Promise<string> {
    return this.page.show(request, reply, { typed, result: await this.verify.execute({ typed }) });
  }
}
