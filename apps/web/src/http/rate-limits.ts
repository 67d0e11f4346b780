import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EdgeProblem } from './edge-problem.js';
import { type Known, type Rate, rateKindOf, type RateKind } from './rate-kinds.js';
import './seats/held-seat.js';

const MINUTE_MS = 60_000;
/** Counters kept at most, of a kind; the ones longest unused go first. */
const COUNTERS = 20_000;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request of a known person; absent where limits are switched off. */
    countRequest?: (request: FastifyRequest) => Promise<void>;
  }
}

/**
 * Counts requests in this process. Addresses are counted before anything else is done for a request; people by the
 * guard, once it is known who they are. `request.ip` is the client's only where a trusted proxy says so: whoever writes
 * its headers himself is counted as the address he comes from.
 */
export async function registerRateLimits(
  server: FastifyInstance,
  rates: Readonly<Record<RateKind, Rate>>,
): Promise<void> {
  await server.register(rateLimit, { global: false, cache: COUNTERS });
  const limiters = new Map<RateKind, Limiter>();
  for (const [kind, { most, minutes, by }] of Object.entries(rates) as readonly [RateKind, Rate][]) {
    limiters.set(
      kind,
      server.createRateLimit({
        max: most,
        timeWindow: minutes * MINUTE_MS,
        ...(by !== 'address' && { keyGenerator: by === 'person' ? personOf : seatIn }),
      }),
    );
  }
  const count = async (kind: RateKind, request: FastifyRequest): Promise<void> => {
    const found = await limiters.get(kind)?.(request);
    if (found?.isAllowed === false && found.isExceeded) throw tooMany(found.ttlInSeconds);
  };
  server.addHook('onRequest', (request) => count('anything', request));
  server.decorate('countRequest', async (request: FastifyRequest) => {
    const kind = rateKindOf(request.method, request.routeOptions.url ?? '', knownAs(request));
    if (kind !== undefined) await count(kind, request);
  });
}

const personOf = (request: FastifyRequest): string => request.actor?.userId ?? request.ip;
const seatIn = (request: FastifyRequest): string => request.heldSeat?.participant ?? request.ip;

function knownAs({ actor, heldSeat }: FastifyRequest): Known {
  if (heldSeat !== undefined) return 'seat';
  return actor === undefined ? undefined : 'person';
}

const tooMany = (retryAfterSeconds: number): EdgeProblem =>
  new EdgeProblem(429, 'rate.limited', 'Too many requests in a short time; wait and try again.', { retryAfterSeconds });
