import type { Actor } from '@isonomia/application';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; set by the guard, absent on public routes for strangers. */
    actor?: Actor;
  }
  interface FastifyReply {
    /** Of this response's Content-Security-Policy: the value of `nonce` on a script or style element. */
    readonly nonce: string;
  }
}

/** Programs get problem details, people a page: by address first, since `Accept: *\/*` says nothing. */
export function wantsJson(request: {
  readonly url: string;
  readonly headers: { readonly accept?: string | undefined };
}): boolean {
  if (request.url.startsWith('/api/') || request.url.startsWith('/health/')) return true;
  const accept = request.headers.accept ?? '';
  return accept.includes('json') && !accept.includes('text/html');
}
