import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES, href } from '../../apps/web/src/paths.js';
import { asOwner } from '../support/database.js';
import { addressOf, openStaff, sendForm, type Staff } from '../support/staff.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';

const PASSPHRASE = 'seven quiet harbours at dusk';
const PERSON = { accept: 'text/html' };

describe('administration', () => {
  let web: TestWeb;
  let staff: Staff;
  let adam: Visitor;
  let cora: Visitor;
  let asha: Visitor;
  beforeAll(async () => {
    web = await startTestWeb();
    staff = await openStaff(web);
    [adam, cora, asha] = [await staff.signedIn('adam'), await staff.signedIn('cora'), await staff.signedIn('asha')];
  }, 60_000);
  afterAll(() => web.close());

  const rows = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    asOwner(web.database.address, async (client) => (await client.query(sql, [...parameters])).rows as Row[]);
  const linkFor = async (email: string): Promise<string> => {
    const [mail] = await rows<{ params: { link: string } }>(
      'SELECT params FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
      [email],
    );
    const { pathname, search } = new URL(mail?.params.link ?? '');
    return pathname + search;
  };
  const csrfIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

  it('begins with what lies within the roles of whoever asks', async () => {
    expect((await adam.get(ROUTES.administration).expect(200)).text).toContain('Regions and countries');
    const ofLead = (await asha.get(ROUTES.administration).expect(200)).text;
    expect(ofLead).not.toContain('Regions and countries');
    expect(ofLead).toContain('People');
    const fay = await staff.signedIn('fay');
    for (const page of [
      ROUTES.administration,
      ROUTES.regions,
      ROUTES.agencyEntries,
      ROUTES.people,
      ROUTES.invitations,
      ROUTES.invite,
    ])
      expect([page, (await fay.get(page).set(PERSON)).status]).toEqual([page, 403]);
    for (const page of [ROUTES.regions, ROUTES.agencyEntries, ROUTES.newAgency, ROUTES.newRegion])
      expect([page, (await asha.get(page).set(PERSON)).status]).toEqual([page, 403]);
  });

  it('draws regions and countries: an administrator all, a coordinator the countries of the own region', async () => {
    const made = await sendForm(adam, ROUTES.newRegion, { name: 'Three Hills', fictional: 'on' });
    expect([made.status, made.headers['location']]).toEqual([303, `${ROUTES.regions}?added=1`]);
    const twice = await sendForm(adam, ROUTES.newRegion, { name: 'three hills' });
    expect([twice.status, twice.text.includes('There is one of this name')]).toEqual([422, true]);
    expect((await sendForm(cora, ROUTES.newRegion, { name: 'Mine' })).status).toBe(403);
    const own = href(ROUTES.newCountry, { region: staff.places.region });
    expect((await sendForm(cora, own, { name: 'Ostrania', code: 'xo' })).status).toBe(303);
    expect((await sendForm(cora, own, { name: 'Ostrania', code: 'XP' })).status).toBe(422);
    expect((await sendForm(cora, own, { name: 'Nowhere', code: '1' })).text).toContain('takes two letters');
    const other = href(ROUTES.newCountry, { region: staff.places.otherRegion });
    expect((await sendForm(cora, other, { name: 'Foreignia', code: 'XF' })).status).toBe(404);
    const page = (await cora.get(ROUTES.regions).expect(200)).text;
    expect(page).toContain('Ostrania (XO)');
    expect(page).not.toContain('Two Lakes');
  });

  it('creates an agency, corrects its entry, retires it and brings it back', async () => {
    const { country, otherCountry } = staff.places;
    const entry = { name: 'Tarsenia Prisons', type: 'prison', country, revision: '0' };
    const made = await sendForm(cora, ROUTES.newAgency, entry);
    expect(made.headers['location']).toMatch(
      /^\/administration\/people\/invite\?agency=[0-9a-f-]{36}&role=lead&said=created$/,
    );
    const id = /agency=([0-9a-f-]{36})/.exec(String(made.headers['location']))?.[1] ?? '';
    expect((await cora.get(String(made.headers['location'])).expect(200)).text).toContain('The agency was created');
    expect((await sendForm(cora, ROUTES.newAgency, { ...entry, country: otherCountry })).status).toBe(422);
    const at = href(ROUTES.agencyEntry, { agency: id });
    const saved = await sendForm(cora, at, { ...entry, name: 'Prison Service of Tarsenia', revision: '1' });
    expect(saved.headers['location']).toBe(`${at}?said=saved`);
    const late = await sendForm(cora, at, { ...entry, name: 'Late', revision: '1' });
    expect([late.status, late.text.includes('Somebody changed this agency')]).toEqual([409, true]);
    expect((await cora.get(`${ROUTES.agencyEntries}?matching=prison`)).text).toContain('Prison Service of Tarsenia');
    expect((await cora.get(href(ROUTES.retireAgency, { agency: id })).expect(200)).text).toContain(
      'Retire Prison Service',
    );
    expect((await sendForm(cora, href(ROUTES.retireAgency, { agency: id }), {})).status).toBe(303);
    expect((await cora.get(at)).text).toContain('This agency was retired');
    const invited = await sendForm(cora, ROUTES.invite, {
      email: 'l@example.org',
      role: 'lead',
      place: `agency:${id}`,
    });
    expect([invited.status, invited.text.includes('This agency was retired')]).toEqual([409, true]);
    expect((await sendForm(cora, href(ROUTES.restoreAgency, { agency: id }), {})).status).toBe(303);
    const gita = await staff.signedIn('gita');
    for (const page of [
      at,
      href(ROUTES.retireAgency, { agency: id }),
      href(ROUTES.people, {}, { query: { agency: id } }),
    ])
      expect((await gita.get(page).set(PERSON)).status).toBe(404);
    expect((await gita.get(ROUTES.agencyEntries)).text).not.toContain('Prison Service');
  });

  it('invites by mail; the newcomer chooses a password, signs in and is in the agency', async () => {
    const { ours } = staff.places;
    const page = await asha.get(`${ROUTES.invite}?agency=${ours}`).expect(200);
    expect(page.text).toContain('Contributor');
    expect(page.text).not.toContain('value="lead"');
    const sent = await sendForm(asha, ROUTES.invite, {
      email: 'mira@example.org',
      role: 'contributor',
      place: `agency:${ours}`,
      agency: ours,
    });
    expect(sent.headers['location']).toBe(`${ROUTES.invitations}?said=sent&agency=${ours}`);
    expect((await asha.get(ROUTES.invitations)).text).toContain('mira@example.org');
    const link = await linkFor('mira@example.org');
    const mira = web.agent();
    const offer = await mira.get(link).expect(200);
    expect(offer.text).toContain('Asha Tevdor invites you: Contributor, Tarsenia Customs Service.');
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    const weak = await mira
      .post(ROUTES.invitation)
      .type('form')
      .send({ _csrf: csrfIn(offer.text), token, name: 'Mira', password: 'short' });
    expect([weak.status, weak.text.includes('at least 12 characters')]).toEqual([422, true]);
    expect(weak.text).not.toContain('value="short"');
    const done = await mira
      .post(ROUTES.invitation)
      .type('form')
      .send({ _csrf: csrfIn(offer.text), token, name: 'Mira Kovel', password: PASSPHRASE });
    expect([done.status, done.headers['location']]).toEqual([303, '/invitation?accepted=1']);
    expect((await mira.get('/invitation?accepted=1').expect(200)).text).toContain('Your account is ready');
    await mira.post('/api/session').send({ email: 'mira@example.org', password: PASSPHRASE }).expect(204);
    expect((await mira.get('/')).headers['location']).toBe(`/agencies/${ours}`);
    const again = await mira.get(link).expect(404);
    expect(again.text).toContain('This invitation cannot be used');
  });

  it('adds a role to an account that is there already, once its owner has signed in', async () => {
    const { sibling } = staff.places;
    const dara = await staff.signedIn('dara');
    await sendForm(dara, ROUTES.invite, { email: addressOf('rosa'), role: 'recipient', place: `agency:${sibling}` });
    const link = await linkFor(addressOf('rosa'));
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    const stranger = (await web.agent().get(link).expect(200)).text;
    expect(stranger.replaceAll('&#x3D;', '=')).toContain(`href="/sign-in?next=%2Finvitation%3Ftoken%3D${token}"`);
    expect(stranger).not.toContain('type="password"');
    const bruno = await staff.signedIn('bruno');
    expect((await bruno.get(link)).text).toContain('sent to another address');
    expect((await sendForm(bruno, ROUTES.invitation, { token })).status).not.toBe(303);
    const rosa = await staff.signedIn('rosa');
    expect((await rosa.get(link)).text).toContain('You are signed in as');
    expect((await sendForm(rosa, ROUTES.invitation, { token })).headers['location']).toBe('/');
    expect((await staff.actor('rosa')).memberships).toContainEqual({ role: 'recipient', agencyId: sibling });
  });

  it('sends an invitation again and takes it back', async () => {
    const { ours } = staff.places;
    const { body } = await asha
      .post('/api/invitations')
      .send({ email: 'back@example.org', role: 'recipient', agency: ours });
    const old = await linkFor('back@example.org');
    const at = { invitation: String(body.id) };
    expect((await sendForm(asha, href(ROUTES.resendInvitation, at), {})).status).toBe(303);
    expect((await web.agent().get(old)).status).toBe(404);
    const fresh = await linkFor('back@example.org');
    expect((await asha.get(href(ROUTES.revokeInvitation, at)).expect(200)).text).toContain('back@example.org');
    expect((await sendForm(asha, href(ROUTES.revokeInvitation, at), {})).status).toBe(303);
    const gone = await web.agent().get(fresh);
    const madeUp = await web.agent().get('/invitation?token=made-up');
    const body1 = (text: string) => /<main[\s\S]*<\/main>/.exec(text)?.[0];
    expect([gone.status, body1(gone.text)]).toEqual([madeUp.status, body1(madeUp.text)]);
  });

  it('answers the eleventh try with a made-up link with when to come back', async () => {
    const visitor = web.agent();
    const codes: number[] = [];
    for (let n = 0; n < 12; n += 1) codes.push((await visitor.get(`/invitation?token=guess-${n}`)).status);
    expect(codes.at(-1)).toBe(429);
    await rows('DELETE FROM identity.sign_in_try');
  });

  it('gives and takes roles, after a fresh proof and a question', async () => {
    const { ours } = staff.places;
    const { userId } = await staff.person('paul', { role: 'participant', agencyId: ours });
    const person = { person: userId };
    const given = await sendForm(asha, href(ROUTES.giveRole, person), { role: 'recipient', place: `agency:${ours}` });
    expect(given.headers['location']).toBe(href(ROUTES.person, person, { query: { said: 'given' } }));
    expect(
      (await sendForm(asha, href(ROUTES.giveRole, person), { role: 'lead', place: `agency:${ours}` })).status,
    ).toBe(403);
    expect((await sendForm(asha, href(ROUTES.giveRole, person), { role: 'recipient', place: '' })).status).toBe(422);
    const page = (await asha.get(href(ROUTES.person, person)).expect(200)).text;
    const take =
      /href="(\/administration\/people\/[^"]+\/take)" aria-label="Take away: Participant/.exec(page)?.[1] ?? '';
    expect((await asha.get(take).expect(200)).text).toContain('Take this role away?');
    expect((await sendForm(asha, take, {})).status).toBe(303);
    expect((await staff.actor('paul' as never)).memberships.map(({ role }) => role)).toEqual(['recipient']);
    await rows(
      `UPDATE identity."session" SET "provedAt" = now() - interval '11 minutes'
      WHERE "userId" = (SELECT id FROM identity."user" WHERE email = $1)`,
      [addressOf('asha')],
    );
    await new Promise((done) => setTimeout(done, 1_100));
    const stale = await sendForm(asha, href(ROUTES.giveRole, person), { role: 'contributor', place: `agency:${ours}` });
    expect([stale.status, stale.headers['location']]).toEqual([303, expect.stringMatching(/^\/account\/confirm/)]);
    expect((await staff.actor('paul' as never)).memberships).toHaveLength(1);
    await rows(`UPDATE identity."session" SET "provedAt" = now()`);
    await new Promise((done) => setTimeout(done, 1_100));
  });

  it('stops a person within a second: of 50 requests at once with the old session none succeeds', async () => {
    const { ours } = staff.places;
    const { userId } = await staff.person('quentin', { role: 'contributor', agencyId: ours });
    const quentin = await staff.signedIn('quentin');
    await quentin.get(`/api/agencies/${ours}`).expect(200);
    const at = { person: userId };
    expect((await asha.get(href(ROUTES.disablePerson, at)).expect(200)).text).toContain(
      'Stop Quentin Somebody from signing in?',
    );
    expect((await sendForm(asha, href(ROUTES.disablePerson, at), {})).status).toBe(303);
    await new Promise((done) => setTimeout(done, 1_000));
    const replies = await Promise.all(Array.from({ length: 50 }, () => quentin.get(`/api/agencies/${ours}`)));
    expect(replies.filter(({ status }) => status !== 401)).toEqual([]);
    const refused = await quentin
      .post('/api/session')
      .send({ email: addressOf('quentin'), password: 'correct horse battery 4' });
    expect(refused.status).toBe(401);
    expect((await sendForm(asha, href(ROUTES.enablePerson, at), {})).status).toBe(303);
    await staff.signedIn('quentin');
  });

  it('takes a role away within a second', async () => {
    const { ours } = staff.places;
    const { userId } = await staff.person('rita', { role: 'contributor', agencyId: ours });
    const rita = await staff.signedIn('rita');
    await rita.get(`/api/agencies/${ours}`).expect(200);
    const { body } = await asha.get(`/api/people/${userId}`).expect(200);
    await asha.delete(`/api/people/${userId}/roles/${body.person.roles[0].id}`).expect(204);
    await new Promise((done) => setTimeout(done, 1_000));
    await rita.get(`/api/agencies/${ours}`).expect(404);
  });

  it('refuses a form that holds a field which its page does not have', async () => {
    const { ours } = staff.places;
    const { userId } = await staff.person('sven', { role: 'participant', agencyId: ours });
    const before = (await staff.actor('sven' as never)).memberships;
    const forms: readonly (readonly [Visitor, string, Record<string, string>])[] = [
      [adam, ROUTES.newRegion, { name: 'Extra' }],
      [cora, href(ROUTES.newCountry, { region: staff.places.region }), { name: 'Extra', code: 'XX' }],
      [cora, ROUTES.newAgency, { name: 'Extra', type: 'customs', country: staff.places.country }],
      [
        cora,
        href(ROUTES.agencyEntry, { agency: ours }),
        { name: 'Extra', type: 'customs', country: staff.places.country },
      ],
      [cora, href(ROUTES.retireAgency, { agency: ours }), {}],
      [asha, ROUTES.invite, { email: 'extra@example.org', role: 'recipient', place: `agency:${ours}` }],
      [asha, href(ROUTES.giveRole, { person: userId }), { role: 'recipient', place: `agency:${ours}` }],
      [asha, href(ROUTES.disablePerson, { person: userId }), {}],
      [web.agent(), ROUTES.invitation, { token: 'x', name: 'X', password: PASSPHRASE }],
    ];
    for (const [visitor, address, fields] of forms) {
      for (const extra of ['agencyId', 'memberships', 'isAdmin', 'createdBy']) {
        const token = csrfIn((await visitor.get(ROUTES.signIn)).text);
        const reply = await visitor
          .post(address)
          .type('form')
          .send({ _csrf: token, ...fields, [extra]: 'administrator' });
        expect([address, extra, reply.status]).toEqual([address, extra, 400]);
      }
    }
    expect((await staff.actor('sven' as never)).memberships).toEqual(before);
    expect(
      await rows("SELECT 1 FROM region WHERE name = 'Extra' UNION ALL SELECT 1 FROM agency WHERE name = 'Extra'"),
    ).toEqual([]);
  });
});
