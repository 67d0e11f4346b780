import {
  AcceptInvitation,
  Clock,
  DisablePerson,
  GiveRole,
  InvitePerson,
  ListInvitations,
  ListPeople,
  ResendInvitation,
  RevokeInvitation,
  ROLES,
  rolesToGive,
  TakeRole,
  UnitOfWork,
  ViewInvitation,
  ViewPerson,
  type Actor,
  type Place,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { addressOf, openStaff, STAFF_NAMES, type Staff, type StaffName } from '../../support/staff.js';
import { startTestWeb, type TestWeb } from '../../support/web.js';

const NOWHERE = '01900000-0000-7000-8000-000000000000';
const PASSPHRASE = 'seven quiet harbours at dusk';

describe('people', () => {
  let web: TestWeb;
  let staff: Staff;
  beforeAll(async () => {
    web = await startTestWeb();
    staff = await openStaff(web);
  }, 60_000);
  afterAll(() => web.close());

  const get = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
    web.app.get(type as never, { strict: false });
  const rows = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    asOwner(web.database.address, async (client) => (await client.query(sql, [...parameters])).rows as Row[]);
  const namesSeen = async (name: StaffName): Promise<readonly string[]> => {
    const { people } = await get(ListPeople).execute(await staff.actor(name));
    return people.map(({ email }) => email.split('@')[0] ?? '').sort();
  };
  const code = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      (problem: unknown) => (problem as { code?: string }).code ?? problem,
    );
  /** The link that was mailed last to this address. */
  const tokenFor = async (email: string): Promise<string> => {
    const [mail] = await rows<{ params: { link: string } }>(
      'SELECT params FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
      [email],
    );
    return new URL(mail?.params.link ?? 'https://none.test/').searchParams.get('token') ?? '';
  };

  describe('are seen', () => {
    it('by an administrator all of them', async () => {
      expect(await namesSeen('adam')).toEqual([...STAFF_NAMES].sort());
    });

    it('by a coordinator those of the region and its agencies, and no administrator', async () => {
      expect(await namesSeen('cora')).toEqual(['asha', 'bruno', 'cora', 'dara', 'fay', 'kim', 'pia', 'rosa']);
    });

    it('by a lead those of the agency alone', async () => {
      expect(await namesSeen('asha')).toEqual(['asha', 'bruno', 'fay', 'pia', 'rosa']);
    });

    it.each(['kim', 'fay', 'bruno', 'pia', 'rosa'] as const)('not by %s, who keeps nobody', async (name) => {
      const actor = await staff.actor(name);
      expect(await code(get(ListPeople).execute(actor))).toBe('forbidden');
      expect(await code(get(ListInvitations).execute(actor))).toBe('forbidden');
      expect(await code(get(ViewPerson).execute(actor, { person: actor.userId }))).toBe('forbidden');
    });

    it('with the roles that lie within reach, and no word of the others', async () => {
      const { ours, foreign } = staff.places;
      const both = await staff.person(
        'nina',
        { role: 'contributor', agencyId: ours },
        { role: 'lead', agencyId: foreign },
      );
      const { person, mayDisable } = await get(ViewPerson).execute(await staff.actor('asha'), { person: both.userId });
      expect(person.roles.map(({ role, agency }) => [role, agency])).toEqual([
        ['contributor', 'Tarsenia Customs Service'],
      ]);
      expect([person.elsewhere, mayDisable]).toEqual([true, false]);
      expect(JSON.stringify(person)).not.toContain('Belmara');
    });

    it('one who is out of reach exactly like one who does not exist', async () => {
      const asha = await staff.actor('asha');
      const hugo = await staff.actor('hugo');
      const refused = await get(ViewPerson).execute(asha, { person: hugo.userId }).catch(String);
      const nothing = await get(ViewPerson)
        .execute(asha, { person: NOWHERE as never })
        .catch(String);
      expect(refused).toBe(nothing);
    });

    it('by nobody who acts in no name: the functions give nothing without an actor', async () => {
      const counts = await get(UnitOfWork).run({ actor: 'nobody' as never }, async (tx) => [
        (await tx.query('SELECT * FROM people(NULL, NULL, NULL, NULL, NULL, 100)', [])).length,
        (await tx.query('SELECT * FROM open_invitations(NULL, NULL)', [])).length,
      ]);
      expect(counts).toEqual([0, 0]);
    });

    it('by the web only through these functions: tables of accounts and invitations are closed to it', async () => {
      const read = (table: string) => code(web.database.dataSource.query(`SELECT * FROM ${table}`));
      expect(await Promise.all([read('invitation'), read('identity."user"'), read('identity.account')])).toEqual([
        '42501',
        '42501',
        '42501',
      ]);
    });
  });

  it('are given by the database exactly what the access table gives: every role, giver and place', async () => {
    const { ours, sibling, foreign, region, otherRegion } = staff.places;
    const places: readonly Place[] = [
      {},
      { regionId: region },
      { regionId: otherRegion },
      { agencyId: ours, regionId: region },
      { agencyId: sibling, regionId: region },
      { agencyId: foreign, regionId: otherRegion },
    ];
    for (const name of STAFF_NAMES) {
      const actor = await staff.actor(name);
      const given = await get(UnitOfWork).run({ actor: actor.userId }, async (tx) => {
        const all: string[] = [];
        for (const [n, { agencyId, regionId }] of places.entries()) {
          for (const role of ROLES) {
            const asked = [role, agencyId ?? null, agencyId === undefined ? (regionId ?? null) : null];
            const [row] = await tx.query<{ yes: boolean }>('SELECT gives_role($1, $2, $3) AS yes', asked);
            if (row?.yes === true) all.push(`${role}@${n}`);
          }
        }
        return all;
      });
      // Where a role can hold is the tables' own constraint, so only roles that fit the place are compared.
      const expected = places.flatMap((place, n) => rolesToGive(actor, place).map((role) => `${role}@${n}`));
      const fitting = given.filter((one) => {
        const [role, n] = one.split('@');
        const everybody: Actor = { ...actor, memberships: [{ role: 'administrator' }] };
        return rolesToGive(everybody, places[Number(n)] ?? {}).some((fits) => fits === role);
      });
      expect([name, [...fitting].sort()]).toEqual([name, [...expected].sort()]);
    }
  });

  describe('get and lose roles', () => {
    const give = async (by: StaffName, person: Actor, role: string, place: object) =>
      code(get(GiveRole).execute(await staff.actor(by), { person: person.userId, role, ...place }));

    it('from whoever gives that role at that place', async () => {
      const { ours, sibling, foreign, region } = staff.places;
      const vera = await staff.person('vera', { role: 'participant', agencyId: ours });
      expect(await give('asha', vera, 'contributor', { agency: ours })).toBe('done');
      expect(await give('asha', vera, 'contributor', { agency: ours })).toBe('input.refused');
      expect(await give('asha', vera, 'lead', { agency: ours })).toBe('forbidden');
      expect(await give('asha', vera, 'contributor', { agency: sibling })).toBe('not-found');
      expect(await give('asha', vera, 'reviewer', { region })).toBe('not-found');
      expect(await give('asha', vera, 'administrator', {})).toBe('forbidden');
      expect(await give('cora', vera, 'reviewer', { region })).toBe('done');
      expect(await give('cora', vera, 'coordinator', { region })).toBe('forbidden');
      expect(await give('cora', vera, 'lead', { agency: foreign })).toBe('not-found');
      expect(await give('adam', vera, 'lead', { agency: foreign })).toBe('done');
      expect(await give('adam', vera, 'lead', { region })).toBe('input.refused');
      expect((await staff.actor('vera' as StaffName)).memberships).toHaveLength(4);
      const told = await rows("SELECT actor_id FROM audit WHERE action = 'role.granted' AND subject_id = $1", [
        vera.userId,
      ]);
      expect(told).toHaveLength(3);
    });

    it('never from themselves', async () => {
      for (const name of ['adam', 'cora', 'asha'] as const) {
        const self = await staff.actor(name);
        const [own] = (await get(ViewPerson).execute(self, { person: self.userId })).person.roles;
        expect(await give(name, self, 'contributor', { agency: staff.places.ours })).toBe('people.own-roles');
        const take = { person: self.userId, membership: own!.id };
        expect(await code(get(TakeRole).execute(self, take))).toBe('people.own-roles');
        expect(await code(get(DisablePerson).execute(self, { person: self.userId, disabled: true }))).toBe(
          'people.own-roles',
        );
        const behind = await get(UnitOfWork).run({ actor: self.userId }, (tx) =>
          tx.query<{ done: unknown }>('SELECT take_role($1) AS done', [own!.id]),
        );
        expect(behind).toEqual([{ done: false }]);
      }
    });

    it('lose those that are the taker’s to take, each told in the audit', async () => {
      const { ours } = staff.places;
      const omar = await staff.person(
        'omar',
        { role: 'recipient', agencyId: ours },
        { role: 'reviewer', agencyId: ours },
      );
      const asha = await staff.actor('asha');
      const { person } = await get(ViewPerson).execute(asha, { person: omar.userId });
      const held = (role: string) => person.roles.find((one) => one.role === role)!.id;
      const take = (role: string, by: Actor) =>
        code(get(TakeRole).execute(by, { person: omar.userId, membership: held(role) }));
      expect(await take('reviewer', asha)).toBe('forbidden');
      expect(await take('recipient', await staff.actor('gita'))).toBe('not-found');
      expect(await take('recipient', asha)).toBe('done');
      expect(await take('recipient', asha)).toBe('not-found');
      expect((await staff.actor('omar' as StaffName)).memberships.map(({ role }) => role)).toEqual(['reviewer']);
      const told = await rows(
        "SELECT agency_id, detail->>'role' AS role FROM audit WHERE action = 'role.withdrawn' AND subject_id = $1",
        [omar.userId],
      );
      expect(told).toEqual([{ agency_id: ours, role: 'recipient' }]);
    });

    it('one administrator stays, also when two remove each other at once, twelve times', async () => {
      const [adam, abel] = [await staff.actor('adam'), await staff.actor('abel')];
      const heldBy = async ({ userId }: Actor) =>
        (
          await rows<{ id: string }>("SELECT id FROM membership WHERE user_id = $1 AND role = 'administrator'", [
            userId,
          ])
        )[0]!.id;
      for (let round = 0; round < 12; round += 1) {
        const [ofAbel, ofAdam] = [await heldBy(abel), await heldBy(adam)];
        const take = (by: Actor, from: Actor, membership: string) =>
          code(get(TakeRole).execute(by, { person: from.userId, membership: membership as never }));
        const done = await Promise.all([take(adam, abel, ofAbel), take(abel, adam, ofAdam)]);
        expect(done.filter((one) => one === 'done')).toHaveLength(1);
        const left = await rows<{ user_id: string }>("SELECT user_id FROM membership WHERE role = 'administrator'");
        expect(left).toHaveLength(1);
        // Put back what was taken, for what follows.
        for (const { userId } of [adam, abel]) {
          await rows("INSERT INTO membership (user_id, role) VALUES ($1, 'administrator') ON CONFLICT DO NOTHING", [
            userId,
          ]);
        }
      }
    });

    it('the last administrator who can still sign in is neither disabled nor stripped', async () => {
      const [adam, abel] = [await staff.actor('adam'), await staff.actor('abel')];
      const role = (await get(ViewPerson).execute(abel, { person: adam.userId })).person.roles[0]!.id;
      await rows('UPDATE identity."user" SET "disabledAt" = now() WHERE id = $1', [abel.userId]);
      // As the session of somebody disabled a moment ago would still ask.
      expect(await code(get(DisablePerson).execute(abel, { person: adam.userId, disabled: true }))).toBe(
        'people.last-administrator',
      );
      expect(await code(get(TakeRole).execute(abel, { person: adam.userId, membership: role }))).toBe(
        'people.last-administrator',
      );
      await rows('UPDATE identity."user" SET "disabledAt" = NULL WHERE id = $1', [abel.userId]);
    });
  });

  describe('are disabled', () => {
    it('by whoever may take every role they have, and by nobody else', async () => {
      const { ours, sibling } = staff.places;
      const both = await staff.person(
        'yara',
        { role: 'contributor', agencyId: ours },
        { role: 'recipient', agencyId: sibling },
      );
      const disable = async (by: StaffName, disabled = true) =>
        code(get(DisablePerson).execute(await staff.actor(by), { person: both.userId, disabled }));
      expect(await disable('asha')).toBe('people.roles-elsewhere');
      expect(await disable('gita')).toBe('not-found');
      expect(await disable('hugo')).toBe('not-found');
      expect(await disable('bruno')).toBe('forbidden');
      expect(await disable('cora')).toBe('done');
      await expect(staff.actor('yara' as StaffName)).rejects.toThrow('cannot sign in');
      expect(await disable('cora', false)).toBe('done');
      expect((await staff.actor('yara' as StaffName)).userId).toBe(both.userId);
      const told = await rows<{ action: string }>('SELECT action FROM audit WHERE subject_id = $1 ORDER BY id', [
        both.userId,
      ]);
      expect(told.map(({ action }) => action)).toEqual(['person.disabled', 'person.enabled']);
    });

    it('with the invitations that they had sent', async () => {
      const { ours } = staff.places;
      const lead = await staff.person('lars', { role: 'lead', agencyId: ours });
      await get(InvitePerson).execute(lead, { email: 'new.by.lars@example.org', role: 'recipient', agency: ours });
      const token = await tokenFor('new.by.lars@example.org');
      await get(DisablePerson).execute(await staff.actor('cora'), { person: lead.userId, disabled: true });
      expect(await code(get(ViewInvitation).execute(undefined, { token }))).toBe('invitation.unusable');
    });

    it('or nothing happens, when the audit cannot be written', async () => {
      const { ours } = staff.places;
      const ines = await staff.person('ines', { role: 'recipient', agencyId: ours });
      await rows('REVOKE INSERT ON audit FROM isonomia_app');
      try {
        const done = await code(
          get(DisablePerson).execute(await staff.actor('asha'), { person: ines.userId, disabled: true }),
        );
        expect(done).not.toBe('done');
        expect((await staff.actor('ines' as StaffName)).userId).toBe(ines.userId);
      } finally {
        await rows('GRANT INSERT ON audit TO isonomia_app');
      }
    });
  });

  describe('are invited', () => {
    const invite = async (
      by: StaffName,
      email: string,
      role = 'contributor',
      place: object = { agency: staff.places.ours },
    ) => get(InvitePerson).execute(await staff.actor(by), { email, role, ...place });
    const accept = (token: string, actor?: Actor, account: object = { name: 'Newcomer', password: PASSPHRASE }) =>
      get(AcceptInvitation).execute(actor, { token, ...(actor === undefined && account) });

    it('get an account with the role, once', async () => {
      await invite('asha', ' Zoe@Example.org ');
      const token = await tokenFor('zoe@example.org');
      expect(await get(ViewInvitation).execute(undefined, { token })).toEqual({
        email: 'zoe@example.org',
        role: 'contributor',
        agency: 'Tarsenia Customs Service',
        inviter: 'Asha Tevdor',
        known: false,
        yours: false,
      });
      const done = await accept(token);
      const [account] = await rows<{ name: string; verified: boolean; hash: string }>(
        `SELECT u.name, u."emailVerified" AS verified, a.password AS hash FROM identity."user" u
         JOIN identity.account a ON a."userId" = u.id WHERE u.id = $1`,
        [done.user],
      );
      expect([account?.name, account?.verified]).toEqual(['Newcomer', true]);
      expect(account?.hash).toMatch(/^\$argon2id\$/);
      const held = await rows('SELECT role, agency_id FROM membership WHERE user_id = $1', [done.user]);
      expect(held).toEqual([{ role: 'contributor', agency_id: staff.places.ours }]);
      expect(await code(accept(token))).toBe('invitation.unusable');
      const told = await rows("SELECT actor_id, agency_id FROM audit WHERE action = 'invitation.accepted'");
      expect(told).toEqual([{ actor_id: done.user, agency_id: staff.places.ours }]);
    });

    it('by a secret that is stored nowhere but in the mail', async () => {
      await invite('asha', 'secret@example.org');
      const token = await tokenFor('secret@example.org');
      expect(token).toMatch(/^[\w-]{43}$/);
      const [kept] = await rows<{ text: string }>(
        "SELECT i::text AS text FROM invitation i WHERE email = 'secret@example.org'",
      );
      expect(kept?.text).not.toContain(token);
      const audited = await rows<{ text: string }>('SELECT a::text AS text FROM audit a');
      expect(audited.map(({ text }) => text).join()).not.toContain(token);
    });

    it('of twenty who send one link at the same time one succeeds', async () => {
      await invite('asha', 'race@example.org');
      const token = await tokenFor('race@example.org');
      const done = await Promise.all(Array.from({ length: 20 }, () => code(accept(token))));
      expect(done.filter((one) => one === 'done')).toHaveLength(1);
      expect(await rows('SELECT 1 FROM identity."user" WHERE email = $1', ['race@example.org'])).toHaveLength(1);
    });

    it('expired, used, revoked and made up all answer the same', async () => {
      await invite('asha', 'old@example.org');
      const expired = await tokenFor('old@example.org');
      await rows(
        "UPDATE invitation SET invited_at = now() - interval '8 days', expires_at = now() - interval '1 day' WHERE email = 'old@example.org'",
      );
      const { invitation } = await invite('asha', 'gone@example.org');
      const revoked = await tokenFor('gone@example.org');
      await get(RevokeInvitation).execute(await staff.actor('asha'), { invitation });
      await invite('asha', 'used@example.org');
      const used = await tokenFor('used@example.org');
      await accept(used);
      const answers = await Promise.all(
        [expired, revoked, used, 'made-up', ''].map((token) => accept(token).catch(String)),
      );
      expect(new Set(answers)).toEqual(new Set([expect.stringContaining('invitation.unusable')]));
    });

    it('for seven days', async () => {
      await invite('asha', 'week@example.org');
      const [row] = await rows<{ days: number }>(
        "SELECT extract(epoch FROM expires_at - invited_at)::int / 86400 AS days FROM invitation WHERE email = 'week@example.org'",
      );
      expect(row?.days).toBe(7);
      expect(get(Clock).now()).toBeInstanceOf(Date);
    });

    it('who have an account take the role as that person, and nobody else can', async () => {
      const { sibling } = staff.places;
      await invite('dara', addressOf('fay'), 'recipient', { agency: sibling });
      const token = await tokenFor(addressOf('fay'));
      expect(await get(ViewInvitation).execute(undefined, { token })).toMatchObject({ known: true, yours: false });
      expect(await code(accept(token))).toBe('invitation.unusable');
      expect(await code(accept(token, await staff.actor('bruno')))).toBe('invitation.unusable');
      await accept(token, await staff.actor('fay'));
      expect((await staff.actor('fay')).memberships).toContainEqual({ role: 'recipient', agencyId: sibling });
    });

    it('again get a new link, and the old one ends', async () => {
      const first = await invite('asha', 'twice@example.org');
      const old = await tokenFor('twice@example.org');
      const again = await invite('asha', 'twice@example.org');
      await get(ResendInvitation).execute(await staff.actor('asha'), { invitation: again.invitation });
      expect(again.invitation).toBe(first.invitation);
      expect(await code(get(ViewInvitation).execute(undefined, { token: old }))).toBe('invitation.unusable');
      expect(await code(get(ViewInvitation).execute(undefined, { token: await tokenFor('twice@example.org') }))).toBe(
        'done',
      );
      const open = await get(ListInvitations).execute(await staff.actor('asha'), { agency: staff.places.ours });
      expect(open.filter(({ email }) => email === 'twice@example.org').map(({ sent }) => sent)).toEqual([3]);
    });

    it('within reach: nobody invites to, sees or revokes what lies beyond it', async () => {
      const { ours, foreign, region } = staff.places;
      expect(await code(invite('asha', 'x@example.org', 'lead'))).toBe('forbidden');
      expect(await code(invite('asha', 'x@example.org', 'recipient', { agency: foreign }))).toBe('not-found');
      expect(await code(invite('gita', 'x@example.org', 'lead', { agency: ours }))).toBe('not-found');
      expect(await code(invite('fay', 'x@example.org'))).toBe('forbidden');
      expect(await code(invite('cora', 'x@example.org', 'coordinator', { region }))).toBe('forbidden');
      expect(await code(invite('cora', 'x@example.org', 'administrator', {}))).toBe('forbidden');
      const { invitation } = await invite('asha', 'mine@example.org');
      const gita = await staff.actor('gita');
      expect(await code(get(RevokeInvitation).execute(gita, { invitation }))).toBe('not-found');
      expect(await code(get(ResendInvitation).execute(gita, { invitation }))).toBe('not-found');
      expect((await get(ListInvitations).execute(gita)).map(({ email }) => email)).toEqual([]);
      expect(await code(get(ListInvitations).execute(gita, { agency: ours }))).toBe('not-found');
    });

    it('by an address that can be written to, and with a password that keeps', async () => {
      expect(await code(invite('asha', 'nobody'))).toBe('input.refused');
      expect(await code(invite('asha', 'a@example.org\r\nBcc: b@example.org'))).toBe('input.refused');
      expect(await code(invite('asha', addressOf('rosa'), 'recipient'))).toBe('input.refused');
      await invite('asha', 'weak@example.org');
      const token = await tokenFor('weak@example.org');
      for (const password of ['', 'short', 'password1234', 'weak-weak-weak']) {
        await expect(accept(token, undefined, { name: 'W', password })).rejects.toMatchObject({
          faults: [{ path: 'password' }],
        });
      }
      expect(await code(accept(token))).toBe('done');
    });
  });
});
