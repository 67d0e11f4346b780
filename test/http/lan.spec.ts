import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoTotpSecret, SecondFactors } from '@isonomia/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SECRETS } from '../../apps/web/src/http/config-tokens.js';
import { ROUTES } from '../../apps/web/src/paths.js';
import { lanCertificate } from '../../libs/signing/src/lan-certificate.js';
import { tokenIn } from '../support/account-pages.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type PersonName, type World } from '../support/world.js';

/** Of the room: nothing here is sent there. */
const ROOM = '192.168.7.20';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

describe('an installation that is open to a room', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-lan-'));
  let web: TestWeb;
  let world: World;
  let port: number;
  let pem: Buffer;

  beforeAll(async () => {
    const file = await lanCertificate(folder, [ROOM, 'desk.local', 'localhost', '127.0.0.1'], new Date());
    pem = readFileSync(file);
    const opened = { LAN: 'on', TLS_CERT: file, TLS_KEY: file, PUBLIC_URL: `https://${ROOM}:3000`, DEMO: 'on' };
    web = await startTestWeb(opened);
    world = await populate(web);
    await web.app.listen(0, '127.0.0.1');
    ({ port } = web.app.getHttpServer().address() as AddressInfo);
  });
  afterAll(async () => {
    await web.close();
    rmSync(folder, { recursive: true });
  });

  interface Asked {
    readonly method?: string;
    /** The name or address that the browser shows; all of them are this machine. */
    readonly host?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly trusting?: boolean;
    readonly plain?: boolean;
  }
  /** As a browser that trusts this certificate and no other. */
  const ask = (address: string, asked: Asked = {}): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', host = '127.0.0.1', headers = {}, body, trusting = true, plain = false } = asked;
      const options = {
        host: '127.0.0.1',
        port,
        path: address,
        method,
        headers: { host: `${host}:${port}`, accept: 'text/html', ...headers },
      };
      const secured = { ...options, servername: '', ...(trusting && { ca: pem }) };
      const sent = plain ? plainRequest(options) : request(secured);
      sent.on('error', reject);
      sent.on('response', (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            headers: reply.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.end(body);
    });
  const cookiesOf = ({ headers }: Reply): readonly string[] => headers['set-cookie'] ?? [];
  const jarOf = (...replies: readonly Reply[]): string =>
    replies.flatMap((reply) => cookiesOf(reply).map((one) => one.split(';', 1)[0])).join('; ');

  const signIn = async (person: PersonName, host: string, origin = `https://${host}:${port}`) => {
    const page = await ask(ROUTES.signIn, { host });
    const form = new URLSearchParams({ _csrf: tokenIn(page.text), email: emailOf(person), password: PASSWORD });
    const reply = await ask(ROUTES.signIn, {
      method: 'POST',
      host,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, cookie: jarOf(page) },
      body: form.toString(),
    });
    return { page, reply, cookie: jarOf(page, reply) };
  };

  it('speaks https with the certificate that it made, which no browser trusts unasked', async () => {
    expect((await ask('/health/ready')).status).toBe(200);
    await expect(ask('/health/ready', { trusting: false })).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  it.each([ROOM, 'desk.local', 'localhost', '127.0.0.1'])('lets people sign in at %s', async (host) => {
    const { page, reply, cookie } = await signIn('asha', host);
    expect(reply.status).toBe(303);
    expect((await ask(ROUTES.account, { host, headers: { cookie } })).status).toBe(200);
    for (const one of [...cookiesOf(page), ...cookiesOf(reply)]) {
      expect(one).toMatch(/^__Host-/);
      expect(one).toMatch(/; ?Secure/i);
      expect(one).not.toMatch(/; ?Domain=/i);
    }
  });

  it('takes no form of another page, of the room or of the world', async () => {
    for (const origin of ['https://evil.example', `https://192.168.7.66:${port}`, 'null']) {
      const { reply } = await signIn('asha', ROOM, origin);
      expect(reply.status).toBe(403);
    }
  });

  it.each(['evil.example', '192.168.7.21', 'desk.local.evil.example'])(
    'refuses requests that were led here under another name: %s',
    async (host) => {
      for (const address of [ROUTES.signIn, '/health/ready', '/no/such/page']) {
        const reply = await ask(address, { host });
        expect(reply.status).toBe(421);
        expect(cookiesOf(reply).filter((one) => one.includes('session'))).toEqual([]);
      }
    },
  );

  it('never tells a browser to insist on https, which would lock people out later', async () => {
    for (const reply of [await ask(ROUTES.signIn), await ask('/no'), await ask('/', { host: 'evil.example' })]) {
      expect(reply.headers['strict-transport-security']).toBeUndefined();
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  describe('to whoever comes without https, on the same port', () => {
    it('says where to go, for this time, and nothing else', async () => {
      const reply = await ask('/join?code=K7QF-3M9D', { plain: true, host: ROOM });
      expect(reply).toMatchObject({ status: 307, text: '' });
      expect(reply.headers['location']).toBe(`https://${ROOM}:${port}/join?code=K7QF-3M9D`);
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['set-cookie']).toBeUndefined();
    });

    it('names no host but its own', async () => {
      for (const host of ['evil.example', 'desk.local@evil.example']) {
        const { headers } = await ask('/join', { plain: true, host });
        expect(headers['location']).toBe(`https://${ROOM}:3000/join`);
      }
    });

    it('takes no form', async () => {
      const reply = await ask(ROUTES.signIn, { plain: true, method: 'POST', body: 'password=x' });
      expect(reply).toMatchObject({ status: 400, text: '' });
    });

    it('is not stopped by those who say nothing, or nonsense', async () => {
      const sockets = [0, 1, 2].map(() => connect(port, '127.0.0.1'));
      const ended = new Promise<void>((resolve) => sockets[1]?.on('close', () => resolve()));
      for (const socket of sockets) socket.on('error', () => undefined).resume();
      sockets[1]?.write('\u0000\u0001nonsense\r\n\r\n');
      await ended;
      expect((await ask('/health/ready')).status).toBe(200);
      for (const socket of sockets) socket.destroy();
    });
  });

  describe('on the page for the projector', () => {
    it('says where it is, how phones know it, and what to do when they warn', async () => {
      const { cookie } = await signIn('asha', ROOM);
      const { status, text } = await ask(ROUTES.lan, { host: ROOM, headers: { cookie } });
      expect(status).toBe(200);
      expect(text).toContain(`aria-label="QR code for https://${ROOM}:3000/join"`);
      expect(text).toContain('https://desk.local:3000/join');
      const groups = /class="fingerprint"[^>]*>(.*?)<\/dd>/s.exec(text)?.[1] ?? '';
      const { fingerprint256 } = new X509Certificate(pem);
      expect(groups.replace(/<[^>]+>|\s/g, '')).toBe(fingerprint256.replaceAll(':', ''));
      const compared = [...groups.matchAll(/<strong>(\w+)<\/strong>/g)].map(([, group]) => group);
      const plain = fingerprint256.replaceAll(':', '');
      expect(compared).toEqual([plain.slice(0, 8), plain.slice(-8)]);
    });

    it('asks who somebody is first', async () => {
      const { status, headers } = await ask(ROUTES.lan, { host: ROOM });
      expect([status, headers['location']]).toEqual([303, '/sign-in?next=%2Flan']);
    });
  });

  it('shows the code of a demo account on the machine itself, and to nobody in the room', async () => {
    const { authSecret } = web.app.get<{ authSecret: string }>(SECRETS, { strict: false });
    const factors = web.app.get(SecondFactors, { strict: false });
    await factors.seed(world.actors.adam.userId, demoTotpSecret(authSecret, emailOf('adam')));
    const shown = async (host: string): Promise<boolean> => {
      const { cookie } = await signIn('adam', host);
      const { status, text } = await ask(ROUTES.secondStep, { host, headers: { cookie } });
      expect(status).toBe(200);
      return /the code now is \d{3} \d{3}/.test(text);
    };
    expect(await shown('localhost')).toBe(true);
    expect(await shown(ROOM)).toBe(false);
    expect(await shown('desk.local')).toBe(false);
  });
});
