import { readConfig } from '@isonomia/config';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { COUNTED_APART, RATES, rateKindOf, type RateKind, shareOf } from '../../apps/web/src/http/rate-kinds.js';
import { registerRateLimits } from '../../apps/web/src/http/rate-limits.js';
import { createAdapter } from '../../apps/web/src/http/server.js';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { routesOf } from '../support/routes.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated } from '../support/workshop.js';
import { populate } from '../support/world.js';

const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';
const WORD = 'K7QF-3M9D-X2TA';

describe('one address', () => {
  /** Nothing but the counting, so that a few requests are many. */
  const server = async (settings: Readonly<Record<string, string>>): Promise<FastifyInstance> => {
    const made: FastifyInstance = createAdapter(readConfig({ LOG_LEVEL: 'silent', ...settings })).getInstance();
    const { webProcesses } = readConfig(settings).limits;
    await registerRateLimits(
      made,
      shareOf(webProcesses, { ...RATES, anything: { most: 5, minutes: 1, by: 'address' } }),
    );
    made.get('/', (request) => request.ip);
    await made.ready();
    return made;
  };
  const refusedOf = async (on: FastifyInstance, from: (n: number) => string, remoteAddress = '198.51.100.7') => {
    const statuses = [];
    for (let n = 0; n < 20; n += 1) {
      const reply = await on.inject({ url: '/', remoteAddress, headers: { 'x-forwarded-for': from(n) } });
      statuses.push(reply.statusCode);
    }
    return statuses.filter((status) => status !== 200).length;
  };

  it.each<[string, Readonly<Record<string, string>>, (n: number) => string]>([
    ['without a proxy', {}, (n) => `203.0.113.${n}`],
    [
      'through a proxy that appends where the request came from',
      { TRUST_PROXY: '1' },
      (n) => `203.0.113.${n}, 192.0.2.1`,
    ],
    ['behind two proxies', { TRUST_PROXY: '2' }, (n) => `203.0.113.${n}, 192.0.2.1, 10.0.0.2`],
    ['past the proxy that alone is trusted', { TRUST_PROXY: '10.0.0.0/8' }, (n) => `203.0.113.${n}`],
  ])('is counted once, whatever it writes into X-Forwarded-For: %s', async (_how, settings, from) => {
    const on = await server(settings);
    expect(await refusedOf(on, from)).toBe(15);
    await on.close();
  });

  it('gets through several processes what it gets through one, each request to the next of them', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => server({ WEB_PROCESSES: '5' })));
    let passed = 0;
    for (let n = 0; n < 20; n += 1) {
      const reply = await all[n % all.length]?.inject({ url: '/', remoteAddress: '198.51.100.7' });
      if (reply?.statusCode === 200) passed += 1;
    }
    expect(passed).toBe(5);
    for (const one of all) await one.close();
  });

  it('of IPv6 is a network, which one subscriber has whole', async () => {
    const on = await server({ TRUST_PROXY: '1' });
    expect(await refusedOf(on, (n) => `2001:db8:1:2::${n}`)).toBe(15);
    expect(await refusedOf(on, (n) => `2001:db8:1:${n + 3}::1`)).toBe(0);
    await on.close();
  });

  it('behind a trusted proxy is not counted as its neighbours are', async () => {
    const on = await server({ TRUST_PROXY: '1' });
    expect(await refusedOf(on, (n) => `203.0.113.${n}`)).toBe(0);
    await on.close();
  });
});

describe('requests of one person', () => {
  let web: TestWeb;
  let asha: Visitor;
  let token: string;
  beforeAll(async () => {
    web = await startTestWeb({ RATE_LIMITS: 'on', TRUST_PROXY: '1' });
    await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
  });
  afterAll(() => web.close());

  const repeat = async (times: number, ask: (n: number) => PromiseLike<{ status: number }>) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1) statuses.push((await ask(n)).status);
    return statuses.filter((status) => status === 429).length;
  };
  const post = (address: string) => asha.post(address).set('x-csrf-token', token).type('form').send({});

  it.each<[RateKind, string]>([
    ['documents', href(ROUTES.documents, { assessment: NOBODYS })],
    ['uploads', href(ROUTES.upload, { assessment: NOBODYS, question: 'GOV1' })],
    ['invitations', ROUTES.invite],
  ])('for %s are refused once they are too many, from anywhere, with when to come back', async (kind, address) => {
    const { most, minutes } = RATES[kind];
    const refused = await repeat(most + 5, (n) => post(address).set('x-forwarded-for', `203.0.113.${n % 250}`));
    expect(refused).toBe(5);
    const page = await post(address).set('accept', 'text/html');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('Too many requests');
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(page.headers['retry-after'])).toBeLessThanOrEqual(minutes * 60);
  });

  it('through the API count with those by pages, and a program reads when to come back', async () => {
    const reply = await asha.post(href(API.documents, { assessment: NOBODYS })).send({});
    expect([reply.status, reply.body.code]).toEqual([429, 'rate.limited']);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(Number(reply.headers['retry-after'])).toBe(reply.body.retryAfterSeconds);
  });

  it('leave everything else of hers, and the same of others, as it was', async () => {
    await asha.get(ROUTES.account).expect(200);
    const dara = await signedIn(web, 'dara');
    const reply = await dara
      .post(href(API.documents, { assessment: NOBODYS }))
      .send({ edition: 'internal', languages: ['en'] });
    expect(reply.status).toBe(404);
  });

  it('who is a stranger are counted by address: verifying documents', async () => {
    const { most } = RATES.verification;
    const ask = (address: string) =>
      web
        .agent()
        .get(href(ROUTES.verifyDocument, { document: WORD }))
        .set('x-forwarded-for', address);
    expect(await repeat(most + 5, (n) => ask(`203.0.113.${n}, 192.0.2.5`))).toBe(5);
    expect((await ask('192.0.2.6')).status).not.toBe(429);
  });

  it('of a room that shares one address are counted by seat, and guesses of its code by that address', async () => {
    const cast = await workshopCast(web.database, { instrument: CORE });
    const [one, two] = cast.agencies[0].people;
    const from = (seated: Seated) =>
      web
        .agent()
        .get(ROUTES.roomMore)
        .set({ cookie: `isonomia-seat=${seated.secret}`, 'x-forwarded-for': '192.0.2.9' });
    expect(await repeat(RATES.roomReading.most + 5, () => from(one))).toBe(5);
    expect((await from(two)).status).toBe(200);
    const guess = (address: string) =>
      web.agent().get(ROUTES.join).query({ code: 'AAAA-AAAA' }).set('x-forwarded-for', address);
    expect(await repeat(RATES.joining.most + 5, () => guess('192.0.2.9'))).toBe(5);
    expect((await guess('192.0.2.10')).status).toBe(404);
    expect((await from(two)).status).toBe(200);
  });

  it('are not counted where limits are switched off', async () => {
    const open = await startTestWeb({ RATE_LIMITS: 'off' });
    const ask = () => open.agent().get(href(ROUTES.verifyDocument, { document: WORD }));
    expect(await repeat(RATES.verification.most + 5, ask)).toBe(0);
    await open.close();
  });

  it('are each of one kind: what is counted apart is a route, and saving may go on for as fast as anybody types', () => {
    const routes = new Set(routesOf(web));
    expect(Object.keys(COUNTED_APART).filter((route) => !routes.has(route))).toEqual([]);
    expect(rateKindOf('POST', ROUTES.answer, 'person')).toBe('writing');
    expect(RATES.writing.most / RATES.writing.minutes / 60).toBeGreaterThanOrEqual(20);
  });
});
