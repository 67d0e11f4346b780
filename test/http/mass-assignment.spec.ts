import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { API } from '../../apps/web/src/api-paths.js';
import { href } from '../../apps/web/src/paths.js';
import { openStaff, type Staff } from '../support/staff.js';
import { startTestWeb, type TestWeb } from '../support/web.js';

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, object>> };
}

/** What somebody would add who hopes that a row takes every key it is given. */
const HOPED_FOR = ['role', 'agencyId', 'score', 'state', 'version', 'createdBy', 'isAdministrator'] as const;
const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';

describe('a body that holds a key which nobody asked for', () => {
  let web: TestWeb;
  let staff: Staff;
  beforeAll(async () => {
    web = await startTestWeb();
    staff = await openStaff(web);
  }, 60_000);
  afterAll(() => web.close());

  it('is refused by every operation that takes JSON, and the key is named', async () => {
    const { body } = await web.agent().get('/api/openapi.json').expect(200);
    const paths = body.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    const taking = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { requestBody }]) => Object.keys(requestBody?.content ?? {}).includes('application/json'))
        .map(([method]) => [method, path] as const),
    );
    expect(taking.length).toBeGreaterThan(10);
    const adam = await staff.signedIn('adam');
    const asha = await staff.signedIn('asha');
    // What an answer may hold depends on its question, so this body is read where there is one.
    const answer = href(API.answer, { assessment: await staff.world.assessment(), question: 'GOV1' });
    const taken: string[] = [];
    for (const [method, path] of taking) {
      for (const key of HOPED_FOR) {
        // Wrapped in a name of its own where the body knows the key itself.
        const extra = `${key}X`;
        const isAnswer = path === API.answer.replace(/:(\w+)/g, '{$1}');
        const [visitor, address] = isAnswer ? [asha, answer] : [adam, path.replace(/\{\w+\}/g, NOBODYS)];
        const sent = visitor[method as 'post' | 'put'](address);
        if (!isAnswer) void sent.set('if-match', '"1"');
        const reply = await sent.send({ ...(isAnswer && { value: { level: 2 } }), [extra]: 'administrator' });
        const named = JSON.stringify(reply.body).includes(extra);
        if (reply.status !== 422 || !named) taken.push(`${method} ${path} ${extra}: ${reply.status}`);
      }
    }
    expect(taken).toEqual([]);
  }, 60_000);

  it('changes nothing, also where everything else in it is right', async () => {
    const { ours, country } = staff.places;
    const adam = await staff.signedIn('adam');
    const asha = await staff.signedIn('asha');
    const { userId } = await staff.actor('fay');
    const state = async () =>
      asOwner(web.database.address, async (client) => {
        const all = ['agency', 'membership', 'invitation', 'region', 'country', 'assessment'].map(
          (name) => `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t`,
        );
        return (await client.query(all.join(' UNION ALL '))).rows as unknown;
      });
    const before = await state();
    const right: readonly (readonly [Promise<{ status: number }>, string])[] = [
      [adam.post('/api/regions').send({ name: 'Extra', createdBy: userId }), 'region'],
      [adam.put(`/api/agencies/${ours}/retirement`).send({ retired: true, state: 'gone' }), 'retirement'],
      [
        asha
          .post('/api/invitations')
          .send({ email: 'x@example.org', role: 'recipient', agency: ours, invitedBy: userId }),
        'invitation',
      ],
      [asha.post(`/api/people/${userId}/roles`).send({ role: 'recipient', agency: ours, agencyId: country }), 'role'],
      [asha.put(`/api/people/${userId}/access`).send({ enabled: false, disabledAt: 'now' }), 'access'],
    ].map(([sent, name]) => [sent as unknown as Promise<{ status: number }>, name as string] as const);
    for (const [sent, name] of right) expect([name, (await sent).status]).toEqual([name, 422]);
    expect(await state()).toEqual(before);
  });
});
