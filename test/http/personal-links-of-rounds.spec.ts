import type { RegionId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { joinRound, storeRelease, type StoredRelease } from '../support/stored-release.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const PDF = Buffer.from('%PDF-1.7 groups of agencies, and none by name');
const READY = `INSERT INTO report (id, release_id, languages, arrangement, format, state, requested_by, requested_at,
    finished_at, size, sha256, bytes, named)
  VALUES ($1, $2, ARRAY['en'], 'single', $3, 'ready', 'cora', now(), now(), length($4::bytea),
    encode(sha256($4::bytea), 'hex'), $4::bytea, $5)`;

/** No worker runs here: what is ordered is looked for among the jobs. */
describe('a personal link to the reports of a round', () => {
  let web: TestWeb;
  let world: World;
  let stored: StoredRelease;
  let cora: Visitor;
  let asha: Visitor;
  let ofRound: string;
  let ofAgency: string;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    stored = await storeRelease(web.database, world.actors.cora.memberships[0]?.regionId as RegionId);
    await joinRound(web.database, stored.round, world.agency);
    cora = await signedIn(web, 'cora');
    asha = await signedIn(web, 'asha');
    ofRound = `/rounds/${stored.round}/links`;
    ofAgency = `/agencies/${world.agency}/links`;
    const put = (id: string, format: string, named: string | null) =>
      web.database.operator.query(READY, [id, stored.release, format, PDF, named]);
    await put('AAAA-AAAA-AAAA', 'pdf', null);
    await put('BBBB-BBBB-BBBB', 'pdf', JSON.stringify({ ids: [world.agency], agencies: [] }));
    await put('CCCC-CCCC-CCCC', 'docx', null);
  });
  afterAll(() => web.close());

  const post = (visitor: Visitor, path: string, csrf: string, fields: Readonly<Record<string, string>>) =>
    visitor
      .post(path)
      .type('form')
      .accept('html')
      .send({ _csrf: csrf, ...fields });
  const give = async (
    visitor: Visitor,
    path: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Visitor> => {
    const fields = { recipient: 'Adviser Nour', email: '', language: 'en', days: '30', ...more };
    const { text } = await post(visitor, path, await csrfTokenOf(visitor), fields).expect(200);
    const holder = web.agent();
    await holder.get(/\/shared\?token=[\w-]{43}/.exec(text.replaceAll('&#x3D;', '='))?.[0] ?? '').expect(303);
    return holder;
  };
  const csrfOn = async (holder: Visitor): Promise<string> =>
    /name="_csrf" value="([^"]+)"/.exec((await holder.get('/shared').expect(200)).text)?.[1] ?? '';
  const file = (id: string): string => `/shared/documents/${id}/file`;

  it('opens them without names, byte for byte, and nothing of any agency', async () => {
    await world.submitted('core');
    const holder = await give(cora, ofRound);
    const { text } = await holder.get('/shared').expect(200);
    expect(text).toContain('Round 2026');
    expect(text).not.toContain('Assessments of the agency');
    expect(text).not.toContain('BBBB-BBBB-BBBB');
    const { body, headers } = await holder.get(file('AAAA-AAAA-AAAA')).buffer(true).parse(binary).expect(200);
    expect((body as Buffer).equals(PDF)).toBe(true);
    expect(headers['content-disposition']).toContain('isonomia-regional-report-en-AAAA-AAAA-AAAA.pdf');
    await holder.get(file('BBBB-BBBB-BBBB')).expect(404);
    await holder.get(file('CCCC-CCCC-CCCC')).expect(404);
    const digest = createHash('sha256').update(PDF).digest('hex');
    expect(text).toContain(digest);
  });

  it('opens editable copies where whoever gave it says so, and has other languages made', async () => {
    const holder = await give(cora, ofRound, { editable: 'on' });
    await holder.get(file('CCCC-CCCC-CCCC')).expect(200);
    const fields = { kind: 'report', subject: stored.release, language: 'ru', format: 'pdf' };
    const { headers } = await post(holder, '/shared/order', await csrfOn(holder), fields).expect(303);
    const again = await post(holder, '/shared/order', await csrfOn(holder), fields).expect(303);
    expect(again.headers['location']).toBe(headers['location']);
    const id = String(headers['location']).split('/').at(-1);
    const [job]: readonly { data: object }[] = await web.database.operator.query(
      `SELECT data FROM pgboss.job WHERE data->>'document' = $1`,
      [id],
    );
    expect(job?.data).toMatchObject({ kind: 'make-document', report: true });
    await post(holder, '/shared/order', await csrfOn(holder), { ...fields, language: 'tlh' }).expect(404);
  });

  it('is for those who keep the round to give: an agency hands on what its rounds released, until it declines', async () => {
    await asha.get(ofRound).expect(404);
    await post(asha, ofRound, await csrfTokenOf(asha), { recipient: 'x', language: 'en', days: '30' }).expect(404);
    const without = await give(asha, ofAgency);
    await without.get(file('AAAA-AAAA-AAAA')).expect(404);
    const holder = await give(asha, ofAgency, { reports: 'on' });
    await holder.get(file('AAAA-AAAA-AAAA')).expect(200);
    await web.database.operator.query('UPDATE participation SET declined_at = now() WHERE agency_id = $1', [
      world.agency,
    ]);
    await holder.get(file('AAAA-AAAA-AAAA')).expect(404);
    await web.database.operator.query('UPDATE participation SET declined_at = NULL');
  });

  it('tells of each download where no agency’s audit would', async () => {
    const rows: readonly { agency_id: string | null }[] = await web.database.operator.query(
      `SELECT agency_id FROM audit WHERE actor_id = 'personal-link' AND action = 'document.read' AND subject_kind = 'report'`,
    );
    expect(rows.filter(({ agency_id: agency }) => agency === null)).toHaveLength(2);
    expect(rows.filter(({ agency_id: agency }) => agency === world.agency)).toHaveLength(1);
  });
});

type Parser = Parameters<ReturnType<Visitor['get']>['parse']>[0];

const binary: Parser = (response, done) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(Buffer.from(part)));
  response.on('end', () => done(null, Buffer.concat(parts)));
};
