import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ABOUT, ROUTES } from '../../apps/web/src/paths.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate } from '../support/world.js';

describe('verifying a document, by anybody who holds the paper', () => {
  let web: TestWeb;
  let id: string;
  let bruno: Visitor;
  beforeAll(async () => {
    web = await startTestWeb();
    const world = await populate(web);
    const assessment = await world.submitted('core');
    const asha = await signedIn(web, 'asha');
    bruno = await signedIn(web, 'bruno');
    const fields = { _csrf: await csrfTokenOf(asha), edition: 'sharing' };
    const ordered = await asha.post(`/assessments/${assessment}/documents`).type('form').send(fields).expect(303);
    id = String(ordered.headers['location']).split('/').at(-1) ?? '';
    const { operator: dataSource } = web.database;
    const [file] = await dataSource.query(
      `INSERT INTO file (id, agency_id, name, media_type, size, sha256)
       SELECT gen_random_uuid(), agency_id, 'x.pdf', 'application/pdf', 0, repeat('a', 64) FROM document WHERE id = $1
       RETURNING id`,
      [id],
    );
    // Asked for in the evening of Greenwich, printed with the date that Tbilisi has by then.
    await dataSource.query(
      `UPDATE document SET state = 'ready', sha256 = repeat('a', 64), file_id = $2, requested_at = '2026-03-16T22:00:00Z',
         finished_at = '2026-03-16T22:00:05Z' WHERE id = $1`,
      [id, file.id],
    );
  });
  afterAll(async () => {
    await web.close();
  });
  const ask = (typed: string) => web.agent().get(`/verify/${encodeURIComponent(typed)}`);
  const verdictOf = (text: string) => /class="notice notice--\w+" role="status">\s*<h2>([^<]+)/.exec(text)?.[1];
  const formToken = async (visitor: Visitor) =>
    /name="_csrf" value="([^"]+)"/.exec((await visitor.get(ABOUT.verify)).text)?.[1] ?? '';
  /** As a browser without script sends a file. */
  const send = async (bytes: Buffer, name = 'x.pdf') => {
    const stranger = web.agent();
    const token = await formToken(stranger);
    const sent = await stranger.post(ROUTES.verifyFile).field('_csrf', token).attach('file', bytes, name);
    return sent.status === 303 ? stranger.get(String(sent.headers['location'])) : sent;
  };
  const become = (sha256: string) =>
    web.database.operator.query(`UPDATE document SET sha256 = $2 WHERE id = $1`, [id, sha256]);
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  it('says genuine, with the date and the instrument, and nothing of what it says or of whom', async () => {
    const { text } = await ask(id).expect(200);
    expect(text).toContain('Genuine');
    expect(text).toContain('17 March 2026');
    expect(text).toContain('geoa-le 1.0.0');
    expect(text).not.toMatch(/Tarsenia|Notreal|Assessment 2025|core|sharing|[0-9a-f]{64}/i);
    const { body } = await bruno.get(`/api/verify/${id}`).expect(200);
    const told = ['document', 'instrumentId', 'instrumentVersion', 'issuedOn', 'verdict'];
    expect(Object.keys(body).sort()).toEqual(told);
  });

  it('reads a number as people type it', async () => {
    const plain = id.replaceAll('-', '').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    await ask(plain).expect(200);
    const form = await web
      .agent()
      .get(ABOUT.verify)
      .query({ id: ` ${id} ` })
      .expect(302);
    expect(form.headers['location']).toBe(`/verify/${id}`);
  });

  it.each(['K7QF-3M9D-X2TA', 'x', '<script>alert(1)</script>', '../../etc/passwd', 'ß'.repeat(40)])(
    'says unknown to %s, and shows it as text',
    async (typed) => {
      const { text } = await ask(typed).expect(404);
      expect(text).toContain('Unknown');
      expect(text).not.toContain('<script>alert');
    },
  );

  it('tells of a number that it says nothing of the paper, and asks for the file', async () => {
    const { text } = await ask(id).expect(200);
    expect(text).toContain('The number says nothing about what is written on the paper');
  });

  it('takes the file itself from a browser without script, and keeps nothing of it', async () => {
    const file = Buffer.from(`%PDF-1.7 ${id} and more of it`);
    await become(hashOf(file));
    const [before] = await web.database.operator.query('SELECT count(*)::int AS files FROM file');
    expect(verdictOf((await send(file)).text)).toBe('Genuine');
    expect(verdictOf((await send(Buffer.concat([file, Buffer.from('!')]))).text)).toBe('Altered');
    const other = await send(Buffer.from('%PDF-1.7 of somebody else'));
    expect([other.status, verdictOf(other.text)]).toEqual([404, 'Unknown']);
    const [after] = await web.database.operator.query('SELECT count(*)::int AS files FROM file');
    expect(after).toEqual(before);
  });

  it('says of an altered file what it says of a genuine one, and no more', async () => {
    const { text } = await send(Buffer.from(`%PDF-1.7 ${id} changed`));
    expect(text).toContain('17 March 2026');
    expect(text).not.toMatch(/Tarsenia|Notreal|Assessment 2025|core|sharing/i);
  });

  it('asks for a file where there is none, and refuses one that is larger than any document', async () => {
    const stranger = web.agent();
    const token = await formToken(stranger);
    // As a browser sends a form in which nothing was chosen.
    const form = [
      `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`,
      `--x\r\ncontent-disposition: form-data; name="file"; filename=""\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--x--\r\n`,
    ];
    const type = 'multipart/form-data; boundary=x';
    const none = await stranger.post(ROUTES.verifyFile).set('content-type', type).send(form.join(''));
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('Choose a file.')]);
    const small = await startTestWeb({ MAX_FILE_MIB: '1' });
    const guest = small.agent();
    const hers = await formToken(guest);
    const large = await guest
      .post(ROUTES.verifyFile)
      .field('_csrf', hers)
      .attach('file', Buffer.alloc(1_100_000), 'x.pdf');
    expect([large.status, large.text]).toEqual([413, expect.stringContaining('larger than any document')]);
    await small.close();
  });

  it('takes no file from another site', async () => {
    const sent = await web
      .agent()
      .post(ROUTES.verifyFile)
      .field('_csrf', 'x')
      .attach('file', Buffer.from('x'), 'x.pdf');
    expect(sent.status).toBe(403);
  });

  it('takes a fingerprint in place of the file, from programs too', async () => {
    await become('ab'.repeat(32));
    const { text } = await ask('AB'.repeat(32)).expect(200);
    expect(verdictOf(text)).toBe('Genuine');
    const told = await bruno
      .get(`/api/verify/${'cd'.repeat(32)}`)
      .query({ found: `AAAA-BBBB-CCCC,${id}` })
      .expect(200);
    expect(told.body).toMatchObject({ verdict: 'altered', document: id });
    await become('a'.repeat(64));
  });

  it('has a page at the address that people type', async () => {
    const { text } = await web.agent().get('/verify').expect(200);
    expect(text).toContain('Verify a document');
    expect((await web.agent().get('/verify?id=K7QF-3M9D-X2TA').expect(302)).headers['location']).toBe(
      '/verify/K7QF-3M9D-X2TA',
    );
  });

  it('answers programs only of people who have an account', async () => {
    await web.agent().get(`/api/verify/${id}`).expect(401);
  });

  it('answers alike whether a number exists with others or not at all, but for the word', async () => {
    const { body } = await bruno.get('/api/verify/K7QF-3M9D-X2TA').expect(200);
    expect(body).toEqual({ verdict: 'unknown' });
  });

  it('does not call a document genuine that was never finished', async () => {
    await web.database.operator.query(`UPDATE document SET state = 'failed' WHERE id = $1`, [id]);
    await ask(id).expect(404);
    await web.database.operator.query(`UPDATE document SET state = 'ready' WHERE id = $1`, [id]);
  });
});
