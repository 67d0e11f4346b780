import { type Actor, InputRefused, NotFound, RevisionConflict, userId } from '@isonomia/application';
import { readConfig } from '@isonomia/config';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post, Req } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import supertest from 'supertest';
import { Assets } from '../../apps/web/src/http/assets.js';
import { AuthenticationGuard } from '../../apps/web/src/http/authentication.guard.js';
import { Authenticator } from '../../apps/web/src/http/authenticator.js';
import { ErrorPage, PlainErrorPage } from '../../apps/web/src/http/error-page.js';
import { ProblemFilter } from '../../apps/web/src/http/problem.filter.js';
import { Public } from '../../apps/web/src/http/public.js';
import { createAdapter, registerHttp } from '../../apps/web/src/http/server.js';

const CANARY = 'CANARY-answer-text';

class CookieNamesThePerson extends Authenticator {
  actorOf(request: FastifyRequest): Promise<Actor | undefined> {
    const name = request.cookies['who'];
    if (name === undefined) return Promise.resolve(undefined);
    return Promise.resolve({ userId: userId(name), name, language: 'en', memberships: [] });
  }
}

@Controller('probe')
class ProbeController {
  @Public()
  @Get('open')
  open(@Req() request: FastifyRequest): { who: string; ip: string } {
    return { who: request.actor?.name ?? 'stranger', ip: request.ip };
  }
  @Get('closed')
  closed(@Req() request: FastifyRequest): { who: string | undefined } {
    return { who: request.actor?.name };
  }
  @Public()
  @Post('echo')
  echo(@Body() body: unknown): { body: unknown } {
    return { body };
  }
  @Public()
  @Get('throw/:what')
  throw(@Param('what') what: string): never {
    if (what === 'missing') throw new NotFound('assessment');
    if (what === 'input') throw new InputRefused([{ code: 'input.missing', path: 'name', detail: {} }]);
    if (what === 'conflict') throw new RevisionConflict({ value: 3 });
    if (what === 'database') throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    throw new Error(`${CANARY} at SELECT * FROM answer`);
  }
}

