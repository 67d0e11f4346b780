import { HoldLink } from '@isonomia/application';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BY_PERSONAL_LINK } from './by-personal-link.js';
import { LinkCookie, secretIn } from './held-link.js';

/**
 * Stands behind the count of requests, so that guessing is counted. Whatever is wrong with a link gets the same answer,
 * under the same address: none of it tells whether there ever was such a link.
 */
@Injectable()
export class LinkGuard implements CanActivate {
  constructor(
    @Inject(HoldLink) private readonly hold: HoldLink,
    @Inject(LinkCookie) private readonly cookie: LinkCookie,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = this.reflector.getAllAndOverride<boolean | undefined>(BY_PERSONAL_LINK, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (marked !== true) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const followed = secretIn(request);
    keepQuiet(http.getResponse<FastifyReply>(), followed !== undefined);
    request.heldLink = await this.hold.execute({ secret: followed ?? this.cookie.read(request) });
    return true;
  }
}

/** No search engine lists what a link opens, and an address with a secret in it is told to nobody. */
function keepQuiet(reply: FastifyReply, hasSecret: boolean): void {
  void reply.header('x-robots-tag', 'noindex, nofollow, noarchive').header('cache-control', 'no-store');
  // Elsewhere the address is clean, and old browsers prove by it where a form comes from.
  if (hasSecret) void reply.header('referrer-policy', 'no-referrer');
}
