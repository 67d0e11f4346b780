import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssessmentId } from '@isonomia/application';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { isLongRun } from '../support/command.js';
import { asOwner } from '../support/database.js';
import { markupPayloads } from '../support/markup-payloads.js';
import { routesOf } from '../support/routes.js';
import { csrfTokenOf, signedIn, stateOf, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CUSTOMS, populate, type World } from '../support/world.js';

const FULL = isLongRun();
const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';
/** What a page, a database or a shell could take for an order to itself. */
const ORDERS = [
  '{{7*7}}',
  '{{{7*7}}}',
  '${7*7}',
  '<%= 7*7 %>',
  '#{7*7}',
  '{{#with this}}{{lookup . "constructor"}}{{/with}}',
  "'; DROP TABLE answer; --",
  "' OR '1'='1",
  '1; SELECT pg_sleep(5)',
  '$1 $$ %s %n',
  '$(id) `id` | id',
  '../../../etc/passwd',
  '\\u0000 %00 \\x00',
  'Robert"); --',
];
const LETTERS = [
  'Straße, naïve, Œuvre',
  'שלום ‎abc‏ مرحبا',
  '\u202eright to left\u202c',
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇬🇪',
  `a${'\u0301'.repeat(400)}`,
  '\ufffd \ufeff \u200b',
  'I ı İ i; ß ẞ; ﬁ',
  'é é',
  '𝕏 𐍈 🜁',
];

interface Shown {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What came of a text that was sent along: an error, markup, an order carried out, or a way to another site. */
function faultsOf({ status, type, text: page, headers }: Shown, text: string): readonly string[] {
  const isMarkup = type === 'text/html' && ((text.includes('<') && page.includes(text)) || page.includes('>49<'));
  const location = headers['location'] ?? '/';
  return [
    ...(status >= 500 ? [`answered ${status}`] : []),
    ...(isMarkup ? ['taken for markup'] : []),
    ...(/^\/(?![/\\])/.test(location) ? [] : [`leads to ${location}`]),
  ];
}

describe('a text', () => {
  let web: TestWeb;
  let world: World;
  let draft: AssessmentId;
  let asha: Visitor;
  let token: string;
  let revision = 0;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    draft = await world.assessment();
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
  });
  afterAll(() => web.close());

  const address = (): string => href(API.answer, { assessment: draft, question: 'GOV1' });
  const put = async (body: string | Buffer) => {
    const asked = asha.put(address()).set('content-type', 'application/json');
    const reply = await (revision === 0 ? asked : asked.set('if-match', `"${revision}"`)).send(body as string);
    if (reply.status < 300) revision += 1;
    return reply;
  };
  const putSource = (source: string) => put(JSON.stringify({ value: { level: 2 }, source }));
  const source = async (): Promise<unknown> => (await asha.get(address()).expect(200)).body.answer.source as unknown;

