import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AssessmentId } from '@isonomia/application';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { isLongRun } from '../support/command.js';
import { asOwner } from '../support/database.js';
import { markupPayloads } from '../support/markup-payloads.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { CUSTOMS } from '../support/world.js';

const FULL = isLongRun();
const PAYLOADS = markupPayloads(FULL ? 600 : 60);
const LONGEST_NAME = 60;
const SHORT = PAYLOADS.filter((payload) => payload.length <= LONGEST_NAME && !/[\t\u202e]/.test(payload));
/** Links that no page may offer, however they are spelled. */
const LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
];
/** Who may open most of the pages, and who but some. */
const READS_AT_LEAST = { asha: 8, adam: 8, bruno: 2, cora: 2 } as const;
const VIEWERS = FULL ? (['asha', 'bruno', 'cora', 'adam'] as const) : (['adam', 'bruno'] as const);

jest.setTimeout(FULL ? 600_000 : 120_000);

describe('markup that somebody typed', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Visitor;
  let token: string;
  let draft: AssessmentId;
  let person: string;
  const refused: string[] = [];
  let stored = 0;

  const keep = async (what: string, payload: string, reply: PromiseLike<{ status: number }>): Promise<void> => {
    const { status } = await reply;
    if (status < 300 || status === 303) stored += 1;
    else if (status === 422) refused.push(`${what}: ${payload}`);
    else throw new Error(`${what} answered ${status} to ${payload}`);
  };
  const post = (address: string, fields: object) =>
    asha.post(address).set('x-csrf-token', token).type('form').send(fields);

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    asha = await signedIn(site.web, 'asha');
    token = await csrfTokenOf(asha);
    draft = await site.world.assessment();
    const { agency } = site.world;
    const at = (route: string): string => route.replace(':assessment', draft).replace(':question', 'GOV1');
    const third = Math.ceil(PAYLOADS.length / 3);
    for (const text of PAYLOADS.slice(0, third)) await keep('comment', text, post(at(ROUTES.comments), { text }));
    for (const title of PAYLOADS.slice(third, 2 * third)) {
      const citation = {
        kind: 'citation',
        title,
        number: title.slice(0, LONGEST_NAME),
        holder: title,
        restricted: false,
      };
      await keep('evidence', title, asha.post(at(API.questionEvidence)).send(citation));
    }
    for (const url of LINKS)
      await keep(
        'link',
        url,
        asha.post(at(API.questionEvidence)).send({ kind: 'link', title: 'Link', url, restricted: false }),
      );
    for (const [n, name] of PAYLOADS.slice(2 * third)
      .slice(0, FULL ? 60 : 15)
      .entries()) {
      const file = { filename: `${name}.png`, contentType: 'image/png' };
      const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, n]);
      await keep(
        'file name',
        name,
        asha
          .post(at(ROUTES.addEvidence))
          .field('_csrf', token)
          .field('how', 'file')
          .field('title', name)
          .attach('file', bytes, file),
      );
    }
    for (const source of PAYLOADS.slice(2 * third)) await keep('source', source, putAnswer(source));
    const named = SHORT.slice(0, 100).map((label, n) => ({ id: `x${n}`, label }));
    const settings = {
      ...CUSTOMS,
      name: SHORT[3] ?? '',
      legalFrame: SHORT.join(' '),
      ranks: [...CUSTOMS.ranks, ...named.map((one) => ({ ...one, band: 'officers' }))],
      units: named,
    };
    const { body } = await asha.get(href(API.agency, { agency }));
    const changed = asha.put(href(API.agency, { agency })).set('if-match', `"${String(body.revision ?? 1)}"`);
    await keep('agency', 'all', changed.send(settings));
    person = site.world.actors.fay.userId;
    await asOwner(site.web.database.address, async (client) => {
      await client.query('UPDATE identity."user" SET name = $2 WHERE id = $1', [person, SHORT[5]]);
      // As an older release might have left them, which did not look at links.
      await client.query(`UPDATE region SET name = $1`, [SHORT[7]]);
    });
  });
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  let revision = 0;
  const putAnswer = async (source: string): Promise<{ status: number }> => {
    const asked = asha.put(href(API.answer, { assessment: draft, question: 'GOV1' }));
    const reply = await (revision === 0 ? asked : asked.set('if-match', `"${revision}"`)).send({
      value: { level: 2 },
      source,
    });
    if (reply.status < 300) revision += 1;
    return reply;
  };

  /** Everything where any of it can be read, by somebody else. */
  const pages = (): readonly string[] => {
    const { agency } = site.world;
    const here = { assessment: draft };
    return [
      ROUTES.home,
      href(ROUTES.agency, { agency }),
      href(ROUTES.setUp, { agency }),
      href(ROUTES.setUpRanks, { agency }),
      href(ROUTES.setUpUnits, { agency }),
      href(ROUTES.assessment, here),
      href(ROUTES.dimension, { ...here, dimension: 'D1' }),
      href(ROUTES.question, { ...here, question: 'GOV1' }),
      href(ROUTES.check, here),
      href(ROUTES.agencyAudit, { agency }),
      ROUTES.audit,
      ROUTES.agencies,
      ROUTES.agencyEntries,
      href(ROUTES.agencyEntry, { agency }),
      ROUTES.people,
      href(ROUTES.person, { person }),
      ROUTES.regions,
    ];
  };
  const hitsOn = (reader: Reader): Promise<readonly string[]> =>
    reader.page.$$eval(
      '[data-hit], [href^="javascript:" i], [src^="javascript:" i], [action^="javascript:" i]',
      (all) => all.map((one) => one.outerHTML.slice(0, 120)),
    );

  it('is kept as it was typed, and links to scripts are not kept at all', () => {
    expect(stored).toBeGreaterThan(PAYLOADS.length * 0.8);
    expect(refused.filter((one) => one.startsWith('link'))).toHaveLength(LINKS.length);
  });

  it.each(VIEWERS)('does nothing in any page that %s reads, with the policy and without it', async (viewer) => {
    const found: string[] = [];
    let readable = 0;
    let shown = 0;
    const reader = await chromium.person(site.origin);
    await reader.signIn(viewer);
    for (const bypass of [false, true]) {
      await reader.page.setBypassCSP(bypass);
      for (const address of pages()) {
        const status = await reader.open(address);
        if (status === 200) readable += 1;
        if ((await reader.page.content()).includes('data-hit')) shown += 1;
        found.push(...(await hitsOn(reader)).map((hit) => `${address}: ${hit}`), ...reader.complained(403, 404));
      }
    }
    expect(found).toEqual([]);
    expect(readable).toBeGreaterThan(READS_AT_LEAST[viewer]);
    expect(shown).toBeGreaterThan(0);
  });

  it('in the names of columns of a table is told of and does nothing', async () => {
    const html: string[] = [];
    for (const payload of SHORT.slice(0, FULL ? 40 : 4)) {
      const file = Buffer.from(`"${payload.replaceAll('"', '""')}",Women\n"${payload.replaceAll('"', '""')}",x\n`);
      const address = href(ROUTES.upload, { assessment: draft, question: 'WFC2' });
      const reply = await asha
        .post(address)
        .accept('html')
        .field('_csrf', token)
        .attach('file', file, { filename: `${payload}.csv` });
      expect(reply.status).toBe(422);
      html.push(reply.text);
    }
    const reader = await chromium.person(site.origin);
    await reader.open('/sign-in');
    const hits = await reader.page.evaluate(
      (all) =>
        all.flatMap((one) =>
          [...new DOMParser().parseFromString(one, 'text/html').querySelectorAll('[data-hit]')].map(
            (hit) => hit.outerHTML,
          ),
        ),
      html,
    );
    expect(hits).toEqual([]);
  });

  it('would be seen: by its policy, by a dialog, and in the page', async () => {
    const reader = await chromium.person(site.origin);
    const plant = (): Promise<void> =>
      reader.page.evaluate(async () => {
        document.body.insertAdjacentHTML('beforeend', '<img data-hit src="data:," onerror="alert(1)">');
        await new Promise((resolve) => setTimeout(resolve, 300));
      });
    await reader.open('/sign-in');
    await plant();
    expect(reader.complained().join()).toMatch(/Content Security Policy/);
    expect(await hitsOn(reader)).toHaveLength(1);
    await reader.page.setBypassCSP(true);
    await reader.open('/sign-in?again');
    await plant();
    expect(reader.complained().join()).toMatch(/alert/);
  });
});
