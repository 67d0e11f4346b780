import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../apps/web/src/paths.js';
import { auditedOf, postedMails, sendForm, sessionCookieIn } from '../support/account-pages.js';
import { asOwner } from '../support/database.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type PersonName, type World } from '../support/world.js';

const NEW = 'nine violets over the quarry';

describe('a lost password', () => {
  let web: TestWeb;
  let world: World;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  });
  afterAll(() => web.close());

  const ask = (email: string, visitor: Visitor = web.agent()) => sendForm(visitor, ROUTES.newPassword, { email });
  const signIn = (email: string, password: string, visitor: Visitor = web.agent()) =>
    sendForm(visitor, ROUTES.signIn, { email, password });
  const lastLink = async (person: PersonName): Promise<string> => {
    const mails = await postedMails(web, emailOf(person));
    return mails.findLast(({ template }) => template === 'password-reset')?.params['link'] ?? '';
  };
  const linkFor = async (person: PersonName): Promise<string> => {
    await ask(emailOf(person)).then(({ status }) => expect(status).toBe(200));
    const { pathname, search } = new URL(await lastLink(person));
    return pathname + search;
  };
  const set = (link: string, password: string, visitor: Visitor = web.agent()) =>
    sendForm(
      visitor,
      ROUTES.signIn,
      { token: new URLSearchParams(link.split('?')[1]).get('token') ?? '', password },
      ROUTES.newPassword,
    );
  /** Counts begin anew: what is counted is tested by itself. */
  const forgetTries = () =>
    asOwner(web.database.address, (client) =>
      client.query('DELETE FROM identity.sign_in_try; DELETE FROM identity.password_reset'),
    );

  it('is replaced by way of a mailed link, which ends every session and is told of by mail', async () => {
    const elsewhere = web.agent();
    await signIn(emailOf('asha'), PASSWORD, elsewhere);
    await elsewhere.get(`/agencies/${world.agency}`).expect(200);
    const link = await linkFor('asha');
    expect(link).toMatch(new RegExp(`^${ROUTES.newPassword}\\?token=[\\w-]{43}$`));
    const visitor = web.agent();
    await visitor.get(link).expect(200);
    const done = await set(link, NEW, visitor);
    expect([done.status, done.headers['location']]).toEqual([303, '/sign-in?new-password=1']);
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await elsewhere.get(`/agencies/${world.agency}`).expect(303);
    expect((await signIn(emailOf('asha'), PASSWORD)).status).toBe(422);
    expect((await signIn(emailOf('asha'), NEW)).status).toBe(303);
    const mails = await postedMails(web, emailOf('asha'));
    expect(mails.map(({ template }) => template)).toEqual(['password-reset', 'password-changed']);
    expect(mails[1]?.params['link']).toBe(`http://localhost:3000${ROUTES.newPassword}`);
    expect(await auditedOf(web, world.actors.asha.userId)).toEqual(
      expect.arrayContaining(['password.reset-asked', 'password.changed']),
    );
  });

  it('is asked for with the same words whether or not there is such an account', async () => {
    const replies = [await ask(emailOf('bruno')), await ask('nobody@example.org')];
    const bare = replies.map(({ status, text, headers }) => [
      status,
      text.replace(/nonce="[^"]*"|value="[^"]*"/g, ''),
      Object.keys(headers).sort(),
    ]);
    expect(bare[0]).toEqual(bare[1]);
    expect(replies[0]?.status).toBe(200);
    expect(await postedMails(web, 'nobody@example.org')).toEqual([]);
    expect(await postedMails(web, emailOf('bruno'))).toHaveLength(1);
  });

  it('is asked for in the same time whether or not there is such an account', async () => {
    await forgetTries();
    const times: Record<'there' | 'absent', number[]> = { there: [], absent: [] };
    const measure = async (kind: keyof typeof times, email: string): Promise<void> => {
      const visitor = web.agent();
      const { text } = await visitor.get(ROUTES.newPassword);
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
      const begun = performance.now();
      await visitor.post(ROUTES.newPassword).type('form').send({ _csrf, email }).expect(200);
      times[kind].push(performance.now() - begun);
    };
    for (let round = 0; round < 3; round += 1) {
      for (const person of ['fay', 'dara'] as const) {
        await measure('there', emailOf(person));
        await measure('absent', `${person}.${round}@example.org`);
      }
    }
    const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    const [there, absent] = [median(times.there), median(times.absent)];
    expect(Math.abs(there - absent) / absent).toBeLessThan(0.1);
    expect((await postedMails(web, emailOf('fay'))).length).toBe(3);
  });

  it('is not asked for more than ten times a quarter of an hour, and three links are open at most', async () => {
    await forgetTries();
    const before = (await postedMails(web, emailOf('dara'))).length;
    const replies = [];
    for (let n = 0; n < 11; n += 1) replies.push(await ask(emailOf('dara')));
    expect(replies.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect(Number(replies[10]?.headers['retry-after'])).toBeGreaterThan(60);
    expect((await postedMails(web, emailOf('dara'))).length - before).toBe(3);
    // Nobody is locked out by being asked for.
    expect((await signIn(emailOf('dara'), PASSWORD)).status).toBe(303);
  });

  it('keeps its link when the new password is refused, and uses it up when it is taken', async () => {
    await forgetTries();
    const link = await linkFor('fay');
    for (const [password, words] of [
      ['short', 'Use at least 12 characters.'],
      ['Password123456', 'attackers try first'],
      ['fay lindqvist at sea', 'must not contain your name'],
      ['isonomia by the sea', 'must not contain the word Isonomia'],
    ] as const) {
      const refused = await set(link, password);
      expect([password, refused.status, refused.text.includes(words)]).toEqual([password, 422, true]);
      expect(refused.text).not.toContain(`value="${password}"`);
    }
    expect((await set(link, NEW)).status).toBe(303);
    expect((await set(link, `${NEW} again`)).status).toBe(404);
    const over = await web.agent().get(link).expect(404);
    expect(over.text).toContain('does not work any more');
  });

  it('is replaced once when one link is used twenty times at the same moment', async () => {
    await forgetTries();
    const link = await linkFor('bruno');
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    const visitor = web.agent();
    const { text } = await visitor.get(link);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const send = (n: number) =>
      visitor
        .post(ROUTES.newPassword)
        .type('form')
        .send({ _csrf, token, password: `nine violets and ${n} tides` });
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => send(n)));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 19 }, () => 404)]);
    const told = (await postedMails(web, emailOf('bruno'))).filter(({ template }) => template === 'password-changed');
    expect(told).toHaveLength(1);
  });

  it('gets no link for an account that is disabled, and a link of before opens nothing', async () => {
    await forgetTries();
    const link = await linkFor('fay');
    const disable = (at: string) =>
      asOwner(web.database.address, (client) =>
        client.query(`UPDATE identity."user" SET "disabledAt" = ${at} WHERE email = $1`, [emailOf('fay')]),
      );
    await disable('now()');
    try {
      const before = (await postedMails(web, emailOf('fay'))).length;
      expect((await ask(emailOf('fay'))).status).toBe(200);
      expect((await postedMails(web, emailOf('fay'))).length).toBe(before);
      await web.agent().get(link).expect(404);
      expect((await set(link, `${NEW} disabled`)).status).toBe(404);
    } finally {
      await disable('NULL');
    }
  });

  it('has a link that is over after half an hour, and of which the database keeps a digest only', async () => {
    await forgetTries();
    const link = await linkFor('fay');
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    const kept = await asOwner(web.database.address, (client) =>
      client.query<{ row: string; minutes: number }>(
        `SELECT r::text AS row, extract(epoch FROM expires_at - created_at)::int / 60 AS minutes FROM identity.password_reset r`,
      ),
    );
    expect(kept.rows.map(({ minutes }) => minutes)).toEqual([30]);
    expect(kept.rows[0]?.row).not.toContain(token);
    await asOwner(web.database.address, (client) =>
      client.query(`UPDATE identity.password_reset SET expires_at = now() - interval '1 second'`),
    );
    await web.agent().get(link).expect(404);
    expect((await set(link, NEW)).status).toBe(404);
  });

  it('is mailed with the address of the installation, whatever host the request names', async () => {
    await forgetTries();
    const visitor = web.agent();
    const { text } = await visitor.get(ROUTES.newPassword);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await visitor
      .post(ROUTES.newPassword)
      .set('host', 'evil.example')
      .set('x-forwarded-host', 'evil.example')
      .type('form')
      .send({ _csrf, email: emailOf('fay') })
      .expect(200);
    expect(new URL(await lastLink('fay')).origin).toBe('http://localhost:3000');
  });

  it('is not replaced when the audit log cannot be written', async () => {
    await forgetTries();
    const link = await linkFor('fay');
    const before = await asOwner(web.database.address, (client) =>
      client.query('SELECT password FROM identity.account'),
    );
    await asOwner(web.database.address, (client) => client.query('REVOKE INSERT ON audit FROM isonomia_app'));
    try {
      expect((await set(link, 'eleven otters in the weir')).status).toBe(500);
    } finally {
      await asOwner(web.database.address, (client) => client.query('GRANT INSERT ON audit TO isonomia_app'));
    }
    const after = await asOwner(web.database.address, (client) =>
      client.query('SELECT password FROM identity.account'),
    );
    expect(after.rows).toEqual(before.rows);
    expect((await set(link, 'eleven otters in the weir')).status).toBe(303);
  });

  it('is never set over plain http from another machine', async () => {
    await forgetTries();
    const link = await linkFor('fay');
    const page = await web.agent().get(link).set('host', '192.168.1.20:3000').expect(200);
    expect(page.text).not.toContain('type="password"');
    expect(sessionCookieIn(page.headers['set-cookie'])).toBe('');
  });
});
