import autocannon from 'autocannon';
import type { ServerProcess } from './server-process.js';

export interface Sent {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One connection's requests, one after the other: each is asked for when the one before it is answered. */
export type Sequence = () => Sent;

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the server's processor time for a request. */
  readonly serverMicros: number;
}

/** Runs as many connections as there are sequences. Throws when one answer is not a success: a refusal is fast. */
export async function load(server: ServerProcess, sequences: readonly Sequence[], seconds: number): Promise<Load> {
  const waiting = [...sequences];
  const before = server.processorSeconds();
  const result = await autocannon({
    url: server.url,
    connections: sequences.length,
    duration: seconds,
    setupClient: (client) => {
      const next = waiting.shift();
      if (next === undefined) throw new Error('More connections than sequences.');
      client.setRequests([{ setupRequest: (request) => ({ ...request, ...next() }) }]);
    },
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(`${failed} of ${result.requests.total} requests failed: ${JSON.stringify(result.statusCodeStats)}`);
  const { total } = result.requests;
  return {
    perSecond: total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    serverMicros: ((server.processorSeconds() - before) * 1e6) / total,
  };
}
