import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Server as Listener, Socket } from 'node:net';
import type { Config } from '@isonomia/config';
import type { FastifyInstance } from 'fastify';

type Lan = NonNullable<Config['lan']>;

/** The first byte of whoever speaks TLS: a handshake. */
const HANDSHAKE = 0x16;
/** As long as a request's headers may take. */
const PATIENCE_MS = 10_000;
const NOT_KEPT = { 'cache-control': 'no-store', connection: 'close', 'content-length': '0' } as const;

/**
 * Lets a port that speaks TLS also answer whoever comes without: browsers do, when people type an address without a scheme.
 * They are sent on to https and told nothing else. One port, since an address of the room has to fit on a sheet of paper.
 */
export function registerPlainHttp(server: FastifyInstance, lan: Lan): void {
  const listener: Listener = server.server;
  const [secured] = listener.listeners('connection') as ((this: Listener, socket: Socket) => void)[];
  const plain = redirecting(lan);
  const begun = new Set<Socket>();
  listener.removeAllListeners('connection');
  listener.on('connection', (socket: Socket) => {
    begun.add(socket);
    const patience = setTimeout(() => socket.destroy(), PATIENCE_MS);
    const done = (): void => {
      clearTimeout(patience);
      begun.delete(socket);
    };
    socket.on('error', () => socket.destroy());
    socket.once('close', done);
    socket.once('data', (bytes: Buffer) => {
      // Put back: whoever takes over reads from the beginning.
      socket.pause();
      socket.unshift(bytes);
      if (bytes[0] === HANDSHAKE) {
        done();
        secured?.call(listener, socket);
      } else {
        plain.emit('connection', socket);
        socket.resume();
      }
    });
  });
  // Nobody waits at the end for connections over which nothing was said.
  server.addHook('preClose', (done) => {
    for (const socket of begun) socket.destroy();
    done();
  });
}

function redirecting({ hosts, addresses }: Lan): Server {
  const [first = ''] = addresses;
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '/', headers } = request;
    // A form that was sent in the clear is not asked for once more.
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(400, NOT_KEPT).end();
      return;
    }
    const asked = URL.parse(`https://${headers.host ?? ''}`);
    const origin = asked !== null && hosts.includes(asked.hostname) ? asked.origin : first;
    // For this time: tomorrow the address may be another machine's.
    response.writeHead(307, { ...NOT_KEPT, location: origin + (url.startsWith('/') ? url : '/') }).end();
  });
}
