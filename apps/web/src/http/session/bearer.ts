import type { FastifyRequest } from 'fastify';

type Asked = Pick<FastifyRequest, 'url' | 'headers'>;

/**
 * The token of a program; undefined where there is none and on every page, which no token opens. A request that brings one
 * is the token's and nobody else's: its cookies count for nothing, so no browser can be made to lend it a session.
 */
export function bearerOf({ url, headers }: Asked): string | undefined {
  if (!url.startsWith('/api/')) return undefined;
  return /^Bearer +(\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
}
