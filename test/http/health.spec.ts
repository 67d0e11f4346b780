import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { startTestWeb, type TestWeb } from '../support/web.js';

describe('the health of the web application', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startTestWeb();
  });
  afterAll(() => web.close());

  it('is live and ready on a current database', async () => {
    expect((await web.agent().get('/health/live')).body).toEqual({ status: 'live' });
    const ready = await web.agent().get('/health/ready');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready' }]);
  });

  it('has no other address', async () => {
    for (const probe of ['constructor', 'LIVE', 'live/x']) {
      const reply = await web.agent().get(`/health/${probe}`);
      expect([probe, reply.status, reply.headers['content-type']]).toEqual([
        probe,
        404,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('is not ready while the database lacks a migration', async () => {
    const last = 'DELETE FROM migration WHERE id = (SELECT max(id) FROM migration)';
    await asOwner(web.database.address, (client) => client.query(last));
    const ready = await web.agent().get('/health/ready');
    expect([ready.status, ready.body]).toEqual([503, { status: 'not-ready', missing: 'migrations' }]);
  });
});
