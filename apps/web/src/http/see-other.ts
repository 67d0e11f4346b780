import type { FastifyReply } from 'fastify';

const SEE_OTHER = 303;

/** Sends the browser on, by GET, after a form was done with. The handler returns what this returns. */
export function seeOther(reply: FastifyReply, address: string, status: 302 | 303 = SEE_OTHER): string {
  void reply.status(status).header('location', address);
  return '';
}
