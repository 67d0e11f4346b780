import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from '../authenticator.js';
import { ActorReader } from './actor-reader.js';
import { passCookies } from './pass-cookies.js';

/** The guard's question, answered from the session's cookie. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(@Inject(ActorReader) private readonly reader: ActorReader) {
    super();
  }

  async actorOf(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
    const found = await this.reader.read(request.headers.cookie);
    if (found === undefined) return undefined;
    passCookies(reply, found.setCookies);
    return found.actor;
  }
}
