import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from '../authenticator.js';
import { EdgeProblem } from '../edge-problem.js';
import { ActorReader } from './actor-reader.js';
import { bearerOf } from './bearer.js';
import { passCookies } from './pass-cookies.js';
import { TokenReader } from './token-reader.js';
import { scopeOf } from './token-scope.js';

/** The guard's question, answered from a program's token or else from the session's cookie. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    @Inject(ActorReader) private readonly reader: ActorReader,
    @Inject(TokenReader) private readonly tokens: TokenReader,
  ) {
    super();
  }

  async actorOf(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
    const token = bearerOf(request);
    if (token !== undefined) return this.actorOfToken(token, request);
    const found = await this.reader.read(request.headers.cookie);
    if (found === undefined) return undefined;
    passCookies(reply, found.setCookies);
    return found.actor;
  }

  /** Here and not beside the routes: an address that nobody thought of is closed to tokens of the wrong scope too. */
  private async actorOfToken(token: string, request: FastifyRequest): Promise<Actor | undefined> {
    const actor = await this.tokens.read(token);
    if (actor?.assurance?.kind !== 'token') return undefined;
    const scope = scopeOf(request.method, request.routeOptions.url ?? '');
    if (scope !== undefined && actor.assurance.scopes.includes(scope)) return actor;
    const detail = scope === undefined ? 'No token opens this address.' : `The token lacks the scope “${scope}”.`;
    throw new EdgeProblem(403, 'token.scope', detail);
  }
}
