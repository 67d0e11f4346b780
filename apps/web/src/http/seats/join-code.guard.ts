import { JoinWorkshop, type JoinOffer } from '@isonomia/application';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BY_JOIN_CODE } from './by-join-code.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard, on routes that are opened by codes. */
    joinOffer?: JoinOffer;
  }
}

/** Stands behind the count of requests, so that guessing is counted. */
@Injectable()
export class JoinCodeGuard implements CanActivate {
  constructor(
    @Inject(JoinWorkshop) private readonly join: JoinWorkshop,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = this.reflector.getAllAndOverride<boolean | undefined>(BY_JOIN_CODE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (marked !== true) return true;
    const http = context.switchToHttp();
    void http.getResponse<FastifyReply>().header('x-robots-tag', 'noindex, nofollow, noarchive');
    const request = http.getRequest<FastifyRequest>();
    request.joinOffer = await this.join.execute({ code: codeIn(request) });
    return true;
  }
}

/** Of the address where a page is asked for, of the form where one is sent. */
function codeIn({ method, query, body }: FastifyRequest): string {
  const given = (method === 'GET' || method === 'HEAD' ? query : body) as Readonly<Record<string, unknown>> | undefined;
  const code = given !== undefined && Object.hasOwn(given, 'code') ? given['code'] : undefined;
  return typeof code === 'string' ? code : '';
}
