import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { loggerOptions } from '../../apps/web/src/http/logging.js';
import { asOwner } from '../support/database.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const BARE = /undefined|\[object|page\.[a-z-]+\.|document\.[a-z]+\.[a-z]/;
const SEE_OTHER = 303;
const PDF = Buffer.from('%PDF-1.7 what the agency lets others read');

/** No worker runs here: what is ordered is made by hand. */
describe('the pages of a personal link', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let token: string;
  let assessment: AssessmentId;
  let links: string;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
    assessment = await world.submitted('core');
    links = `/agencies/${world.agency}/links`;
  });
  afterAll(() => web.close());

  const post = (visitor: Visitor, path: string, csrf: string, fields: Readonly<Record<string, string>> = {}) =>
    visitor
      .post(path)
      .type('form')
      .accept('html')
      .send({ _csrf: csrf, ...fields });
  const give = async (fields: Readonly<Record<string, string>> = {}): Promise<string> => {
    const form = { recipient: 'Adviser Nour', email: '', language: 'en', days: '30', assessment: '', ...fields };
    const { text } = await post(asha, links, token, form).expect(200);
    return /\/shared\?token=[\w-]{43}/.exec(text.replaceAll('&#x3D;', '='))?.[0] ?? '';
  };
  /** Follows the link in a browser that nobody is signed in to. */
  const followed = async (address: string): Promise<Visitor> => {
    const holder = web.agent();
    await holder.get(address).expect(303).expect('location', '/shared');
    return holder;
  };
  const csrfOn = async (holder: Visitor): Promise<string> =>
    /name="_csrf" value="([^"]+)"/.exec((await holder.get('/shared').expect(200)).text)?.[1] ?? '';
  const order = async (holder: Visitor, language = 'en'): Promise<string> => {
    const fields = { kind: 'outcome', subject: assessment, language, format: 'pdf' };
    const { headers } = await post(holder, '/shared/order', await csrfOn(holder), fields).expect(303);
    return String(headers['location']);
  };
  const makeReady = async (page: string): Promise<void> => {
    const file = randomUUID();
    const sha256 = createHash('sha256').update(PDF).digest('hex');
    const put = (sql: string, values: readonly unknown[]) => web.database.operator.query(sql, [...values]);
    await put(
      `INSERT INTO file (id, agency_id, name, media_type, size, sha256) VALUES ($1, $2, 'a.pdf', 'application/pdf', $3, $4)`,
      [file, world.agency, PDF.length, sha256],
    );
    await put('INSERT INTO file_chunk (file_id, agency_id, position, bytes) VALUES ($1, $2, 0, $3)', [
      file,
      world.agency,
      PDF,
    ]);
    await put(`UPDATE document SET state = 'ready', file_id = $2, sha256 = $3, finished_at = now() WHERE id = $1`, [
      page.split('/').at(-1),
      file,
      sha256,
    ]);
  };

  it('shows the address once, and lists who gave it, what it opens and how it was used', async () => {
    const address = await give();
    expect(address).not.toBe('');
    const list = await asha.get(links).expect(200);
    expect(list.text).not.toContain(address.split('=')[1]);
    for (const said of ['Adviser Nour', 'Asha', 'everything handed in', 'Never', 'opened 0 times']) {
      expect(list.text).toContain(said);
    }
    expect(list.text).not.toMatch(BARE);
    await followed(address);
    expect((await asha.get(links)).text).toContain('opened 1 time');
  });

  it('leaves the secret of the address behind: in a cookie of these pages alone, told to nobody', async () => {
    const address = await give();
    const { headers, text } = await web.agent().get(address).expect(303);
    const secret = String(address.split('=')[1]);
    expect(headers['location']).toBe('/shared');
    expect(text).not.toContain(secret);
    const [cookie] = headers['set-cookie'] as unknown as readonly string[];
    expect(cookie).toMatch(/^isonomia-link=[\w-]{43}; Max-Age=43200; Path=\/shared; HttpOnly; SameSite=Lax$/);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
  });

  it('writes no secret into the log, whether the link opens or not', async () => {
    const lines: string[] = [];
    const out = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const talking = await startTestWeb({ LOG_LEVEL: 'trace' });
    const secret = 'Z'.repeat(43);
    await talking.agent().get(`/shared?token=${secret}`).expect(404);
    await talking
      .agent()
      .get(`/shared/documents/x?token=${secret}`)
      .set('cookie', `isonomia-link=${secret}`)
      .expect(404);
    await talking.close();
    out.mockRestore();
    expect(lines.join('')).toContain('"path":"/shared"');
    expect(lines.join('')).not.toContain(secret);
    expect(loggerOptions('info')).toMatchObject({ redact: { censor: '…' } });
  });

  it('has a language made that is not there, waits politely, and hands the file over as it was stored', async () => {
    const holder = await followed(await give());
    const before = await holder.get('/shared').expect(200);
    expect(before.text).toContain('Tarsenia Customs Service');
    expect(before.text).not.toMatch(BARE);
    expect(before.text).not.toContain('Asha');
    const page = await order(holder);
    const waiting = await holder.get(page).expect(200);
    expect(waiting.text).toContain('data-refresh');
    expect(waiting.text).toContain('Look again');
    expect(waiting.text).not.toMatch(BARE);
    await holder.get(`${page}/file`).expect(409);
    await makeReady(page);
    const { body, headers } = await holder.get(`${page}/file`).buffer(true).parse(binary).expect(200);
    expect((body as Buffer).equals(PDF)).toBe(true);
    expect(headers['content-disposition']).toContain('isonomia-outcome-sharing-en-');
    expect((await holder.get('/shared')).text).toContain(`${page}/file`);
    const rows: readonly { action: string; actor_id: string }[] = await web.database.operator.query(
      `SELECT action, actor_id FROM audit WHERE agency_id = $1 AND actor_id = 'personal-link' ORDER BY id DESC LIMIT 3`,
      [world.agency],
    );
    expect(rows.map(({ action }) => action)).toEqual(['document.read', 'document.requested', 'link.opened']);
    const told = await asha.get(`/agencies/${world.agency}/audit`).expect(200);
    expect(told.text).toContain('The holder of a personal link');
  });

  it('never reaches the internal edition, whatever is asked and however', async () => {
    const ordered = await post(asha, `/assessments/${assessment}/documents`, token, { edition: 'internal' });
    const internal = String(ordered.headers['location']).split('/').at(-1) ?? '';
    await makeReady(`/${internal}`);
    const holder = await followed(await give({ editable: 'on', reports: 'on' }));
    const queries = ['', '?edition=internal', '?edition=sharing&kind=outcome', '?token=x', '?format=docx'];
    for (const query of queries) {
      for (const way of [`/shared/documents/${internal}`, `/shared/documents/${internal.toLowerCase()}/file`]) {
        const { status, text } = await holder.get(`${way}${query}`);
        expect([way, query, status, text.includes('%PDF')]).toEqual([way, query, 404, false]);
      }
      expect((await holder.get(`/shared${query.replace('token=x', 'a=b')}`)).text).not.toContain(internal);
    }
    const fields = { kind: 'outcome', subject: assessment, language: 'en', format: 'pdf', edition: 'internal' };
    await post(holder, '/shared/order', await csrfOn(holder), fields).expect(400);
    for (const closed of [`/documents/${internal}/file`, `/agencies/${world.agency}`, links, '/agencies']) {
      const { status, headers } = await holder.get(closed).accept('html');
      expect([closed, status, String(headers['location']).startsWith('/sign-in')]).toEqual([closed, 303, true]);
    }
  });

  it('is closed at once when it is taken back, in the same words as one that never was', async () => {
    const address = await give({ recipient: 'Somebody else' });
    const holder = await followed(address);
    await holder.get('/shared').expect(200);
    const { text } = await asha.get(links).expect(200);
    const ended = /<h3[^>]*>Somebody else<[\s\S]*?action="([^"]+revoke)"/.exec(text)?.[1] ?? '';
    await post(asha, ended, token).expect(303);
    const closed = await holder.get('/shared').expect(404);
    const never = await web
      .agent()
      .get(`/shared?token=${'n'.repeat(43)}`)
      .expect(404);
    expect(wordsOf(closed.text)).toBe(wordsOf(never.text));
    expect(wordsOf(closed.text)).toContain('ask the person who gave it to you for a new one');
    expect((await holder.get(address)).status).toBe(404);
  });

  it('is one person’s to close on a device, and takes no form of another site', async () => {
    const holder = await followed(await give());
    await post(holder, '/shared/order', 'forged', { kind: 'outcome', subject: assessment }).expect(403);
    await post(holder, '/shared/leave', await csrfOn(holder)).expect(200);
    await holder.get('/shared').expect(404);
  });

  it('counts what comes from one address, guesses included', async () => {
    const counting = await startTestWeb({ RATE_LIMITS: 'on' });
    const statuses = new Set<number>();
    for (let i = 0; i < 320; i += 1)
      statuses.add((await counting.agent().get(`/shared?token=${String(i).padStart(43, 'a')}`)).status);
    expect([...statuses]).toEqual([404, 429]);
    await counting.close();
  });

  it('asks for what is missing in words, and again who it is when the last proof is old', async () => {
    const refused = await post(asha, links, token, { recipient: '', language: 'en', days: '400' }).expect(422);
    expect(refused.text).toMatch(/<title>Error: /);
    const late = await signedIn(web, 'asha');
    const csrf = await csrfTokenOf(late);
    const passed = `UPDATE identity.session SET "provedAt" = now() - interval '11 minutes'
      WHERE id = (SELECT id FROM identity.session ORDER BY "createdAt" DESC LIMIT 1)`;
    await asOwner(web.database.address, (client) => client.query(passed));
    const asked = await eventually(() => post(late, links, csrf, { recipient: 'x', language: 'en', days: '30' }));
    expect(asked.headers['location']).toMatch(/^\/account\/confirm/);
    const dara = await signedIn(web, 'dara');
    await dara.get(links).expect(404);
    const hers = await csrfTokenOf(dara);
    await post(dara, links, hers, { recipient: 'x', language: 'en', days: '30' }).expect(404);
  });

  it('keeps all documents of the agency on a page, the newest first, with their fingerprints', async () => {
    const { text } = await asha.get(`/agencies/${world.agency}/documents`).expect(200);
    expect(text).not.toMatch(BARE);
    const sha256 = createHash('sha256').update(PDF).digest('hex');
    expect(text).toContain(sha256);
    expect(text).toContain('Outcome document');
    expect(text).toContain('English · PDF');
    expect((await asha.get(`/agencies/${world.agency}`)).text).toContain(`/agencies/${world.agency}/documents`);
    const dara = await signedIn(web, 'dara');
    await dara.get(`/agencies/${world.agency}/documents`).expect(404);
  });
});

/** Who somebody is, is remembered for a second. */
async function eventually<Reply extends { readonly status: number }>(ask: () => PromiseLike<Reply>): Promise<Reply> {
  for (let reply = await ask(); ; reply = await ask()) {
    if (reply.status === SEE_OTHER) return reply;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Without what differs in every answer: tokens of forms, nonces, and the address in the language switch. */
const wordsOf = (html: string): string =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

type Parser = Parameters<ReturnType<Visitor['get']>['parse']>[0];

const binary: Parser = (response, done) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(Buffer.from(part)));
  response.on('end', () => done(null, Buffer.concat(parts)));
};
