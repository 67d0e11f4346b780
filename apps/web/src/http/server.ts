import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { Config } from '@isonomia/config';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { ABOUT } from '../paths.js';
import { type Assets, registerAssets } from './assets.js';
import { EdgeProblem } from './edge-problem.js';
import { parseForm } from './form-body.js';
import { parseJsonBody, textOf } from './json-body.js';
import { registerKnownHosts } from './lan/known-hosts.js';
import { registerPlainHttp } from './lan/plain-http.js';
import { LineBuffer } from './line-buffer.js';
import { loggerOptions } from './logging.js';
import { shareOf } from './rate-kinds.js';
import { registerRateLimits } from './rate-limits.js';
import { registerSecurityHeaders } from './security-headers.js';
import './request.js';

/** A header that trickles, a request that trickles, and how often both are looked at. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const CHECK_INTERVAL_MS = 5_000;
const KEEP_ALIVE_MS = 5_000;
const COMPRESS_FROM_BYTES = 1_024;
const BROTLI_QUALITY = 4;
const MAXIMUM_FIELD_BYTES = 200_000;

export function createAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    ...serverOptions(config),
    ...(config.tls === undefined
      ? { http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CHECK_INTERVAL_MS } }
      : {
          https: {
            cert: readFileSync(config.tls.certFile),
            key: readFileSync(config.tls.keyFile),
            minVersion: 'TLSv1.2' as const,
            headersTimeout: HEADERS_TIMEOUT_MS,
            connectionsCheckingInterval: CHECK_INTERVAL_MS,
          },
        }),
  });
}

function serverOptions(config: Config): FastifyServerOptions {
  return {
    trustProxy: trustOf(config.trustProxy),
    rewriteUrl: (request) => typedAddress(request),
    bodyLimit: config.limits.body,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logger: { ...loggerOptions(config.logLevel), stream: new LineBuffer(process.stdout) },
    logController: new LogController({ disableRequestLogging: true }),
    // Who is still connected is answered to the end: the database is closed after the last answer.
    return503OnClosing: false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  };
}

/** What people type who have heard of it: the page itself stands among those that explain. */
function typedAddress({ method, url = '/' }: Pick<IncomingMessage, 'method' | 'url'>): string {
  return method === 'GET' && /^\/verify\/?(\?|$)/.test(url) ? url.replace(/^\/verify\/?/, ABOUT.verify) : url;
}

function trustOf(proxies: Config['trustProxy']): NonNullable<FastifyServerOptions['trustProxy']> {
  if (proxies === false) return false;
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : [...proxies];
}

/** Everything that stands before the routes. Registered before Nest adds its own. */
export async function registerHttp(server: FastifyInstance, config: Config, assets: Assets): Promise<void> {
  registerRequestLog(server);
  // Before whatever may refuse: a refusal carries the headers too.
  const { lan } = config;
  // A browser told to insist on https lets nobody past a certificate made by oneself, and remembers it for a year.
  await registerSecurityHeaders(server, { https: config.publicUrl.startsWith('https:') && lan === undefined });
  if (lan !== undefined) {
    registerPlainHttp(server, lan);
    registerKnownHosts(server, lan);
  }
  if (config.limits.rates) await registerRateLimits(server, shareOf(config.limits.webProcesses));
  registerUrlCheck(server);
  registerJsonParser(server);
  await server.register(compress, {
    encodings: ['br', 'gzip', 'identity'],
    // Answers are packed; nothing here unpacks what somebody sends.
    globalDecompression: false,
    threshold: COMPRESS_FROM_BYTES,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: config.limits.body, parser: parseForm });
  await server.register(multipart, {
    limits: {
      fileSize: config.limits.file,
      files: 1,
      fields: 100,
      parts: 101,
      fieldSize: MAXIMUM_FIELD_BYTES,
      fieldNameSize: 200,
      headerPairs: 50,
    },
    throwFileSizeLimit: true,
  });
  await registerAssets(server, assets);
}

function registerJsonParser(server: FastifyInstance): void {
  // Nothing here reads plain text, and a form on another site can send it without being asked.
  server.removeContentTypeParser(['text/plain', 'application/json']);
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseJsonBody(typeof body === 'string' ? body : textOf(body)));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** PostgreSQL takes no NUL, and no address of ours has one. */
function registerUrlCheck(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(
      request.url.includes('%00')
        ? new EdgeProblem(400, 'address.refused', 'The address holds a character that no address here has.')
        : undefined,
    );
  });
}

/** One line a request, when it is over. Without the query: people search for names. */
function registerRequestLog(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0];
    const user = request.actor?.userId;
    const ms = Math.round(reply.elapsedTime);
    request.log.info(
      { method: request.method, path, status: reply.statusCode, ms, user, address: request.ip },
      'request',
    );
    done();
  });
}
