import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CUSTOMS, emailOf, PASSWORD, populate, type World } from '../support/world.js';

describe('session, instruments, agencies and evidence as JSON', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
  });
  afterAll(async () => {
    await web.close();
  });

  it('signs a program in and out', async () => {
    const program = web.agent();
    await program.get('/api/session').expect(401);
    await program
      .post('/api/session')
      .send({ email: emailOf('asha'), password: 'wrong' })
      .expect(401);
    await program
      .post('/api/session')
      .send({ email: emailOf('asha'), password: PASSWORD })
      .expect(204);
    const { body } = await program.get('/api/session').expect(200);
    expect(body.user).toMatchObject({ name: 'Asha Tevdor', memberships: [{ role: 'lead', agencyId: world.agency }] });
    await program.delete('/api/session').expect(204);
    await program.get('/api/session').expect(401);
  });

  it('gives an instrument version with its questions and words', async () => {
    const { body: list } = await asha.get('/api/instruments').expect(200);
    expect(list.instruments).toEqual([expect.objectContaining({ id: 'geoa-le', version: '1.0.0', offered: true })]);
    const { body } = await asha.get('/api/instruments/geoa-le/1.0.0').expect(200);
    expect(body.structure.dimensions).toHaveLength(14);
    expect(body.texts['GOV1.question']).toMatch(/\?$/);
    await asha.get('/api/instruments/geoa-le/1.0.0?language=xx').expect(404);
    await asha.get('/api/instruments/geoa-le/9.9.9').expect(422);
  });

  it('shows asha her agency alone, and changes it only from the revision that she saw', async () => {
    const { body: list } = await asha.get('/api/agencies').expect(200);
    expect(list.agencies).toEqual([expect.objectContaining({ id: world.agency })]);
    await asha.get(`/api/agencies/${world.theirs}`).expect(404);
    const mine = `/api/agencies/${world.agency}`;
    const { headers } = await asha.get(mine).expect(200);
    const tag = String(headers['etag']);
    await asha.put(mine).send(CUSTOMS).expect(428);
    const changed = await asha
      .put(mine)
      .set('if-match', tag)
      .send({ ...CUSTOMS, marking: 'Official' })
      .expect(200);
    expect(changed.headers['etag']).not.toBe(tag);
    const late = await asha.put(mine).set('if-match', tag).send(CUSTOMS).expect(412);
    expect(late.body.current).toMatchObject({ marking: 'Official' });
  });

  it('tells shape from meaning: a rank that is no object, and a band that no instrument knows', async () => {
    const mine = `/api/agencies/${world.agency}`;
    const tag = String((await asha.get(mine)).headers['etag']);
    const put = (body: object) => asha.put(mine).set('if-match', tag).send(body);
    const shape = await put({ ...CUSTOMS, ranks: ['Inspector'] }).expect(422);
    expect(shape.body.code).toBe('input.shape');
    const meaning = await put({ ...CUSTOMS, ranks: [{ id: 'x', label: 'X', band: 'admirals' }] }).expect(422);
    expect(meaning.body).toMatchObject({ code: 'input.refused' });
    expect((await asha.get(mine)).headers['etag']).toBe(tag);
  });

  it('starts an assessment, and creates no agency for a lead', async () => {
    const started = await asha.post(`/api/agencies/${world.agency}/assessments`).send({
      instrument: 'geoa-le',
      version: '1.0.0',
      variant: 'core',
      title: 'Through the API',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
    });
    expect([started.status, started.headers['location']]).toEqual([201, `/api/assessments/${started.body.id}`]);
    const { body } = await asha.get(String(started.headers['location'])).expect(200);
    expect(body).toMatchObject({ title: 'Through the API', state: 'draft', variant: 'core' });
    const country = (await asha.get(`/api/agencies/${world.agency}`)).body.country.id;
    await asha
      .post('/api/agencies')
      .send({ ...CUSTOMS, country })
      .expect(404);
  });

  it('proves an answer by a citation, a link and a file, and gives the file back byte for byte', async () => {
    const assessment = await world.assessment();
    const at = `/api/assessments/${assessment}/questions/GOV1/evidence`;
    await asha.post(at).send({ kind: 'citation', title: 'Order 118', number: '118/2025' }).expect(201);
    await asha.post(at).send({ kind: 'link', title: 'Order', url: 'javascript:alert(1)' }).expect(422);
    await asha.post(at).send({ kind: 'link', title: 'Order', url: 'https://example.org/order' }).expect(201);
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const send = (token: string | undefined) => {
      const request = asha.post(`${at}/file`);
      if (token !== undefined) void request.set('x-csrf-token', token);
      return request.field('title', 'Scan of the order').attach('file', png, 'order.png');
    };
    // A form of another site could send a file; it could not send the token.
    await send(undefined).expect(403);
    const added = await send(await csrfTokenOf(asha)).expect(201);
    const file = await asha.get(`/api/evidence/${added.body.id}/file`).expect(200);
    expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(file.headers['content-disposition']).toMatch(/^attachment;/);
    expect(Buffer.compare(file.body as Buffer, png)).toBe(0);
    const dara = await signedIn(web, 'dara');
    await dara.get(`/api/evidence/${added.body.id}/file`).expect(404);
    await dara.delete(`/api/evidence/${added.body.id}`).expect(404);
    await asha.delete(`/api/evidence/${added.body.id}`).expect(204);
    await asha.get(`/api/evidence/${added.body.id}/file`).expect(404);
  });
});
