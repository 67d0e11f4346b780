import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { AssessmentId } from '@isonomia/application';
import { TABLE_FILE_LIMIT } from '@isonomia/workbook';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { pngOf } from '../support/files.js';
import { csrfTokenOf, signedIn, stateOf, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';
import { workbookParts, zip } from '../support/zip.js';

const MEBI = 1024 * 1024;
const PNG = pngOf();
const text = (content: string): Buffer => Buffer.from(content);
const DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>';
const sheet = (rows: string) => workbookParts([{ name: 'Staff', rows }]);
const bomb = zip(sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${' '.repeat(60_000_000)}</t></is></c></row>`));

describe('a file', () => {
  let web: TestWeb;
  let world: World;
  let draft: AssessmentId;
  let asha: Visitor;
  let token: string;
  let before: Readonly<Record<string, string>>;

  const evidenceAt = (id: string = draft): string => `/assessments/${id}/questions/GOV1/evidence`;
  const tableAt = (question = 'WFC2'): string => `/assessments/${draft}/questions/${question}/upload`;
  const send = (address: string, bytes: Uint8Array, name: string): Promise<Response> =>
    asha
      .post(address)
      .accept('html')
      .field('_csrf', token)
      .field('how', 'file')
      .field('title', 'Order 114')
      .attach('file', Buffer.from(bytes), { filename: name, contentType: 'application/pdf' });
  const errorOf = ({ text: page }: Response): string =>
    (/class="field__error"[^>]*>([^<]*)/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"');

  beforeAll(async () => {
    web = await startTestWeb({ MAX_FILE_MIB: '1' });
    world = await populate(web);
    draft = await world.assessment();
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    before = await stateOf(web);
  });
  afterEach(async () => {
    await web.agent().get('/health/ready').expect(200);
  });
  const unchanged = async (): Promise<void> => {
    expect(await stateOf(web)).toEqual(before);
  };

  describe('given as evidence is refused, whatever its name says,', () => {
    it.each<[string, Uint8Array, string]>([
      ['when it is a page', text('<!doctype html><script>alert(1)</script>'), 'order.pdf'],
      [
        'when it is a picture that runs',
        text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        'order.svg',
      ],
      ['when it is a program', Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3), 'order.pdf'],
      ['when it is a script', text('#!/bin/sh\nrm -rf /'), 'order.docx'],
      ['when it is any archive', zip([{ name: 'a.exe', content: 'x' }]), 'order.docx'],
      ['when it has macros', zip([{ name: '[Content_Types].xml', content: '' }]), 'order.docm'],
      ['when it is a picture called a document', PNG, 'order.pdf'],
      ['when it is half a picture', PNG.subarray(0, 20), 'order.png'],
      ['when it is the beginning of a PDF', text('%PDF-1.7\n1 0 obj\n'), 'order.pdf'],
      ['when it has no name to tell', PNG, 'order'],
      ['when it is empty', new Uint8Array(), 'order.pdf'],
      ['when it is a program called a text', Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3), 'order.txt'],
      ['when it is a PDF called a text', text('%PDF-1.7\n'), 'order.txt'],
      ['when it is an archive called a table', zip(sheet('')), 'staff.csv'],
      ['when it is a page under its own name', text('<!doctype html><script>alert(1)</script>'), 'order.html'],
      ['when it is a script under its own name', text('alert(1)'), 'order.js'],
      ['when it is a text that steers a terminal', text('Order\u001b]0;x\u0007'), 'order.txt'],
      ['when it is a table with a NUL far behind', text(`a,b\n${'1,2\n'.repeat(50_000)}\0`), 'staff.csv'],
      ['when it is a table in an old code page', Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a), 'staff.csv'],
      ['when it is a text that holds half a surrogate pair', Uint8Array.of(0x61, 0xed, 0xa0, 0x80), 'order.txt'],
    ])('%s', async (_what, bytes, name) => {
      const reply = await send(evidenceAt(), bytes, name);
      expect(reply.status).toBe(422);
      expect(errorOf(reply)).not.toBe('');
      expect(reply.text).toContain('Order 114');
      await unchanged();
    });

    it('when it is a table in UTF-16, with the way out', async () => {
      const reply = await send(evidenceAt(), Buffer.from('\ufeffRank,Women\n', 'utf16le'), 'staff.csv');
      expect([reply.status, errorOf(reply)]).toEqual([422, expect.stringMatching(/UTF-16.*Save it as .CSV UTF-8/)]);
      await unchanged();
    });

    it('when it is larger than a file may be', async () => {
      const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(MEBI, 0x20)]);
      const reply = await send(evidenceAt(), large, 'order.pdf');
      expect([reply.status, errorOf(reply)]).toEqual([422, expect.stringMatching(/\b1\b/)]);
      await unchanged();
    });

    it('when the form has not the token of the session', async () => {
      const reply = await asha.post(evidenceAt()).field('_csrf', 'x').attach('file', Buffer.from(PNG), 'order.png');
      expect(reply.status).toBe(403);
      await unchanged();
    });

    it('when the body ends in the middle', async () => {
      const type = 'multipart/form-data; boundary=b';
      const body = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nab`;
      const reply = await asha.post(evidenceAt()).set('content-type', type).send(body);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      await unchanged();
    });

    it.each(['', '; boundary=', '; boundary=" "'])('when its form says "multipart/form-data%s"', async (rest) => {
      const reply = await asha.post(evidenceAt()).set('content-type', `multipart/form-data${rest}`).send('x');
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      await unchanged();
    });

    it('by an assessment that was submitted', async () => {
      const closed = await world.submitted();
      before = await stateOf(web);
      expect((await send(evidenceAt(closed), PNG, 'order.png')).status).toBe(409);
      await unchanged();
    });
  });

  it('keeps nothing of a path in its name, and comes back as a download that runs nothing', async () => {
    await send(evidenceAt(), PNG, '../../etc/<b>\u202egnp.exe.png').then(({ status }) => expect(status).toBe(303));
    const page = (await asha.get(`/assessments/${draft}/questions/GOV1`).accept('html')).text;
    const address = /href="(\/evidence\/[0-9a-f-]+\/file)"/.exec(page)?.[1] ?? '';
    const { headers } = await asha.get(address).expect(200);
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(headers['content-disposition']).not.toMatch(/\.\.|[/\\<]|\u202e/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': 'image/png' });
    expect(headers['content-security-policy']).toContain('sandbox');
    const dara = await signedIn(web, 'dara');
    await dara.get(address).expect(404);
    await web.agent().get(address).set('accept', 'application/json').expect(401);
  });

  it.each([
    ['staff.csv', 'Rank,Women\n=1+1,2\n', /^text\/csv(; charset=utf-8)?$/],
    ['note.txt', '\ufeffOrder 118', /^text\/plain(; charset=utf-8)?$/],
    ['page.txt', '<!doctype html><script>alert(1)</script>', /^text\/plain(; charset=utf-8)?$/],
    ['drawing.csv', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', /^text\/plain(; charset=utf-8)?$/],
    ['feed.txt', DOCTYPE, /^text\/plain(; charset=utf-8)?$/],
  ])('of plain text called %s is kept as it came, and comes back as a download that runs nothing', async (...file) => {
    const [name, content, type] = file;
    expect((await send(evidenceAt(), text(content), name)).status).toBe(303);
    const page = (await asha.get(`/assessments/${draft}/questions/GOV1`).accept('html')).text;
    const address = [...page.matchAll(/href="(\/evidence\/[0-9a-f-]+\/file)"/g)].at(-1)?.[1] ?? '';
    const { headers, text: came } = await asha.get(address).expect(200);
    expect(came).toBe(content);
    expect(headers['content-type']).toMatch(type);
    expect(headers['content-disposition']).toBe(`attachment; filename="${name}"; filename*=UTF-8''${name}`);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  });

  it('may be as large as its hint says, which is what the installation is set to', async () => {
    const page = (await asha.get(`/assessments/${draft}/questions/GOV1`).accept('html')).text;
    expect(page).toContain('or plain text (CSV or TXT) in UTF-8; at most 1 MB.');
    const complete = await world.assessment('core');
    await world.answer(complete, exampleAnswers('core'));
    const submit = (await asha.get(`/assessments/${complete}/submit`).accept('html')).text;
    expect(submit).toContain('at most 1 MB.');
  });

  describe('given as a table is refused', () => {
    it.each<[string, Uint8Array, string, RegExp]>([
      ['when a quotation mark never ends', text('Code,Women\n"a,1\n'), 'staff.csv', /line \d.*quotation mark/],
      ['when it holds a NUL', text('Code,Women\na,\0'), 'staff.csv', /neither CSV nor XLSX/],
      ['when its letters are broken', Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a), 'staff.csv', /not in UTF-8/],
      ['when it is empty', new Uint8Array(), 'staff.csv', /./],
      ['when it lacks the columns', text('a,b\n1,2\n'), 'staff.csv', /column "[^"]+" is missing/],
      ['when it is a PDF', text('%PDF-1.7\n\0'), 'staff.xlsx', /neither CSV nor XLSX/],
      ['when it is half a workbook', zip(sheet('')).slice(0, 300), 'staff.xlsx', /damaged/],
      ['when it is old or locked', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'staff.xlsx', /password/],
      [
        'when it has a document type',
        zip([...sheet(''), { name: 'xl/x.xml', content: `${DOCTYPE}<x>&a;</x>` }]),
        'staff.xlsx',
        /document type/,
      ],
      ['when it has macros', zip([...sheet(''), { name: 'xl/vbaProject.bin', content: 'x' }]), 'staff.xlsx', /macros/],
      ['when it unpacks without end', bomb, 'staff.xlsx', /unpacks/],
      ['when it is too large', Buffer.alloc(TABLE_FILE_LIMIT + 10, 0x61), 'staff.csv', /./],
    ])('%s', async (_what, bytes, name, says) => {
      const begun = Date.now();
      const reply = await send(tableAt(), bytes, name);
      expect([413, 422]).toContain(reply.status);
      expect(errorOf(reply)).toMatch(says);
      expect(Date.now() - begun).toBeLessThan(15_000);
      await unchanged();
    });

    it('by a question that is no table', async () => {
      const reply = await send(tableAt('GOV1'), text('a,b\n1,2\n'), 'staff.csv');
      expect([404, 422]).toContain(reply.status);
      await unchanged();
    });
  });

  it('of a table is shown before anything of it is saved', async () => {
    const template = await asha.get(`/assessments/${draft}/questions/WFC2/template.csv`).expect(200);
    const [head = '', ...rows] = template.text.replace('\ufeff', '').trim().split(/\r?\n/);
    const filled = [head, ...rows.map((row, n) => (n === 0 ? row.replace(/(,[^,]*){4}$/, ',=1+1,-5,,') : row))];
    const reply = await send(tableAt(), text(filled.join('\n')), 'staff.csv');
    expect(reply.status).toBeLessThan(500);
    await unchanged();
  });

  it('leaves nothing behind on the disk', () => {
    const left = readdirSync(tmpdir()).filter((name) => /^(?:isonomia-)?upload/.test(name));
    expect(left).toEqual([]);
  });
});
