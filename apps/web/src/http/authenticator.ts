import type { Actor } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Port of the guard: who sends this request? Bound to the account library in a module. */
export abstract class Authenticator {
  /** Undefined for a stranger. May set cookies on the reply, when a session is prolonged. */
  abstract actorOf(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined>;
}
