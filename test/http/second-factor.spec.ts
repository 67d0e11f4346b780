import { demoTotpSecret, SecondFactors, totpAt } from '@isonomia/identity';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SECRETS } from '../../apps/web/src/http/config-tokens.js';
import { isLongRun } from '../support/command.js';
import { asOwner } from '../support/database.js';
import { halfSignedIn, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import {
  emailOf,
  PASSWORD,
  populate,
  recoveryCodeOf,
  TOTP_SECRET,
  type PersonName,
  type World,
} from '../support/world.js';

/** What somebody without a second factor reaches: to settle it, to leave, and what anybody may read. */
const SETTLES = [
  'GET /sign-in/second-step',
  'POST /sign-in/second-step',
  'GET /account/confirm',
  'POST /account/confirm',
  'GET /account/second-factor',
  'GET /account/second-factor/app',
  'POST /account/second-factor/app',
  'POST /account/passkeys',
  'POST /account/passkeys/options',
  'POST /api/session/second-factor',
  // Nobody's data: the pages above are read in some language.
  'POST /account/language',
];
const STEP_MS = 30_000;

// Every route of the router, twice, on a busy machine.
jest.setTimeout(120_000);

describe('the second factor', () => {
  let web: TestWeb;
  let world: World;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  }, 60_000);
  afterAll(async () => {
    await web.close();
  });

  const rows = (sql: string, values: readonly unknown[] = []) =>
    asOwner(
      web.database.address,
      async (client) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
    );
  const cookieOf = (visitor: Visitor): string =>
    visitor.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false }).toValueString();
  const tokenIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const send = async (visitor: Visitor, page: string, fields: Readonly<Record<string, string>>, to = page) => {
    const { text } = await visitor.get(page).expect(200);
    return visitor
      .post(to.split('?')[0] ?? to)
      .type('form')
      .send({ _csrf: tokenIn(text), ...fields });
  };
  const forget = (person: PersonName) =>
    rows(
      `WITH one AS (SELECT id FROM identity."user" WHERE email = $1),
            gone AS (DELETE FROM identity."twoFactor" WHERE "userId" IN (SELECT id FROM one))
       UPDATE identity."user" SET "twoFactorEnabled" = false WHERE id IN (SELECT id FROM one)`,
      [emailOf(person)],
    );
  const ageProof = () => rows(`UPDATE identity.session SET "provedAt" = now() - interval '11 minutes'`);

  describe('is asked at every sign-in of whoever has one', () => {
    it('before any page, and leads back to the page that was wanted', async () => {
      const cora = await halfSignedIn(web, 'cora');
      const wanted = await cora.get(`/agencies/${world.agency}`).expect(303);
      const step = `/sign-in/second-step?next=%2Fagencies%2F${world.agency}`;
      expect(wanted.headers['location']).toBe(step);
      const done = await send(cora, step, { code: recoveryCodeOf('cora'), next: `/agencies/${world.agency}` });
      expect([done.status, done.headers['location']]).toEqual([303, '/account/second-factor']);
      await cora.get(`/agencies/${world.agency}`).expect(200);
    });

    it('by the code of an app, which gives another session id and ends the first', async () => {
      const adam = await halfSignedIn(web, 'adam');
      const before = cookieOf(adam);
      const done = await send(adam, '/sign-in/second-step', {
        code: totpAt(TOTP_SECRET, Date.now()),
        next: '/agencies',
      });
      expect([done.status, done.headers['location']]).toEqual([303, '/agencies']);
      await adam.get('/agencies').expect(200);
      const old = await web.agent().get('/account/second-factor').set('cookie', before);
      expect([old.status, old.headers['location']]).toEqual([303, '/sign-in?next=%2Faccount%2Fsecond-factor']);
    });

    it('and never accepts the same code twice', async () => {
      const code = totpAt(TOTP_SECRET, Date.now() + STEP_MS);
      const [first, second] = [await halfSignedIn(web, 'adam'), await halfSignedIn(web, 'adam')];
      expect((await send(first, '/sign-in/second-step', { code })).status).toBe(303);
      const replay = await send(second, '/sign-in/second-step', { code });
      expect(replay.status).toBe(422);
      expect(replay.text).toContain('This code was used already');
      await second.get('/agencies').expect(303);
    });

    it('with words that say what is wrong, and a record of it', async () => {
      const cora = await halfSignedIn(web, 'cora');
      expect((await send(cora, '/sign-in/second-step', { code: '' })).text).toContain('Type the code');
      const wrong = await send(cora, '/sign-in/second-step', { code: '000000' });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('<a href="#code">');
      const noted = await rows(
        `SELECT count(*)::int AS n FROM audit WHERE action = 'factor.failed' AND actor_id = $1`,
        [world.actors.cora.userId],
      );
      expect(noted[0]?.['n']).toBeGreaterThan(0);
    });

    it('by programs as well, who learn what they owe', async () => {
      const cora = await halfSignedIn(web, 'cora');
      const { status, body } = await cora.get('/api/agencies');
      expect([status, body.code, body.owes]).toEqual([403, 'second-factor.required', 'proof']);
      await cora.post('/api/session/second-factor').send({ code: '000000' }).expect(403);
      await cora
        .post('/api/session/second-factor')
        .send({ code: recoveryCodeOf('cora') })
        .expect(204);
      await cora.get('/api/agencies').expect(200);
    });

    it('also of a lead who set one up by choice', async () => {
      const fay = await signedIn(web, 'fay');
      const { text } = await fay.get('/account/second-factor/app').expect(200);
      const secret = (/class="secret">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '');
      const done = await fay
        .post('/account/second-factor/app')
        .type('form')
        .send({ _csrf: tokenIn(text), code: totpAt(secret, Date.now()) })
        .expect(200);
      expect(done.text.match(/<li><code>/g)).toHaveLength(10);
      await fay.get('/agencies').expect(200);
      const again = await halfSignedIn(web, 'fay');
      const refused = await again.get('/agencies').expect(303);
      expect(refused.headers['location']).toBe('/sign-in/second-step?next=%2Fagencies');
      const [mail] = await rows(`SELECT recipient, template FROM mail WHERE template = 'new-sign-in-factor'`);
      expect(mail?.['recipient']).toBe(emailOf('fay'));
    });
  });

  describe('is demanded of coordinators and administrators', () => {
    const everyRoute = (): readonly string[] => {
      const found: string[] = [];
      const path: string[] = [];
      const printed = web.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
      for (const line of printed.split('\n')) {
        const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
        if (match === null) continue;
        const [, indent = '', part = '', methods] = match;
        path.splice(indent.length / 4, path.length, part);
        for (const method of (methods ?? '').split(', ').filter((one) => !['', 'HEAD', 'OPTIONS'].includes(one)))
          found.push(`${method} ${path.join('').replace(/(.)\/$/, '$1')}`);
      }
      return found;
    };
    const filled = (address: string, assessment: string): string =>
      address
        .replace(':agency', world.agency)
        .replace(':assessment', assessment)
        .replace(':question', 'GOV1')
        .replace(':dimension', 'D1')
        .replace(':number', 'overall')
        .replace(':instrument/:version', 'geoa-le/1.0.0')
        .replace(/:\w+/g, '6f1c0f4e-0000-4000-8000-000000000000')
        .replace('*', 'x');

    it.each(isLongRun() ? (['cora', 'adam'] as const) : (['adam'] as const))(
      'of %s on every route of the router: not one data endpoint answers',
      async (who) => {
        const assessment = await world.submitted('core');
        const visit = async ({ visitor, token }: { visitor: Visitor; token: string }, route: string) => {
          const [method = '', address = ''] = route.split(' ');
          const call = visitor[method.toLowerCase() as 'get'](filled(address, assessment));
          // The token that a form of this session carries, so that it is the guard who refuses.
          const reply = await (method === 'GET' ? call : call.set('x-csrf-token', token).send());
          return { route, status: reply.status, text: reply.text, to: reply.headers['location'] ?? '' };
        };
        const withToken = async (visitor: Visitor, page: string) => ({
          visitor,
          token: tokenIn((await visitor.get(page).expect(200)).text),
        });
        await forget(who);
        const routes = everyRoute().filter(
          (route) => !/sign-out|DELETE \/api\/session$|POST .*sign-in|POST \/api\/session$/.test(route),
        );
        expect(routes.length).toBeGreaterThan(70);
        const half = await withToken(await halfSignedIn(web, who), '/account/second-factor');
        const stranger = await withToken(web.agent(), '/sign-in');
        const open: string[] = [];
        for (const route of routes) {
          const reply = await visit(half, route);
          const refused = reply.status === 403 ? reply.text.includes('second-factor.required') : false;
          const led = reply.status === 303 && reply.to.startsWith('/account/second-factor');
          if (refused || led || SETTLES.includes(route)) continue;
          // What remains answers a stranger in the same way.
          const same = await visit(stranger, route);
          if (same.status !== reply.status || same.to.startsWith('/sign-in')) open.push(`${route} ${reply.status}`);
        }
        expect(open).toEqual([]);
      },
    );

    it('who may leave again, and is out then', async () => {
      await forget('cora');
      const cora = await halfSignedIn(web, 'cora');
      const left = await send(cora, '/account/second-factor', {}, '/sign-out');
      expect([left.status, left.headers['location']]).toEqual([303, '/sign-in?signed-out=1']);
      expect(left.headers['clear-site-data']).toContain('cache');
      const gone = await cora.get('/account/second-factor').expect(303);
      expect(gone.headers['location']).toMatch(/^\/sign-in/);
    });

    it('who can do nothing but set it up, and go on from there', async () => {
      await forget('cora');
      const cora = await halfSignedIn(web, 'cora');
      const led = await cora.get('/agencies').expect(303);
      expect(led.headers['location']).toBe('/account/second-factor?next=%2Fagencies');
      expect((await cora.get('/account/second-factor').expect(200)).text).toContain('Your role');
      const { text } = await cora.get('/account/second-factor/app').expect(200);
      const secret = (/class="secret">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '');
      const wrong = await send(cora, '/account/second-factor/app', { code: '000000' });
      expect(wrong.status).toBe(422);
      await cora.get('/agencies').expect(303);
      expect((await send(cora, '/account/second-factor/app', { code: totpAt(secret, Date.now()) })).status).toBe(200);
      await cora.get('/agencies').expect(200);
    });
  });

  describe('is changed only with a fresh proof', () => {
    it('which is asked for by a page that leads back', async () => {
      const adam = await restored('adam');
      await ageProof();
      await forgetKept();
      const asked = await adam.get('/account/second-factor/app/remove').expect(303);
      expect(asked.headers['location']).toBe('/account/confirm?next=%2Faccount%2Fsecond-factor%2Fapp%2Fremove');
      const back = '/account/second-factor/app/remove';
      const done = await send(adam, `/account/confirm?next=${encodeURIComponent(back)}`, {
        code: totpAt(TOTP_SECRET, Date.now()),
        next: back,
      });
      expect([done.status, done.headers['location']]).toEqual([303, back]);
      await adam.get(back).expect(200);
      const proofs = await rows(`SELECT actor_id FROM audit WHERE action = 'factor.proved'`);
      expect(proofs).toContainEqual({ actor_id: world.actors.adam.userId });
    });

    it('and a form that was sent without one changes nothing', async () => {
      const adam = await restored('adam');
      const { text } = await adam.get('/account/second-factor').expect(200);
      await ageProof();
      await forgetKept();
      const sent = await adam
        .post('/account/second-factor/app/remove')
        .set('referer', 'http://127.0.0.1/account/second-factor')
        .set('host', '127.0.0.1')
        .type('form')
        .send({ _csrf: tokenIn(text) });
      expect([sent.status, sent.headers['location']]).toEqual([
        303,
        '/account/confirm?next=%2Faccount%2Fsecond-factor',
      ]);
      const [kept] = await rows(
        `SELECT count(*)::int AS n FROM identity."twoFactor" f JOIN identity."user" u ON u.id = f."userId" WHERE u.email = $1`,
        [emailOf('adam')],
      );
      expect(kept?.['n']).toBe(1);
    });

    it('by the password where there is no factor', async () => {
      const bruno = await signedIn(web, 'bruno');
      await ageProof();
      await forgetKept();
      await bruno.get('/account/second-factor/app').expect(303);
      const page = '/account/confirm?next=%2Faccount%2Fsecond-factor%2Fapp';
      expect((await send(bruno, page, { password: 'not the password' })).status).toBe(422);
      expect((await send(bruno, page, { password: PASSWORD })).status).toBe(303);
      await bruno.get('/account/second-factor/app').expect(200);
    });

    it('and when it is removed, the role asks for another at once', async () => {
      const adam = await restored('adam');
      const done = await send(adam, '/account/second-factor/app/remove', {});
      expect(done.headers['location']).toBe('/account/second-factor');
      const led = await adam.get('/agencies').expect(303);
      expect(led.headers['location']).toBe('/account/second-factor?next=%2Fagencies');
      const told = await rows(`SELECT template FROM mail WHERE recipient = $1 ORDER BY template`, [emailOf('adam')]);
      expect(told.map((one) => one['template'])).toContain('sign-in-factor-removed');
      const noted = await rows(`SELECT action FROM audit WHERE action = 'factor.removed'`);
      expect(noted).toHaveLength(1);
    });
  });

  describe('is reset for somebody who has lost it', () => {
    const page = (person: PersonName): string =>
      `/administration/people/${world.actors[person].userId}/second-factor/reset`;

    it('by whoever looks after their account: what they had is gone, they are out, and told', async () => {
      const adam = await restored('adam');
      const cora = await restored('cora');
      await cora.get(`/agencies/${world.agency}`).expect(200);
      const done = await send(adam, page('cora'), {});
      expect([done.status, done.headers['location']]).toEqual([303, expect.stringContaining('said=factors-reset')]);
      await forgetKept();
      await cora.get(`/api/agencies/${world.agency}`).expect(401);
      const anew = await halfSignedIn(web, 'cora');
      const owed = await anew.get(`/agencies/${world.agency}`).expect(303);
      expect(owed.headers['location']).toMatch(/^\/account\/second-factor/);
      expect(await rows(`SELECT template FROM mail WHERE recipient = $1`, [emailOf('cora')])).toContainEqual({
        template: 'sign-in-factor-removed',
      });
      const told = await rows(
        `SELECT detail->>'factor' AS factor FROM audit WHERE action = 'factor.removed' AND actor_id = $1 AND subject_id = $2`,
        [world.actors.adam.userId, world.actors.cora.userId],
      );
      expect(told).toEqual([{ factor: 'all' }]);
    });

    it('but not by somebody else, nor by themselves', async () => {
      const asha = await signedIn(web, 'asha');
      expect([403, 404]).toContain((await asha.get(page('adam'))).status);
      const adam = await restored('adam');
      expect((await adam.get(page('adam'))).status).toBe(403);
    });
  });

  describe('shows its code on the page', () => {
    const codeShownTo = async (site: TestWeb, secretOf: (web: TestWeb, email: string) => string): Promise<string> => {
      const { actors } = await populate(site);
      const factors = site.app.get(SecondFactors, { strict: false });
      await factors.seed(actors.cora.userId, secretOf(site, emailOf('cora')));
      const { text } = await (await halfSignedIn(site, 'cora')).get('/sign-in/second-step').expect(200);
      return /Demo: the code now is (\d{3} \d{3})/.exec(text)?.[1]?.replace(' ', '') ?? '';
    };
    const demoSecret = (site: TestWeb, email: string): string =>
      demoTotpSecret(site.app.get<{ authSecret: string }>(SECRETS, { strict: false }).authSecret, email);

    it.each([
      ['for an account of the demo', 'on', demoSecret, true],
      ['for no account of anybody else', 'on', () => TOTP_SECRET, false],
      ['for nobody where there is no demo', 'off', demoSecret, false],
    ] as const)(
      '%s',
      async (_who, demo, secretOf, isShown) => {
        const site = await startTestWeb({ DEMO: demo });
        const code = await codeShownTo(site, secretOf);
        expect(code).toMatch(isShown ? /^\d{6}$/ : /^$/);
        if (isShown) {
          const cora = await halfSignedIn(site, 'cora');
          await cora.post('/api/session/second-factor').send({ code }).expect(204);
        }
        await site.close();
      },
      60_000,
    );
  });

  /** What the web application read of a session is kept for a second. */
  const forgetKept = () => new Promise((resolve) => setTimeout(resolve, 1050));

  /** Signed in, with the factor that tests before may have taken away. */
  async function restored(who: 'adam' | 'cora'): Promise<Visitor> {
    const code = 'rest-ored-code';
    await web.app.get(SecondFactors, { strict: false }).seed(world.actors[who].userId, TOTP_SECRET, [code]);
    await rows('DELETE FROM identity.used_code');
    const visitor = await halfSignedIn(web, who);
    await visitor.post('/api/session/second-factor').send({ code }).expect(204);
    return visitor;
  }
});