@Module({
  controllers: [ProbeController],
  providers: [
    { provide: Authenticator, useClass: CookieNamesThePerson },
    { provide: ErrorPage, useClass: PlainErrorPage },
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class ProbeModule {}

describe('the edge of the web application', () => {
  let app: NestFastifyApplication;
  const request = () => supertest(app.getHttpServer());
  const asProgram = { accept: 'application/json' };
  const asPerson = { accept: 'text/html,application/xhtml+xml' };

  beforeAll(async () => {
    const config = readConfig({ LOG_LEVEL: 'silent', TRUST_PROXY: '1' });
    const adapter = createAdapter(config);
    await registerHttp(adapter.getInstance(), config, Assets.load(config.root));
    app = await NestFactory.create<NestFastifyApplication>(ProbeModule, adapter, { bodyParser: false, logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());

  describe('keeps strangers out', () => {
    it('of every route that does not say it is public', async () => {
      const reply = await request().get('/probe/closed').set(asProgram);
      expect([reply.status, reply.body.code]).toEqual([401, 'sign-in-required']);
      expect((await request().get('/probe/open')).body.who).toBe('stranger');
    });

    it('by way of the sign-in page, which leads back', async () => {
      const reply = await request().get('/probe/closed?tab=2').set(asPerson);
      expect([reply.status, reply.headers['location']]).toEqual([303, '/sign-in?next=%2Fprobe%2Fclosed%3Ftab%3D2']);
    });

    it('and lets people in', async () => {
      expect((await request().get('/probe/closed').set('cookie', 'who=asha')).body).toEqual({ who: 'asha' });
    });
  });

  describe('refuses a body', () => {
    const post = (body: string, type = 'application/json') =>
      request().post('/probe/echo').set('content-type', type).set(asProgram).send(body);

    it.each([
      ['nested too deeply', '['.repeat(20_000) + ']'.repeat(20_000), 400, 'body.too-deep'],
      ['that is not JSON', '{"a":', 400, 'body.not-json'],
      ['that reaches for a prototype', '{"__proto__":{"a":1}}', 400, 'body.forbidden-key'],
    ])('%s', async (_what, body, status, code) => {
      const reply = await post(body);
      expect([reply.status, reply.body.code]).toEqual([status, code]);
    });

    it('larger than the limit', async () => {
      expect((await post(JSON.stringify('x'.repeat(1_100_000)))).status).toBe(413);
    });

    it('of a type that nothing here reads', async () => {
      expect((await post('a=1', 'text/plain')).status).toBe(415);
    });

    it('of a form with thousands of fields', async () => {
      const body = Array.from({ length: 2_100 }, (_, n) => `f${n}=1`).join('&');
      expect((await post(body, 'application/x-www-form-urlencoded')).status).toBe(400);
    });
  });

  it('reads JSON and forms', async () => {
    expect(
      (
        await request()
          .post('/probe/echo')
          .send({ a: [1, { b: 'ü' }] })
      ).body,
    ).toEqual({ body: { a: [1, { b: 'ü' }] } });
    expect((await request().post('/probe/echo').type('form').send({ a: '1' })).body).toEqual({ body: { a: '1' } });
  });

  describe('answers problems', () => {
    it.each([
      ['missing', 404, 'not-found', {}],
      ['input', 422, 'input.refused', { faults: [{ code: 'input.missing', path: 'name' }] }],
      ['conflict', 412, 'revision.conflict', { current: { value: 3 } }],
      ['database', 503, 'unavailable', {}],
      ['bug', 500, 'unexpected', {}],
    ])('of the kind "%s" with status %i and details for programs', async (what, status, code, extensions) => {
      const reply = await request().get(`/probe/throw/${what}`).set(asProgram);
      expect(reply.status).toBe(status);
      expect(reply.headers['content-type']).toContain('application/problem+json');
      expect(reply.body).toMatchObject({ status, code, type: `urn:isonomia:problem:${code}`, ...extensions });
      expect(reply.body.instance).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('of the unexpected kind without a word of what went wrong inside', async () => {
      for (const accept of [asProgram, asPerson]) {
        const reply = await request().get('/probe/throw/bug').set(accept);
        expect(reply.text).not.toContain(CANARY);
        expect(reply.text).not.toContain('SELECT');
      }
    });

    it('with a page for people, also where there is nothing', async () => {
      const reply = await request().get('/no/such/page').set(asPerson);
      expect([reply.status, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    });

    it('and refuses an address with a NUL', async () => {
      expect((await request().get('/probe/open?q=%00').set(asProgram)).status).toBe(400);
    });

    it('and says when to come back while the database is away', async () => {
      expect((await request().get('/probe/throw/database')).headers['retry-after']).toBe('2');
    });
  });

  describe('sends headers', () => {
    it('that let a page load its own files alone, with a nonce that differs each time', async () => {
      const policies = await Promise.all(
        [1, 2].map(async () => (await request().get('/none').set(asPerson)).headers['content-security-policy']),
      );
      expect(policies[0]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(policies[0]).not.toContain('unsafe');
      expect(policies[0]).not.toBe(policies[1]);
    });

    it('that keep what was seen out of caches', async () => {
      const reply = await request().get('/probe/open');
      expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      expect(reply.headers['x-powered-by']).toBeUndefined();
    });

    it('that let browsers keep assets for good', async () => {
      const assets = Assets.load(readConfig({}).root);
      const reply = await request().get(assets.url('main.css')).set('accept-encoding', 'br');
      expect(reply.status).toBe(200);
      expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(reply.headers['content-encoding']).toBe('br');
    });
  });

  it('believes one proxy and not what the client wrote before it', async () => {
    const reply = await request().get('/probe/open').set('x-forwarded-for', '6.6.6.6, 10.0.0.9');
    expect(reply.body.ip).toBe('10.0.0.9');
  });

  it('does not repeat to anybody what they sent, as TRACE would', async () => {
    const reply = await request().trace('/probe/open').set('x-canary', CANARY);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify([reply.headers, reply.text])).not.toContain(CANARY);
  });
});
