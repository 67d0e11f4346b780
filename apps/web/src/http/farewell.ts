import type { Server } from 'node:http';
import { Server as Listener } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for whoever is busy to ask once more; nobody waits longer for a connection that nobody uses. */
const GRACE_MS = 1_000;
const LOOK_MS = 20;

/**
 * Before the server is closed: a server that closes ends idle connections at once, and a request that is on its way on one
 * of them is lost without an answer. So nobody new is let in, and who is connected is told with the next answer that it is
 * the last on this connection.
 */
export async function sayFarewell(server: Server): Promise<void> {
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  // What it is beneath HTTP: only the listening ends.
  Listener.prototype.close.call(server);
  const end = Date.now() + GRACE_MS;
  while (Date.now() < end && (await connectionsOf(server)) > 0) await pause(LOOK_MS);
}

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((error, count) => resolve(error === null ? count : 0)));
