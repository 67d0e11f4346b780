import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';

const NONCE_BYTES = 16;
const YEAR_SECONDS = 31_536_000;

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Files, JSON and everything else that is no page loads nothing, even when somebody opens it as one. */
const INERT = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Helmet's headers, and a policy with a nonce of its own for every page. Nothing is `unsafe-…`. */
export async function registerSecurityHeaders(
  server: FastifyInstance,
  options: { readonly https: boolean },
): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: options.https ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
  });
  const nonces = new WeakMap<FastifyReply, string>();
  server.decorateReply('nonce', {
    getter(): string {
      const nonce = nonces.get(this) ?? randomBytes(NONCE_BYTES).toString('base64');
      nonces.set(this, nonce);
      return nonce;
    },
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
    if (!reply.hasHeader('content-security-policy')) {
      void reply.header('content-security-policy', isPage ? policy(reply.nonce) : INERT);
    }
    if (!reply.hasHeader('permissions-policy') && isPage) {
      void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    }
    // What somebody signed in has seen must not be found in the browser's cache by whoever comes next.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
