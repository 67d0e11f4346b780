import type { Config } from '@isonomia/config';
import type { FastifyInstance } from 'fastify';
import { EdgeProblem } from '../edge-problem.js';

const MISDIRECTED = 421;

/**
 * On the network of a room, a request is answered under the names and addresses of the certificate alone: under any other
 * it was led here by somebody else's page or name server.
 */
export function registerKnownHosts(server: FastifyInstance, { hosts }: NonNullable<Config['lan']>): void {
  const known: ReadonlySet<string> = new Set(hosts);
  server.addHook('onRequest', (request, _reply, done) => {
    done(
      known.has(request.hostname.toLowerCase())
        ? undefined
        : new EdgeProblem(MISDIRECTED, 'host.refused', 'This installation has no such name or address.'),
    );
  });
}
