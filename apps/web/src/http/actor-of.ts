import type { Actor } from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { SignInRequired } from './sign-in-required.js';

/** Who asks, on a route that the guard keeps closed to strangers. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new SignInRequired();
  return request.actor;
}
