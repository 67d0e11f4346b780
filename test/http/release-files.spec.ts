import type { RegionId } from '@isonomia/application';
import { observationsOf } from '@isonomia/comparison';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@isonomia/instrument';
import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { EXAMPLE_COUNTRIES, EXAMPLE_RELEASE } from '../support/release-example.js';
import { joinRound, storeRelease, type StoredRelease } from '../support/stored-release.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const FORMATS = ['csv', 'xlsx', 'json', 'sdmx', 'codes'] as const;

describe('a release to take along', () => {
  let web: TestWeb;
  let world: World;
  let stored: StoredRelease;
  let cora: Visitor;
  let asha: Visitor;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    stored = await storeRelease(web.database, world.actors.cora.memberships[0]?.regionId as RegionId);
    await joinRound(web.database, stored.round, world.agency);
    cora = await signedIn(web, 'cora');
    asha = await signedIn(web, 'asha');
  });
  afterAll(() => web.close());

  const file = (format: string): string => `/releases/${stored.release}/files/${format}`;
  const bytesOf = async (visitor: Visitor, format: string): Promise<Buffer> => {
    const { body } = await visitor.get(file(format)).buffer(true).parse(binary).expect(200);
    return body as Buffer;
  };
  const count = async (sql: string): Promise<number> => {
    const rows: readonly { n: number }[] = await web.database.operator.query(`SELECT count(*)::int AS n FROM ${sql}`);
    return rows[0]?.n ?? 0;
  };

  it('is the same file for the region and for an agency that takes part, each of them told to the audit', async () => {
    for (const format of FORMATS) {
      const hers = await bytesOf(cora, format);
      expect(hers.equals(await bytesOf(asha, format))).toBe(true);
    }
    const rows: readonly { format: string; n: number }[] = await web.database.operator.query(
      `SELECT detail->>'format' AS format, count(*)::int AS n FROM audit WHERE action = 'release.downloaded'
       AND subject_id = $1 GROUP BY 1 ORDER BY 1`,
      [stored.release],
    );
    expect(rows).toEqual([...FORMATS].sort().map((format) => ({ format, n: 2 })));
  });

  it('has every number of the release', async () => {
    const rows: unknown[] = parse(await bytesOf(cora, 'csv'), { columns: true, bom: true });
    expect(rows).toHaveLength(observationsOf(EXAMPLE_RELEASE).length);
    const json = JSON.parse((await bytesOf(cora, 'json')).toString('utf8')) as { release: unknown; sha256: string };
    expect(json.release).toEqual(JSON.parse(JSON.stringify(EXAMPLE_RELEASE)));
    expect(json.sha256).toBe(stored.sha256);
    expect(createHash('sha256').update(canonicalJson(json.release)).digest('hex')).toBe(stored.sha256);
  });

  it('says what the pages of the release say, group by group, and the pages no other number', async () => {
    const rows: readonly Row[] = parse(await bytesOf(cora, 'csv'), { columns: true, bom: true });
    const groups = EXAMPLE_RELEASE.groups.filter((group) => group.state === 'shown');
    for (const { grouping, group } of groups) {
      const query = grouping === 'all' ? {} : { grouping, group };
      const { text } = await cora.get(`/releases/${stored.release}`).query(query).expect(200);
      const country = EXAMPLE_COUNTRIES.find(({ id }) => id === group);
      const own = rows.filter((row) => row.grouping === grouping && row.group === (country?.code ?? group));
      const printed = tableRows(text);
      expect(printed.length).toBeGreaterThanOrEqual(15);
      const absent = own
        .filter(({ table, status }) => ON_THE_PAGE.has(table) && status !== 'withheld')
        .filter(
          (row) => !printed.some(({ label, cells }) => label === labelOf(row) && cells.some((cell) => says(cell, row))),
        );
      expect([group, absent.map((row) => [row.table, row.measure, row.item_name, row.shown])]).toEqual([group, []]);
      const known = own.map((row) => row.shown).join(' | ');
      const others = printed
        .flatMap(({ cells }) => cells.flatMap(numbersOf))
        .filter((number) => !known.includes(number));
      expect([group, others]).toEqual([group, []]);
    }
  });

  it('is offered for download, inert, under a name that says which release it is', async () => {
    for (const format of FORMATS) {
      const { headers } = await cora.get(file(format)).expect(200);
      expect(headers['content-disposition']).toContain(`isonomia-release-${stored.sha256.slice(0, 12)}`);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain('sandbox');
      expect(headers['cache-control']).toContain('no-store');
    }
  });

  it('is nothing to an agency that does not take part, nor to one that only contributes answers', async () => {
    const before = await count(`audit WHERE action = 'release.downloaded'`);
    for (const name of ['dara', 'fay'] as const) {
      const visitor = await signedIn(web, name);
      for (const format of FORMATS) await visitor.get(file(format)).expect(404);
      await visitor.get(`/releases/${stored.release}/report`).expect(404);
      await visitor.get(`/releases/${stored.release}/report.pdf`).expect(404);
    }
    expect(await count(`audit WHERE action = 'release.downloaded'`)).toBe(before);
  });

  it('knows no other format', async () => {
    await cora.get(file('exe')).expect(404);
  });

  it('has a report that the region orders, once, however often it is asked for', async () => {
    const page = `/releases/${stored.release}/report`;
    const token = await csrfTokenOf(cora);
    const order = () => cora.post(page).type('form').accept('html').send({ _csrf: token });
    expect((await cora.get(page).expect(200)).text).toContain('Make the report');
    await cora.get(`${page}.pdf`).expect(404);
    await order().expect(303);
    await order().expect(303);
    expect(await count(`report WHERE release_id = '${stored.release}'`)).toBe(1);
    expect(await count(`pgboss.job WHERE name = 'make-document' AND data->>'report' = 'true'`)).toBe(1);
    const { text } = await asha.get(page).expect(200);
    expect(text).toContain('waits for its turn');
    expect(text).not.toMatch(/undefined|\[object|page\.[a-z]+\./);
    await asha.get(`${page}.pdf`).expect(409);
  });

  it('has a report of its own in other languages, which the address names', async () => {
    const page = `/releases/${stored.release}/report`;
    const inFrench = await cora.get(page).query({ language: 'fr', second: 'ar' }).expect(200);
    expect(inFrench.text).toContain('In French and Arabic, side by side');
    const fields = { _csrf: await csrfTokenOf(cora), language: 'fr', second: 'ar', arrangement: 'in-turn' };
    const ordered = await cora.post(page).type('form').accept('html').send(fields).expect(303);
    expect(ordered.headers['location']).toBe(`${page}?language=fr&second=ar&arrangement=in-turn`);
    expect((await cora.get(String(ordered.headers['location'])).expect(200)).text).toContain('Waiting');
    expect((await cora.get(page).query({ language: 'fr' }).expect(200)).text).toContain('Make the report');
    await cora.get(page).query({ language: 'xx' }).expect(422);
  });

  it('lets an agency read the report and order none', async () => {
    const page = `/releases/${stored.release}/report`;
    const before = await count('report');
    expect((await asha.get(page).expect(200)).text).not.toContain('Make the report');
    const response = await asha
      .post(page)
      .type('form')
      .accept('html')
      .send({ _csrf: await csrfTokenOf(asha) });
    expect([403, 404]).toContain(response.status);
    expect(await count('report')).toBe(before);
  });
});

