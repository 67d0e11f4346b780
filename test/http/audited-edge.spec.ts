import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type World } from '../support/world.js';

interface Row {
  readonly agency_id: string | null;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

describe('what the audit says of people at the door', () => {
  let web: TestWeb;
  let world: World;
  let mark = 0;
  const ask = <Result extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Result[]> =>
    asOwner(web.database.address, async (client) => (await client.query<Result>(sql, [...values])).rows);
  const rowsSince = (): Promise<readonly Row[]> => ask<Row>('SELECT * FROM audit WHERE id > $1 ORDER BY id', [mark]);
  /** A refusal is recorded after the answer: it takes a moment until it can be read. */
  const rowsOnce = async (count: number): Promise<readonly Row[]> => {
    const until = Date.now() + 5000;
    for (;;) {
      const rows = await rowsSince();
      if (rows.length >= count || Date.now() > until) return rows;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));
  const signIn = (visitor: Visitor, email: string, password = PASSWORD) =>
    visitor.post('/api/session').send({ email, password });

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    const [last] = await ask<{ id: number }>('SELECT coalesce(max(id), 0)::int AS id FROM audit');
    mark = last?.id ?? 0;
  });

  describe('who signs in', () => {
    it('leaves a row, and another who signs out', async () => {
      const visitor = web.agent();
      await signIn(visitor, emailOf('asha')).expect(204);
      await visitor.delete('/api/session').expect(204);
      const asha = world.actors.asha.userId;
      const row = { agency_id: null, actor_id: asha, subject_kind: 'user', subject_id: asha, detail: {} };
      expect(await rowsSince()).toMatchObject([
        { ...row, action: 'sign-in.done' },
        { ...row, action: 'sign-out.done' },
      ]);
    });

    it('with a wrong password leaves a row on the account, and nobody is said to have done it', async () => {
      await signIn(web.agent(), emailOf('bruno'), 'not the password').expect(401);
      expect(await rowsSince()).toMatchObject([
        {
          action: 'sign-in.refused',
          actor_id: 'visitor',
          subject_kind: 'user',
          subject_id: world.actors.bruno.userId,
        },
      ]);
    });

    it('with an address of no account leaves a digest: the same for the same address, and never the address', async () => {
      const typed = 'hunter2-is-my-password@example.org';
      await signIn(web.agent(), typed, 'x').expect(401);
      await signIn(web.agent(), typed.toUpperCase(), 'x').expect(401);
      const rows = await rowsSince();
      expect(rows).toMatchObject([{ subject_kind: 'mail' }, { subject_kind: 'mail' }]);
      expect(rows[0]?.subject_id).toMatch(/^[0-9a-f]{32}$/);
      expect(rows[1]?.subject_id).toBe(rows[0]?.subject_id);
      expect(JSON.stringify(rows)).not.toMatch(/hunter2|example\.org/i);
    });

    it('too often leaves one row a minute, however often', async () => {
      const replies = [];
      for (let time = 0; time < 30; time += 1) replies.push(await signIn(web.agent(), emailOf('fay'), 'wrong'));
      expect(replies.filter(({ status }) => status === 429)).toHaveLength(20);
      const counts = (await rowsSince()).map(({ action }) => action);
      expect(counts.filter((action) => action === 'sign-in.refused')).toHaveLength(10);
      expect(counts.filter((action) => action === 'sign-in.throttled')).toHaveLength(1);
    });
  });

  describe('who is refused', () => {
    let dara: Visitor;
    let asha: Visitor;
    let bruno: Visitor;
    let draft: AssessmentId;
    beforeAll(async () => {
      [dara, asha, bruno] = [await signedIn(web, 'dara'), await signedIn(web, 'asha'), await signedIn(web, 'bruno')];
      draft = await world.assessment();
    });

    it("another agency's assessment leaves a row that the agency can read", async () => {
      await dara.get(`/api/assessments/${draft}`).expect(404);
      expect(await rowsOnce(1)).toMatchObject([
        {
          agency_id: world.agency,
          actor_id: world.actors.dara.userId,
          action: 'access.denied',
          subject_kind: 'assessment',
          subject_id: draft,
          detail: { reason: 'not-found', method: 'GET' },
        },
      ]);
    });

    it('on a page, and another agency itself, likewise', async () => {
      await dara.get(`/assessments/${draft}/result`).expect(404);
      await dara.get(`/agencies/${world.agency}`).expect(404);
      const rows = await rowsOnce(1);
      // The same assessment within the same minute is counted with the row before.
      expect(rows).toMatchObject([{ agency_id: world.agency, subject_kind: 'agency', subject_id: world.agency }]);
    });

    it('a thing that does not exist leaves none', async () => {
      await dara.get('/api/assessments/01900000-0000-7000-8000-000000000000').expect(404);
      await dara.get('/api/documents/AAAA-BBBB-CCCC').expect(404);
      await dara.get('/no/such/page').expect(404);
      await asha.get(`/api/assessments/${draft}/answers/NOPE1/history`).expect(404);
      await quiet();
      expect(await rowsSince()).toEqual([]);
    });

    it('what the role does not allow leaves a row that names it', async () => {
      const { status } = await bruno.post(`/api/agencies/${world.agency}/assessments`).send({
        instrument: 'geoa-le',
        version: '1.0.0',
        variant: 'core',
        title: 'T',
        reference: { from: '2025-01-01', to: '2025-12-31' },
        stockDate: '2025-12-31',
      });
      expect(status).toBe(403);
      expect(await rowsOnce(1)).toMatchObject([
        {
          agency_id: world.agency,
          actor_id: world.actors.bruno.userId,
          action: 'access.denied',
          detail: { reason: 'forbidden', wanted: 'assessment.start' },
        },
      ]);
    });

    it('a form without its token leaves a row of the person whose browser sent it', async () => {
      await asha.post(`/assessments/${draft}/withdraw`).type('form').send({ x: '1' }).expect(403);
      expect(await rowsOnce(1)).toMatchObject([
        { actor_id: world.actors.asha.userId, action: 'access.denied', detail: { reason: 'csrf.refused' } },
      ]);
    });

    it('a thousand times in a minute fills no disk', async () => {
      const other = await world.assessment();
      for (let time = 0; time < 40; time += 1) await dara.get(`/api/assessments/${other}`).expect(404);
      await quiet();
      expect((await rowsSince()).filter(({ action }) => action === 'access.denied')).toHaveLength(1);
    });
  });

  describe('when it cannot be written', () => {
    const grant = (sql: string): Promise<unknown> => asOwner(web.database.address, (client) => client.query(sql));
    beforeEach(() => grant('REVOKE INSERT ON audit FROM isonomia_app'));
    afterAll(() => grant('GRANT INSERT ON audit TO isonomia_app'));

    it('nobody is signed in: there is no session, and no cookie of one', async () => {
      const before = await ask('SELECT count(*) FROM identity.session');
      const reply = await signIn(web.agent(), emailOf('asha'));
      expect(reply.status).toBeGreaterThanOrEqual(500);
      expect(reply.headers['set-cookie'] ?? []).toEqual([]);
      expect(await ask('SELECT count(*) FROM identity.session')).toEqual(before);
    });
  });
});
