import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EdgeProblem } from '../edge-problem.js';
import { bearerOf } from './bearer.js';

export const CSRF_FIELD = '_csrf';
const CSRF_HEADER = 'x-csrf-token';
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const VISITOR_BYTES = 16;

declare module 'fastify' {
  interface FastifyRequest {
    /** True when the token is still to be read from a multipart body, which no hook sees. */
    csrfPending?: boolean;
  }
}

export interface CsrfOptions {
  readonly secret: string;
  readonly sessionCookie: string;
  /** Sent along in the rooms of workshops alone; what is tied to it outlives the phone's being switched off. */
  readonly seatCookie: string;
  /** Whether people come over https: decides the cookie's prefix. */
  readonly secure: boolean;
}

/**
 * A token that only a page of this session can know, and the browser's own word on where a request comes from. The
 * token is a keyed digest of the session's cookie: nothing to store, gone with the session.
 */
export class Csrf {
  private readonly key: Buffer;
  readonly visitorCookie: string;

  constructor(private readonly options: CsrfOptions) {
    this.key = createHmac('sha256', options.secret).update('isonomia forms').digest();
    this.visitorCookie = options.secure ? '__Host-isonomia-visitor' : 'isonomia-visitor';
  }

  /** For the forms of a page; gives a stranger a cookie to tie the token to. */
  tokenFor(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.tie(request);
    if (known !== undefined) return this.sign(known);
    const visitor = randomBytes(VISITOR_BYTES).toString('base64url');
    void reply.setCookie(this.visitorCookie, visitor, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.options.secure,
    });
    request.cookies[this.visitorCookie] = visitor;
    return this.sign(visitor);
  }

  /** Throws unless the token belongs to the session that sends it. */
  check(request: FastifyRequest, token: unknown): void {
    const tie = this.tie(request);
    const fits = tie !== undefined && typeof token === 'string' && equal(token, this.sign(tie));
    if (!fits)
      throw new EdgeProblem(
        403,
        'csrf.refused',
        'The form is out of date: go back, load the page again and send it once more.',
      );
  }

  /** What a stranger and what somebody signed in are known by. */
  private tie(request: FastifyRequest): string | undefined {
    const { seatCookie, sessionCookie } = this.options;
    const { cookies } = request;
    return cookies[seatCookie] ?? cookies[sessionCookie] ?? cookies[this.visitorCookie];
  }

  private sign(tie: string): string {
    return createHmac('sha256', this.key).update(tie).digest('base64url');
  }
}

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Every request that may change something: from this site's own pages, and with the token of the session. */
export function registerCsrf(server: FastifyInstance, csrf: Csrf): void {
  // Before a byte of the body is read.
  server.addHook('onRequest', (request, _reply, done) => {
    done(isSafe(request) || isOurs(request) ? undefined : fromElsewhere());
  });
  server.addHook('preValidation', (request, _reply, done) => {
    try {
      if (!isSafe(request)) guard(request, csrf);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

const isSafe = ({ method }: FastifyRequest): boolean => SAFE_METHODS.has(method);

const fromElsewhere = (): EdgeProblem =>
  new EdgeProblem(403, 'csrf.refused', 'This was sent from another site, and not done.');

/** No form of ours sends plain text; those of other sites can, without the browser asking first. */
const isOurs = (request: FastifyRequest): boolean =>
  isFromHere(request) && (!typeOf(request).startsWith('text/plain') || bearerOf(request) !== undefined);

const typeOf = ({ headers }: FastifyRequest): string => (headers['content-type'] ?? '').trim().toLowerCase();

function guard(request: FastifyRequest, csrf: Csrf): void {
  // No browser adds a program's token by itself, and a request with one has no session to misuse.
  if (bearerOf(request) !== undefined) return;
  const type = typeOf(request);
  // No form of another site can send JSON: the browser would ask first, and no address here says yes.
  if (request.url.startsWith('/api/') && !isFormType(type)) return;
  if (type.startsWith('multipart/form-data') && request.headers[CSRF_HEADER] === undefined) {
    request.csrfPending = true;
    return;
  }
  csrf.check(request, request.headers[CSRF_HEADER] ?? fieldOf(request.body));
}

const isFormType = (type: string): boolean =>
  ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].some((form) => type.startsWith(form));

function fieldOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, CSRF_FIELD)
    ? (body as Readonly<Record<string, unknown>>)[CSRF_FIELD]
    : undefined;
}

/** Programs send neither header; browsers always send one of them with a form. */
function isFromHere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
