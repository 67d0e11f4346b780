import { demandFreshProof, type Actor } from '@isonomia/application';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from './authenticator.js';
import { BY_PERSONAL_LINK } from './links/by-personal-link.js';
import { BEFORE_SECOND_FACTOR, FRESH_PROOF } from './proof.js';
import { BY_JOIN_CODE } from './seats/by-join-code.js';
import { BY_WORKSHOP_SEAT } from './seats/by-workshop-seat.js';
import { PUBLIC } from './public.js';
import { SecondFactorRequired } from './second-factor-required.js';
import { SignInRequired } from './sign-in-required.js';

/** By another credential than an account. */
const OTHERWISE_OPENED = [BY_PERSONAL_LINK, BY_WORKSHOP_SEAT, BY_JOIN_CODE];

/**
 * Every route is closed unless it says `@Public()`; public ones still learn who asks, if somebody is signed in. What a
 * personal link or a seat in a workshop opens is its guard's to close, and asks for nobody: who is signed in there counts
 * for nothing. Whoever
 * still owes a second factor is nobody yet, except on the routes that settle it.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (OTHERWISE_OPENED.some((mark) => this.says(context, mark))) return true;
    const isPublic = this.says(context, PUBLIC);
    // Health checks and assets carry no cookie, and must answer while the database does not.
    if (isPublic && request.headers.cookie === undefined) return true;
    const actor = await this.authenticator.actorOf(request, http.getResponse<FastifyReply>());
    if (actor === undefined) {
      if (!isPublic) throw new SignInRequired();
      return true;
    }
    const owes = owedBy(actor);
    if (owes !== undefined && !this.says(context, BEFORE_SECOND_FACTOR)) {
      if (!isPublic) throw new SecondFactorRequired(owes);
      return true;
    }
    request.actor = actor;
    if (this.says(context, FRESH_PROOF)) demandFreshProof(actor, new Date());
    return true;
  }

  private says(context: ExecutionContext, mark: string): boolean {
    const said = this.reflector.getAllAndOverride<boolean | undefined>(mark, [
      context.getHandler(),
      context.getClass(),
    ]);
    return said === true;
  }
}

const owedBy = ({ assurance }: Actor): 'proof' | 'set-up' | undefined =>
  assurance?.kind === 'session' ? assurance.owes : undefined;
