import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AddEvidence, CommentOnQuestion, KeepDraft, type AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { tokenIn } from '../support/account-pages.js';
import { tablesWith } from '../support/canaries.js';
import { asOwner } from '../support/database.js';
import { addressOf, openStaff, sendForm, type Staff } from '../support/staff.js';
import { streamOf } from '../support/stage.js';
import { unzip } from '../support/unzip.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';

const ORDER = 'an order of the service';

describe('all that is held', () => {
  let web: TestWeb;
  let staff: Staff;
  let asha: Visitor;
  let adam: Visitor;
  let draft: AssessmentId;
  const sql = async <Row extends object>(text: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    asOwner(web.database.address, async (client) => (await client.query<Row>(text, [...parameters])).rows);
  const did = async (action: string): Promise<number> =>
    (await sql('SELECT FROM audit WHERE action = $1', [action])).length;

  beforeAll(async () => {
    web = await startTestWeb();
    staff = await openStaff(web);
    asha = await staff.signedIn('asha');
    adam = await staff.signedIn('adam');
    draft = await staff.world.assessment('core');
    await staff.world.submitted('core');
    await staff.world.answer(draft, { GOV1: { value: { level: 2 } } });
    const lead = await staff.actor('asha');
    const get = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
      web.app.get(type as never, { strict: false });
    await get(AddEvidence).execute(lead, {
      assessment: draft,
      question: 'GOV1',
      details: { title: 'Order 7', restricted: false },
      source: { kind: 'file', file: { name: '../../Order № 7.txt', bytes: streamOf(ORDER) } },
    });
    await get(KeepDraft).execute(lead, {
      assessment: draft,
      question: 'GOV2',
      fields: { level: 'nine' },
      from: 0,
      seen: 0,
    });
    await get(CommentOnQuestion).execute(lead, { assessment: draft, question: 'GOV1', text: 'A remark of Asha' });
  }, 60_000);
  afterAll(() => web.close());

  /** The last proof lies further back than it counts. */
  const grownOld = (): Promise<unknown> => provedAt("now() - interval '1 hour'");
  const fresh = (): Promise<unknown> => provedAt('now()');
  const provedAt = async (at: string): Promise<void> => {
    await sql(`UPDATE identity.session SET "provedAt" = ${at}`);
    // For so long the web process remembers who asks.
    await pause(1_100);
  };
  const download = (visitor: Visitor) =>
    visitor
      .get(href(ROUTES.agencyExport, { agency: staff.places.ours }))
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });

  describe('of an agency', () => {
    it('comes as one archive with every table that names the agency, and every file as it was stored', async () => {
      const reply = await download(asha).expect(200);
      expect(reply.headers['content-type']).toBe('application/zip');
      expect(reply.headers['cache-control']).toBe('private, no-store');
      const files = await unzip(reply.body as Buffer);
      const names = [...files.keys()];
      const tables = await sql<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'agency_id'`,
      );
      // The bytes of files are files; roles are those of people, with their names; the audit is lines.
      const otherwise: Readonly<Record<string, string>> = { file_chunk: 'file', membership: 'people', audit: 'audit' };
      for (const { name } of tables) {
        const wanted = otherwise[name] ?? name;
        expect(names.filter((one) => new RegExp(`(^|/)${wanted}\\.jsonl?$`).test(one))).not.toEqual([]);
      }
      expect(names.filter((one) => /(^|\/)\.\.|^\/|\\/.test(one))).toEqual([]);
      const rows = (name: string) =>
        JSON.parse(files.get(name)?.toString('utf8') ?? '') as readonly Record<string, unknown>[];
      expect(rows('agency.json')[0]).toMatchObject({ id: staff.places.ours, name: 'Tarsenia Customs Service' });
      expect(rows('assessment.json')).toHaveLength(2);
      expect(rows(`assessments/${draft}/answer_draft.json`)[0]).toMatchObject({ fields: { level: 'nine' } });
      expect(rows('comment.json')[0]).toMatchObject({ text: 'A remark of Asha' });
      expect(rows('people.json')).toContainEqual(
        expect.objectContaining({ email: addressOf('fay'), role: 'contributor' }),
      );
      const [stored] = rows('file.json');
      const file = names.find((one) => one.startsWith(`files/${String(stored?.['id'])}`)) ?? '';
      expect(files.get(file)?.toString()).toBe(ORDER);
      expect(createHash('sha256').update(ORDER).digest('hex')).toBe(stored?.['sha256']);
      const lines = files.get('audit.jsonl')?.toString('utf8').trim().split('\n') ?? [];
      const [{ n }] = (await sql<{ n: number }>('SELECT count(*)::int AS n FROM audit WHERE agency_id = $1', [
        staff.places.ours,
      ])) as [{ n: number }];
      expect(lines).toHaveLength(n);
      expect(names.at(-1)).toBe('manifest.json');
      expect(await did('agency.exported')).toBe(1);
    });

    it('holds nothing of another agency, no password, no secret and no digest of a link', async () => {
      const text = Buffer.concat([...(await unzip((await download(asha)).body as Buffer)).values()]).toString('utf8');
      expect(text).not.toContain(staff.places.sibling);
      expect(text).not.toMatch(/argon2|token_sha256|"password"/);
    });

    it.each([
      ['adam', 403],
      ['cora', 403],
      ['fay', 403],
      ['bruno', 403],
      ['rosa', 403],
      ['dara', 404],
      ['gita', 404],
    ])('is not for %s, and whoever may not know the agency is told that there is none', async (name, status) => {
      const before = await did('agency.exported');
      await download(await staff.signedIn(name)).expect(status);
      expect(await did('agency.exported')).toBe(before);
    });

    it('takes a fresh proof, for the archive and for every step of erasing', async () => {
      await grownOld();
      const at = { agency: staff.places.ours };
      const proofs = [
        href(ROUTES.agencyExport, at),
        href(ROUTES.eraseAgency, at),
        ROUTES.ownDataFile,
        ROUTES.eraseAccount,
      ];
      for (const address of proofs) {
        const { headers, status } = await asha.get(address).set('accept', 'text/html');
        expect([status, String(headers['location']).split('?', 1)[0]]).toEqual([303, ROUTES.confirm]);
      }
      for (const address of [ROUTES.eraseAgency, ROUTES.confirmErasure].map((route) => href(route, at)))
        expect([303, 403]).toContain((await sendForm(asha, address, { typed: 'Tarsenia Customs Service' })).status);
      expect(await did('agency.erasure-asked')).toBe(0);
      await fresh();
    });

    it('is asked for by one and confirmed by another, on pages that say what goes', async () => {
      const at = { agency: staff.places.sibling };
      const hugo = await staff.signedIn('dara');
      const page = await hugo.get(href(ROUTES.eraseAgency, at)).expect(200);
      expect(page.text).toContain('Norlavia Border Guard');
      const wrong = await sendForm(hugo, href(ROUTES.eraseAgency, at), { typed: 'norlavia' });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('What you typed is not the one that is asked for');
      await sendForm(hugo, href(ROUTES.eraseAgency, at), { typed: 'Norlavia Border Guard' }).then(({ status }) =>
        expect(status).toBe(303),
      );
      const own = await sendForm(hugo, href(ROUTES.confirmErasure, at), { typed: 'Norlavia Border Guard' });
      expect(own.status).toBe(409);
      expect((await adam.get(href(ROUTES.agencyData, at)).expect(200)).text).toContain('Dara Mirzo asks to erase');
      const done = await sendForm(adam, href(ROUTES.confirmErasure, at), { typed: 'Norlavia Border Guard' });
      expect([done.status, done.headers['location']]).toEqual([303, ROUTES.home]);
      await adam.get(href(ROUTES.agencyData, at)).expect(404);
      // Dara was there for that agency alone: within a second nobody is signed in any more.
      await pause(1_100);
      await hugo.get(ROUTES.account).set('accept', 'application/json').expect(401);
      expect(await tablesWith(web.database, 'Norlavia Border Guard')).toEqual([]);
      expect(await tablesWith(web.database, addressOf('dara'))).toEqual([]);
    });
  });

  describe('of a person', () => {
    it('comes as JSON, with all that says who they are and nothing that proves it', async () => {
      const { body, headers } = await asha.get(ROUTES.ownDataFile).expect(200);
      expect(headers['content-disposition']).toContain('attachment');
      expect(body).toMatchObject({
        account: { email: addressOf('asha'), name: 'Asha Tevdor' },
        roles: [{ role: 'lead', agency: 'Tarsenia Customs Service' }],
        comments: [{ text: 'A remark of Asha' }],
      });
      expect(body.sessions.length).toBeGreaterThan(0);
      expect(body.activity.length).toBeGreaterThan(5);
      expect(JSON.stringify(body)).not.toMatch(/argon2|backupCodes|token_sha256|publicKey|public_key/);
      expect(JSON.stringify(body)).not.toContain(addressOf('fay'));
      expect(await did('person.exported')).toBe(1);
    });

    it('goes when its owner types the address, and leaves an id that leads to nobody', async () => {
      const place = { role: 'contributor', agencyId: staff.places.ours } as const;
      const { userId } = await staff.person('canary-own', place);
      const visitor = await staff.signedIn('canary-own');
      await sql(`INSERT INTO assignment (agency_id, assessment_id, dimension_id, user_id) VALUES ($1, $2, 'D2', $3)`, [
        staff.places.ours,
        draft,
        userId,
      ]);
      await sql(
        `INSERT INTO mail (id, recipient, language, template, params) VALUES (gen_random_uuid(), $1, 'en', 'password-reset', '{"name":"Canary-own Somebody"}')`,
        [addressOf('canary-own')],
      );
      await sql(
        `INSERT INTO identity.verification (identifier, value, "expiresAt") VALUES ('x', jsonb_build_object('user', $1::text)::text, now() + interval '1 day')`,
        [userId],
      );
      expect((await tablesWith(web.database, addressOf('canary-own'))).length).toBeGreaterThanOrEqual(2);
      expect((await tablesWith(web.database, userId)).length).toBeGreaterThanOrEqual(6);
      const other = await sendForm(visitor, ROUTES.eraseAccount, { typed: addressOf('fay') });
      expect(other.status).toBe(422);
      const done = await sendForm(visitor, ROUTES.eraseAccount, { typed: addressOf('canary-own').toUpperCase() });
      expect([done.status, done.headers['location']]).toEqual([303, ROUTES.signIn]);
      expect(await tablesWith(web.database, addressOf('canary-own'))).toEqual([]);
      expect(await tablesWith(web.database, 'Canary-own Somebody')).toEqual([]);
      expect(await tablesWith(web.database, userId)).toEqual(['public.audit']);
      await visitor.get(ROUTES.account).set('accept', 'application/json').expect(401);
    });

    it('goes by an administrator too, and by nobody else', async () => {
      const { userId } = await staff.person('canary-two', { role: 'contributor', agencyId: staff.places.ours });
      const address = href(ROUTES.erasePerson, { person: userId });
      const typed = addressOf('canary-two');
      for (const name of ['asha', 'cora', 'fay', 'hugo']) {
        const reply = await sendForm(await staff.signedIn(name), address, { typed });
        expect([403, 404]).toContain(reply.status);
      }
      const page = await adam.get(href(ROUTES.person, { person: userId })).expect(200);
      expect(page.text).toContain(address);
      expect(tokenIn((await adam.get(address).expect(200)).text)).not.toBe('');
      expect((await sendForm(adam, address, { typed })).status).toBe(303);
      expect(await tablesWith(web.database, typed)).toEqual([]);
    });

    it('keeps the last administrator', async () => {
      const abel = await staff.actor('abel');
      await sql('DELETE FROM membership WHERE user_id = $1', [abel.userId]);
      const refused = await sendForm(adam, ROUTES.eraseAccount, { typed: addressOf('adam') });
      expect(refused.status).toBe(409);
      expect(await sql('SELECT FROM identity."user" WHERE email = $1', [addressOf('adam')])).toHaveLength(1);
      await sql(`INSERT INTO membership (user_id, role) VALUES ($1, 'administrator')`, [abel.userId]);
    });
  });
});