  it.each([...ORDERS, ...LETTERS])('is kept letter by letter, and shown as it is: number %#', async (text) => {
    const reply = await putSource(text);
    // Texts are trimmed of nothing but what stands at their ends.
    expect([reply.status < 300 ? 'kept' : reply.status, await source()]).toEqual(['kept', text]);
    const form = await asha
      .post(href(ROUTES.comments, { assessment: draft, question: 'GOV1' }))
      .type('form')
      .send({ _csrf: token, text });
    expect(form.status).toBe(303);
    const page = (await asha.get(href(ROUTES.question, { assessment: draft, question: 'GOV1' }))).text;
    const escaped = text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#x27;')
      .replace(/`/g, '&#x60;')
      .replace(/=/g, '&#x3D;');
    expect(page.split(escaped).length - 1).toBeGreaterThanOrEqual(2);
  });

  it.each<[string, Buffer]>([
    ['a byte that begins no letter', Buffer.from([0x61, 0xff, 0x62])],
    ['a letter broken off', Buffer.from([0x61, 0xf0, 0x9f, 0x92])],
    ['a letter written longer than it is', Buffer.from([0xc0, 0xaf])],
    ['half a surrogate pair in bytes', Buffer.from([0xed, 0xa0, 0x80])],
    ['half a surrogate pair, escaped', Buffer.from('\\ud800')],
    ['a NUL, escaped', Buffer.from('a\\u0000b')],
    ['one letter of a megabyte', Buffer.from(`a${'\u0301'.repeat(500_000)}`)],
    ['one letter of ten thousand marks', Buffer.from(`a${'\u0301'.repeat(10_000)}`)],
  ])('with %s is refused and never replaced by another', async (_what, note) => {
    await putSource('as it was');
    const body = Buffer.concat([Buffer.from('{"value":{"level":2},"source":"'), note, Buffer.from('"}')]);
    const { status } = await put(body);
    expect([400, 413, 422]).toContain(status);
    expect(await source()).toBe('as it was');
  });

  it.each(['text=%ff', 'text=a%f0%9f%92', 'text=%ed%a0%80', 'text=%', 'text=%zz', 'text=%00'])(
    'of a form that says %s is refused',
    async (field) => {
      const before = await stateOf(web);
      const reply = await asha
        .post(href(ROUTES.comments, { assessment: draft, question: 'GOV1' }))
        .type('form')
        .send(`_csrf=${encodeURIComponent(token)}&${field}`);
      expect([400, 422]).toContain(reply.status);
      expect(await stateOf(web)).toEqual(before);
    },
  );

  it('in any query of any page breaks nothing, orders nothing and comes back as a text', async () => {
    const adam = await signedIn(web, 'adam');
    const texts = [
      ...ORDERS,
      ...markupPayloads(FULL ? 100 : 4),
      '[]',
      'a'.repeat(3_000),
      '-1',
      '99999999999999999999',
      '\u202e',
    ];
    const names = [
      'sort',
      'order',
      'matching',
      'from',
      'to',
      'action',
      'page',
      'next',
      'agency',
      'token',
      'language',
      'saved',
    ];
    const faults: string[] = [];
    const places: Readonly<Record<string, string>> = {
      agency: world.agency,
      assessment: draft,
      question: 'GOV1',
      dimension: 'D1',
    };
    const routes = routesOf(web).filter(
      (route) => route.startsWith('GET ') && !/questionnaire|everything|provider/.test(route),
    );
    for (const [at, route] of routes.entries()) {
      const path = route.slice(4).replace(/:(\w+)/g, (_, name: string) => places[name] ?? NOBODYS);
      const some = FULL ? texts : [0, 1].map((n) => texts[(at * 2 + n) % texts.length] ?? '');
      for (const text of some) {
        const query = names.map((name) => `${name}=${encodeURIComponent(text)}`).join('&');
        const reply = await adam.get(`${path}?${query}&sort[]=x&sort[a]=y`).redirects(0);
        faults.push(...faultsOf(reply, text).map((fault) => `${route} ${text}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  describe('that a spreadsheet would take for a formula', () => {
    const FORMULAS = [
      '=1+1',
      '+1+1',
      '-1+1',
      '@SUM(1)',
      '=cmd|" /C calc"!A0',
      '=HYPERLINK("http://x","y")',
      '=IMPORTXML("http://x","//a")',
      '-2+3+cmd|x',
      '+cmd|x',
      '@x',
      '=1',
      '==1',
      '=+1',
      '=-1',
      '=@x',
      '+-1',
      '=DDE("a";"b")',
      '=WEBSERVICE("http://x")',
      '-cmd',
      '=A1&A2',
    ];
    const isFormula = (cell: unknown): boolean =>
      typeof cell === 'string' && /^\s*[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell));

    beforeAll(async () => {
      const ranks = FORMULAS.map((label, n) => ({ id: `f${n}`, label, band: 'officers' }));
      const units = FORMULAS.map((label, n) => ({ id: `u${n}`, label }));
      const { body } = await asha.get(href(API.agency, { agency: world.agency }));
      const reply = await asha
        .put(href(API.agency, { agency: world.agency }))
        .set('if-match', `"${String(body.revision ?? 1)}"`)
        .send({ ...CUSTOMS, name: FORMULAS[5], ranks, units });
      expect([reply.status, JSON.stringify(reply.body)]).toEqual([200, expect.any(String)]);
      await asOwner(web.database.address, (client) =>
        client.query('UPDATE identity."user" SET name = $1', [FORMULAS[4]]),
      );
      draft = await world.assessment();
    });

    it.each(['WFC1', 'WFC2'])('is a text in every cell of the template of %s', async (question) => {
      const at = (format: string): string => href(ROUTES.template, { assessment: draft, question, format });
      const csv = (await asha.get(at('csv')).expect(200)).text;
      const sheet: readonly string[][] = parse(csv, { bom: true, relax_column_count: true, delimiter: [',', ';'] });
      const cells = sheet.flat();
      expect(cells.filter(isFormula)).toEqual([]);
      const file = await asha
        .get(at('xlsx'))
        .buffer(true)
        .parse((reply, done) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () => done(null, Buffer.concat(chunks)));
        })
        .expect(200);
      const rows = await readSheet(file.body as Buffer);
      expect(rows.flat().filter(isFormula)).toEqual([]);
      if (question === 'WFC1') expect([csv, JSON.stringify(rows)].every((all) => all.includes("'=1+1"))).toBe(true);
    });

    it('is a text in every cell of the audit', async () => {
      const adam = await signedIn(web, 'adam');
      await asha.get(`/agencies/${world.agency}/nothing${encodeURIComponent('=1+1')}`);
      for (const [who, at] of [
        [asha, href(ROUTES.agencyAuditFile, { agency: world.agency })],
        [adam, ROUTES.auditFile],
      ] as const) {
        const { text } = await who.get(at).expect(200);
        const rows: readonly string[][] = parse(text, { bom: true, relax_column_count: true });
        expect(rows.length).toBeGreaterThan(3);
        expect(rows.flat().filter(isFormula)).toEqual([]);
        expect(text).toContain("'=cmd");
      }
    });

    it('would be found', () => {
      expect(FORMULAS.filter((text) => !isFormula(text))).toEqual([]);
      expect(["'=1+1", '-5', 'a=b', '+3'].filter(isFormula)).toEqual([]);
    });
  });
});
