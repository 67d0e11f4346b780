import type { FastifyReply } from 'fastify';

/** Cookies as the account library worded them, beside those that others have set. */
export function passCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) void reply.header('set-cookie', cookie);
}