type Row = Readonly<
  Record<'grouping' | 'group' | 'table' | 'measure' | 'item' | 'item_name' | 'sex' | 'status' | 'shown', string>
>;
const ON_THE_PAGE: ReadonlySet<string> = new Set([
  'overall',
  'dimensions',
  'items',
  'people',
  'hires',
  'leavers',
  'gates',
]);
const FIXED: Readonly<Record<string, string>> = {
  overall: 'Overall',
  hires: 'Joined',
  leavers: 'Left of their own accord',
};
const labelOf = ({ table, item, item_name: name }: Row): string =>
  FIXED[table] ?? (table === 'people' && item === 'all' ? 'All staff' : table === 'items' ? `${item} ${name}` : name);
const says = (cell: string, { shown }: Row): boolean => cell === shown;
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .trim();
const numbersOf = (cell: string): readonly string[] => cell.match(/\d[\d,]*/g) ?? [];

/** Every line of a table of figures on a page, those of the statement apart. */
function tableRows(page: string): readonly { readonly label: string; readonly cells: readonly string[] }[] {
  const main = page.slice(page.indexOf('<main'), page.indexOf('id="statement"'));
  return [...main.matchAll(/<tr class="(?:row|total)"><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gs)].map(
    ([, label = '', rest = '']) => ({
      label: plain(label),
      cells: [...rest.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => plain(cell)),
    }),
  );
}

type Parser = Parameters<ReturnType<Visitor['get']>['parse']>[0];
/** Bytes as they came, whatever they are said to be. */
const binary: Parser = (response, done) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(Buffer.from(part)));
  response.on('end', () => done(null, Buffer.concat(parts)));
};
