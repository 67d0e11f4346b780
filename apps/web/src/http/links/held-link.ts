import { LinkUnusable, type HeldLink } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard, on routes that are opened by personal links. */
    heldLink?: HeldLink;
  }
}

/** Which link asks. A handler that forgot to say that it is opened by links finds none. */
export function linkOf(request: FastifyRequest): HeldLink {
  if (request.heldLink === undefined) throw new LinkUnusable();
  return request.heldLink;
}

/** Where the cookie goes along, and nowhere else. */
const PATH = '/shared';
/** A working day; then the link is followed again. */
const COOKIE_SECONDS = 12 * 3600;

/**
 * The secret of a link once it was followed: in the address it would stand in the history of the browser, in bookmarks and
 * in what programs on the way write down.
 */
export class LinkCookie {
  readonly name: string;

  constructor(private readonly options: { readonly secure: boolean }) {
    this.name = options.secure ? '__Secure-isonomia-link' : 'isonomia-link';
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  keep(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, { ...this.attributes(), maxAge: COOKIE_SECONDS });
  }

  forget(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes());
  }

  private attributes() {
    return { path: PATH, httpOnly: true, sameSite: 'lax', secure: this.options.secure } as const;
  }
}

/** Of the address that a link leads to; undefined on every other. */
export function secretIn({ routeOptions, query }: FastifyRequest): string | undefined {
  if (routeOptions.url !== PATH) return undefined;
  const { token } = query as Readonly<Record<string, unknown>>;
  return typeof token === 'string' ? token : undefined;
}
