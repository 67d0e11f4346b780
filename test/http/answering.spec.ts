import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { asOwner } from '../support/database.js';
import { pdfOf } from '../support/files.js';
import { readPdf } from '../support/read-pdf.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';

const HOSTILE = `"><script>alert(1)</script>{{7*7}}`;
/** A value nobody gave, a key without its text, a placeholder nobody filled. */
const UNWORDED = /undefined|\[object|page\.[a-z]+\.|\{[a-z]+\}/;
const BUDGET_BYTES = 60_000;

describe('answering in the browser', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let token: string;
  let assessment: AssessmentId;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
  });
  beforeEach(async () => {
    assessment = await world.assessment();
  });
  afterAll(async () => {
    await web.close();
  });

  const at = (path: string): string => `/assessments/${assessment}${path}`;
  const post = (path: string, fields: Readonly<Record<string, string | readonly string[]>>, visitor = asha) =>
    visitor
      .post(at(path))
      .type('form')
      .accept('html')
      .send({ _csrf: token, ...fields });
  const addEvidence = (question: string, fields: Readonly<Record<string, string>>) => {
    const request = asha.post(at(`/questions/${question}/evidence`)).field('_csrf', token);
    for (const [name, value] of Object.entries(fields)) void request.field(name, value);
    return request;
  };
  const dimensions = Array.from({ length: 14 }, (_, n) => `D${n + 1}`);

  it('shows every dimension and every question on its own, in words, to whoever may answer', async () => {
    for (const dimension of dimensions) {
      const page = await asha.get(at(`/dimensions/${dimension}`)).expect(200);
      expect(page.text).not.toMatch(UNWORDED);
      const [first] = [...page.text.matchAll(/id="q-([^"]+)"/g)].map((match) => match[1] ?? '');
      const alone = await asha.get(at(`/questions/${first ?? ''}`)).expect(200);
      expect(alone.text).not.toMatch(UNWORDED);
    }
  });

  it('shows nothing of it to dara of another agency, nor that it is there', async () => {
    const dara = await signedIn(web, 'dara');
    const nobodys = '6f1c0f4e-0000-4000-8000-000000000000';
    const masked = (text: string): string => text.replace(/[0-9a-f-]{36}|nonce="[^"]*"|value="[^"]*"/g, '');
    for (const path of [
      '',
      '/dimensions/D1',
      '/questions/GOV1',
      '/questions/GOV1/clear',
      '/dimensions/D1/assign',
      '/questions/WFC1/template.csv',
    ]) {
      const theirs = await dara.get(at(path));
      const none = await dara.get(`/assessments/${nobodys}${path}`);
      expect([path, theirs.status]).toEqual([path, 404]);
      expect(masked(theirs.text)).toBe(masked(none.text));
    }
  });

  it('saves without script and comes back to the question', async () => {
    const saved = await post('/questions/GOV1/answer', { revision: '0', origin: 'dimension', level: '2' });
    expect([saved.status, saved.headers['location']]).toEqual([303, at('/dimensions/D1?saved=answer#q-GOV1')]);
    const page = await asha.get(at('/dimensions/D1'));
    expect(page.text).toMatch(/id="GOV1-level-2" name="level" value="2" checked/);
    expect(page.text).toContain('name="revision" value="1"');
  });

  it('answers a script with the revision to go on from', async () => {
    const reply = await asha
      .post(at('/questions/GOV1/answer'))
      .accept('json')
      .type('form')
      .send({ _csrf: token, revision: '0', level: '2' });
    expect([reply.status, reply.body]).toEqual([
      200,
      { status: 'saved', revision: 1, message: expect.stringMatching(/^Saved \d\d:\d\d$/), warnings: [] },
    ]);
  });

  it('tells a script what is unfinished without crying wolf', async () => {
    const reply = await asha.post(at('/questions/WFC1/answer')).accept('json').type('form').send({
      _csrf: token,
      revision: '0',
      'rows[0][id]': 'inspector',
      'rows[0][label]': 'Inspector',
      'rows[0][band]': 'officers',
      'rows[0][women]': '4',
    });
    expect([reply.status, reply.body.status, reply.body.faults]).toEqual([200, 'draft', []]);
    expect(reply.body.message).toMatch(/^Draft kept at \d\d:\d\d – 1 cell still empty$/);
  });

  it('warns where two tables do not fit together', async () => {
    const rows = { 'rows[0][id]': 'inspector', 'rows[0][label]': 'Inspector', 'rows[0][band]': 'officers' };
    await post('/questions/WFC1/answer', { revision: '0', ...rows, 'rows[0][women]': '10', 'rows[0][men]': '20' });
    const functions = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [
        [`rows[${n}][women]`, n === 0 ? '11' : '0'],
        [`rows[${n}][men]`, n === 0 ? '20' : '0'],
      ]).flat(),
    );
    const reply = await asha
      .post(at('/questions/WFC2/answer'))
      .accept('json')
      .type('form')
      .send({ _csrf: token, revision: '0', ...functions });
    expect(reply.status).toBe(200);
    expect(reply.body.warnings).toEqual([expect.stringContaining('11')]);
    expect((await asha.get(at('/dimensions/D3'))).text).toContain(reply.body.warnings[0]);
  });

  it('keeps a warning that tells of another part from fay, who may not open it', async () => {
    const answers = `/api${at('/answers')}`;
    await asha
      .put(`${answers}/REC1`)
      .send(exampleAnswers('full')['REC1'] as object)
      .expect(201);
    const { userId } = world.actors.fay;
    await post('/dimensions/D3/assign', { user: userId }).expect(303);
    const fay = await signedIn(web, 'fay');
    const save = async (visitor: Visitor, csrf: string, revision: string) =>
      visitor.post(at('/questions/WFC1/answer')).accept('json').type('form').send({
        _csrf: csrf,
        revision,
        'rows[0][id]': 'inspector',
        'rows[0][label]': 'Inspector',
        'rows[0][band]': 'officers',
        'rows[0][women]': '1',
        'rows[0][men]': '1',
      });
    const theirs = await save(fay, await csrfTokenOf(fay), '0');
    expect([theirs.status, theirs.body.warnings]).toEqual([200, []]);
    const hers = await save(asha, token, '1');
    expect([hers.status, hers.body.warnings.length > 0]).toEqual([200, true]);
  });

  it('takes a table whose empty rows are said to be not available, and only when it is said', async () => {
    const cells = { revision: '0', 'rows[0][women]': '1', 'rows[0][men]': '2' };
    const refused = await post('/questions/WFC5/answer', cells);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('4 rows have no numbers yet');
    const saved = await post('/questions/WFC5/answer', { ...cells, fill: 'unavailable' });
    expect(saved.status).toBe(303);
  });

  it('offers more rows without saving what was typed so far, and without losing it', async () => {
    const page = await post('/questions/PAY1/answer', {
      revision: '0',
      more: 'rows',
      'rows[0][label]': 'Grade 7',
      currency: 'EUR',
      period: 'month',
    });
    expect(page.status).toBe(200);
    expect(page.text).toContain('value="Grade 7"');
    expect(page.text).toContain('name="rows[3][label]"');
  });

  it('shows both answers when a colleague was faster, and saves the one that is chosen', async () => {
    const fields = { revision: '0', origin: 'dimension' };
    await post('/questions/GOV4/answer', { ...fields, answer: 'no' });
    const conflict = await post('/questions/GOV4/answer', { ...fields, answer: 'yes' });
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain('Asha Tevdor changed this answer');
    const again = await post('/questions/GOV4/answer', { ...fields, answer: 'yes', revision: '1' });
    expect(again.status).toBe(303);
    expect((await asha.get(at('/dimensions/D1'))).text).toMatch(/name="answer" value="yes" checked/);
  });

  it('clears after asking, keeps it in the history, and restores it', async () => {
    await post('/questions/GOV1/answer', { revision: '0', level: '3' });
    await asha.get(at('/questions/GOV1/clear')).expect(200);
    await post('/questions/GOV1/clear', { revision: '1' }).expect(303);
    expect((await asha.get(at('/dimensions/D1'))).text).not.toMatch(/value="3" checked/);
    await post('/questions/GOV1/restore', { restored: '1', revision: '2' }).expect(303);
    expect((await asha.get(at('/questions/GOV1'))).text).toMatch(/value="3" checked/);
  });

  it('assigns a part to fay with a date, who finds it first and may answer that part alone', async () => {
    const { userId } = world.actors.fay;
    await post('/dimensions/D3/assign', { user: userId, due: '2026-12-04' }).expect(303);
    const fay = await signedIn(web, 'fay');
    const list = await fay.get(at('')).expect(200);
    expect(list.text.indexOf('Assigned to you')).toBeLessThan(list.text.indexOf('Other parts'));
    expect(list.text).toContain('4 December 2026');
    await fay.get(at('/dimensions/D3')).expect(200);
    await fay.get(at('/dimensions/D1')).expect(403);
    const asFay = { _csrf: await csrfTokenOf(fay), revision: '0', level: '4' };
    await fay.post(at('/questions/GOV1/answer')).type('form').send(asFay).expect(403);
  });

  it('does not assign to somebody of another agency', async () => {
    const reply = await post('/dimensions/D3/assign', { user: world.actors.dara.userId });
    expect(reply.status).toBe(422);
  });

  it('keeps a citation, a link and a file, and shows what they prove', async () => {
    await addEvidence('GOV1', {
      how: 'citation',
      title: 'Order 118/2025',
      number: '118/2025',
      restricted: 'on',
    }).expect(303);
    await addEvidence('GOV1', { how: 'link', title: 'Law', url: 'https://example.org/law' }).expect(303);
    const pdf = await pdfOf('Order 114 of the service', 'Captain CANARY');
    await addEvidence('GOV1', { how: 'file', title: 'Scan' }).attach('file', pdf, '../../Étude "n° 1".pdf').expect(303);
    const page = await asha.get(at('/questions/GOV1'));
    const cleaned = 'taken out before storing: the author, times, programs and other details';
    for (const shown of ['Order 118/2025', 'restricted', 'https://example.org/law', 'Scan', cleaned])
      expect(page.text).toContain(shown);
    const file = /href="(\/evidence\/[^"]+\/file)"/.exec(page.text)?.[1] ?? '';
    const download = await asha.get(file).buffer(true).parse(asBytes).expect(200);
    const kept = download.body as Buffer;
    expect((await readPdf(kept)).text).toContain('Order 114 of the service');
    expect((await PDFDocument.load(kept, { updateMetadata: false })).getAuthor()).toBeUndefined();
    const [stored] = await asOwner(
      web.database.address,
      async (client) =>
        (
          await client.query<{ sha256: string; removed: string[] }>(
            "SELECT sha256, removed FROM file WHERE name LIKE '%.pdf'",
          )
        ).rows,
    );
    expect(stored?.sha256).toBe(createHash('sha256').update(kept).digest('hex'));
    expect(download.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; filename="[^"/\\]+\.pdf"; filename\*=UTF-8''/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await (await signedIn(web, 'dara')).get(file)).status).toBe(404);
  });

  it.each<[string, string, Buffer]>([
    ['a page named as a PDF', 'order.pdf', Buffer.from('<html><script>alert(1)</script>')],
    [
      'a picture that is a page',
      'logo.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    ['an archive of anything', 'all.zip', Buffer.from('PK\u0003\u0004whatever it is')],
    ['nothing', 'empty.pdf', Buffer.alloc(0)],
  ])('refuses %s as evidence and says why', async (_what, name, bytes) => {
    const reply = await addEvidence('GOV1', { how: 'file', title: 'Scan' }).attach('file', bytes, name);
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('The kind is read from the content');
    expect(reply.text).toContain('value="Scan"');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org/x', 'example.org'])(
    'refuses %s as the address of evidence',
    async (url) => {
      expect((await addEvidence('GOV1', { how: 'link', title: 'Law', url })).status).toBe(422);
    },
  );

  it('looks at no byte of a file before the token is right', async () => {
    const reply = await asha
      .post(at('/questions/GOV1/evidence'))
      .field('_csrf', 'x')
      .field('how', 'file')
      .attach('file', Buffer.from('%PDF-1.7'), 'a.pdf');
    expect(reply.status).toBe(403);
  });

  it('uses evidence of one question at another, and removes it after asking', async () => {
    await addEvidence('GOV1', { how: 'citation', title: 'Plan 2026' }).expect(303);
    await post('/questions/GOV2/answer', { revision: '0', level: '2' });
    const page = await asha.get(at('/questions/GOV2'));
    const id = /<option value="([0-9a-f-]{36})">/.exec(page.text)?.[1] ?? '';
    await post('/questions/GOV2/evidence/attach', { evidence: id, revision: '1' }).expect(303);
    expect((await asha.get(at('/questions/GOV2'))).text).toContain('also proves');
    await asha.get(at(`/questions/GOV1/evidence/${id}/remove`)).expect(200);
    await post(`/questions/GOV1/evidence/${id}/remove`, {}).expect(303);
    const without = (await asha.get(at('/questions/GOV2'))).text;
    expect(without).not.toContain('Plan 2026');
    expect(without).not.toContain(id);
    await post('/questions/GOV2/answer', { revision: '2', level: '3' }).expect(303);
  });

  it('says what was removed, and brings it back, with the answers that it proved', async () => {
    await addEvidence('GOV1', { how: 'citation', title: 'Plan <2026>' }).expect(303);
    await post('/questions/GOV2/answer', { revision: '0', level: '2' });
    const id = /<option value="([0-9a-f-]{36})">/.exec((await asha.get(at('/questions/GOV2'))).text)?.[1] ?? '';
    await post('/questions/GOV2/evidence/attach', { evidence: id, revision: '1' }).expect(303);
    const removed = await post(`/questions/GOV1/evidence/${id}/remove`, {}).expect(303);
    expect(removed.headers['location']).toBe(at(`/questions/GOV1?removed=${id}#evidence`));
    const page = (await asha.get(at(`/questions/GOV1?removed=${id}`)).expect(200)).text;
    expect(page).toContain('“Plan &lt;2026&gt;” was removed.');
    expect(page).toContain(`action="${at(`/questions/GOV1/evidence/${id}/restore`)}"`);
    const elsewhere = (await asha.get(at(`/questions/GOV2?removed=${id}`)).expect(200)).text;
    expect(elsewhere).not.toContain('was removed.');
    const back = await post(`/questions/GOV1/evidence/${id}/restore`, {}).expect(303);
    expect(back.headers['location']).toBe(at('/questions/GOV1?saved=evidence-restored#evidence'));
    expect((await asha.get(at('/questions/GOV2'))).text).toContain('also proves');
    const again = (await asha.get(at(`/questions/GOV1?removed=${id}`)).expect(200)).text;
    expect(again).not.toContain('was removed.');
    await post(`/questions/GOV1/evidence/${id}/restore`, {}).expect(404);
    await asha.get(at('/questions/GOV1?removed=x&removed=y')).expect(200);
  });

  it('lets nobody else bring evidence back, nor see what it was called', async () => {
    await addEvidence('GOV1', { how: 'citation', title: 'Plan 2026' }).expect(303);
    const page = (await asha.get(at('/questions/GOV1'))).text;
    const id = /evidence\/([0-9a-f-]{36})\/remove/.exec(page)?.[1] ?? '';
    await post(`/questions/GOV1/evidence/${id}/remove`, {}).expect(303);
    const dara = await signedIn(web, 'dara');
    const theirs = await csrfTokenOf(dara);
    await post(`/questions/GOV1/evidence/${id}/restore`, { _csrf: theirs }, dara).expect(404);
    await dara.post(`/api/evidence/${id}/restore`).set('x-csrf-token', theirs).expect(404);
    expect((await asha.get(at('/questions/GOV1'))).text).not.toContain('Plan 2026');
    await asha.post(`/api/evidence/${id}/restore`).set('x-csrf-token', token).expect(204);
    expect((await asha.get(at('/questions/GOV1'))).text).toContain('Plan 2026');
  });

  it('shows whatever people write as they wrote it, and runs none of it', async () => {
    await addEvidence('GOV1', { how: 'citation', title: HOSTILE, holder: HOSTILE }).expect(303);
    await post('/questions/GOV1/comments', { text: HOSTILE }).expect(303);
    await post('/questions/GOV1/answer', { revision: '0', level: '1' });
    const page = await asha.get(at('/questions/GOV1'));
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}');
  });

  it('gives a template and reads it back into the form, unsaved', async () => {
    const { text } = await asha.get(at('/questions/WFC5/template.csv')).expect(200);
    const [header = '', ...lines] = text.replace('\ufeff', '').trim().split('\r\n');
    const filled = [header, ...lines.map((line, n) => line.replace(/,,,$/, `,${n},${n + 1},`))].join('\r\n');
    const upload = (csv: string) =>
      asha.post(at('/questions/WFC5/upload')).field('_csrf', token).attach('file', Buffer.from(csv), 'table.csv');
    const read = await upload(filled).expect(200);
    expect(read.text).toContain('name="rows[4][men]" value="5"');
    expect((await asha.get(at('/questions/WFC5'))).text).not.toContain('name="rows[4][men]" value="5"');
    const wrong = await upload(filled.replace('head,', 'nobody,')).expect(422);
    expect(wrong.text).toContain('Cell A2');
  });

  it('weighs at most 60 kB on the first page of questions, styles and script included', async () => {
    const cookie = asha.jar
      .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
      .toValueString();
    const server = web.app.getHttpAdapter().getInstance();
    const size = async (url: string): Promise<number> => {
      const reply = await server.inject({ url, headers: { cookie, 'accept-encoding': 'br' } });
      expect([url, reply.statusCode, reply.headers['content-encoding']]).toEqual([url, 200, 'br']);
      return reply.rawPayload.length;
    };
    const page = await asha.get(at('/dimensions/D1')).set('accept-encoding', 'identity');
    const assets = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(1);
    const packed = assets.filter((address) => !address.endsWith('.svg'));
    const sizes = await Promise.all([at('/dimensions/D1'), ...packed].map(size));
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBeLessThan(BUDGET_BYTES);
  });
});

/** Bytes as they came over the wire: supertest would unpack and decode them. */
function asBytes(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => {
    done(null, Buffer.concat(parts));
  });
}
