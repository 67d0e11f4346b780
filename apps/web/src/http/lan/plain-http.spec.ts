import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { selfSigned } from '../../../../../libs/signing/src/self-signed.js';
import { registerPlainHttp } from './plain-http.js';

const LAN = { hosts: ['127.0.0.1'], addresses: ['https://127.0.0.1:3000'], fingerprint: 'AB' };

describe('a port that speaks TLS and sends on who comes without', () => {
  let server: FastifyInstance;
  let port: number;
  beforeEach(async () => {
    const made = await selfSigned({
      subject: 'CN=Room',
      from: new Date('2020-01-01'),
      until: new Date('2099-01-01'),
      strength: 'P-256',
      hosts: LAN.hosts,
    });
    server = fastify({ https: { key: made.key, cert: made.certificate } });
    registerPlainHttp(server, LAN);
    await server.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = server.server.address() as AddressInfo);
  });
  afterEach(() => server.close());

  it('does not wait at its end for connections over which nothing was said', async () => {
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    // The server has it too, once it answers somebody who came later.
    await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
    const ended = once(silent, 'close');
    silent.on('error', () => undefined).resume();
    const begun = performance.now();
    await server.close();
    await ended;
    expect(performance.now() - begun).toBeLessThan(8_000);
  });

  it('takes a request that comes in pieces', async () => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));
    await once(socket, 'connect');
    for (const piece of ['G', 'ET /join?code=1 HT', 'TP/1.1\r\nHost: 127.0.0.1:', `${port}\r\n\r\n`]) {
      socket.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await once(socket, 'close');
    expect(said).toContain('307 Temporary Redirect');
    expect(said).toContain(`location: https://127.0.0.1:${port}/join?code=1`);
  });
});
