import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from './authenticator.js';
import { PUBLIC } from './public.js';
import { SignInRequired } from './sign-in-required.js';

/** Every route is closed unless it says `@Public()`; public ones still learn who asks, if somebody is signed in. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    // Health checks and assets carry no cookie, and must answer while the database does not.
    if (isPublic === true && request.headers.cookie === undefined) return true;
    const actor = await this.authenticator.actorOf(request, http.getResponse<FastifyReply>());
    if (actor !== undefined) request.actor = actor;
    else if (isPublic !== true) throw new SignInRequired();
    return true;
  }
}
