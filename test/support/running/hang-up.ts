import { connect } from 'node:net';
import type { Asked } from './wire.js';

/** How a client leaves: in the midst of the body, or after all of it without waiting for the answer. */
type Leaving = 'half-way' | 'unanswered';

/** Sends as much, and is gone; every other one without a goodbye. Resolves when the connection is no more. */
export function hangUp(origin: string, asked: Asked, leaving: Leaving, polite: boolean): Promise<void> {
  const { hostname, port } = new URL(origin);
  const body = Buffer.from(asked.body);
  const headers = Object.entries({ ...asked.headers, host: `${hostname}:${port}`, 'content-length': body.length });
  const head = `${asked.method} ${asked.path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const part = leaving === 'half-way' ? body.subarray(0, body.length / 2) : body;
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.write(Buffer.concat([Buffer.from(head), part]), () => {
      if (polite) socket.destroy();
      else socket.resetAndDestroy();
    });
  });
}
