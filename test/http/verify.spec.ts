import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ABOUT } from '../../apps/web/src/paths.js';
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
