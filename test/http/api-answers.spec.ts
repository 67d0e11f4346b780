import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';

const level = (value: number): object => ({ value: { level: value } });

describe('answers as JSON', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let assessment: AssessmentId;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
  });
  beforeEach(async () => {
    assessment = await world.assessment();
  });
  afterAll(async () => {
    await web.close();
  });
  const at = (question = ''): string =>
    `/api/assessments/${assessment}/answers${question === '' ? '' : `/${question}`}`;

  it('creates an answer, gives its ETag, and gives both back', async () => {
    const saved = await asha.put(at('GOV1')).send(level(2)).expect(201);
    expect(saved.headers['etag']).toBe('"1"');
    expect(saved.body).toMatchObject({ question: 'GOV1', revision: 1 });
    const read = await asha.get(at('GOV1')).expect(200);
    expect(read.headers['etag']).toBe('"1"');
    expect(read.body).toMatchObject({ answer: level(2), changedByName: 'Asha Tevdor' });
  });

  it('changes an answer only for whoever says which revision it is a change of', async () => {
    await asha.put(at('GOV1')).send(level(2)).expect(201);
    const blind = await asha.put(at('GOV1')).send(level(3)).expect(428);
    expect(blind.type).toBe('application/problem+json');
    expect(blind.body).toMatchObject({ code: 'precondition.required', current: { answer: level(2), revision: 1 } });
    const seeing = await asha.put(at('GOV1')).set('if-match', '"1"').send(level(3)).expect(200);
    expect(seeing.headers['etag']).toBe('"2"');
  });

  it('answers a change of an old revision with what stands now, and keeps that', async () => {
    await asha.put(at('GOV1')).send(level(2)).expect(201);
    await asha.put(at('GOV1')).set('if-match', '"1"').send(level(3)).expect(200);
    const late = await asha.put(at('GOV1')).set('if-match', '"1"').send(level(4)).expect(412);
    expect(late.body).toMatchObject({ code: 'revision.conflict', current: { answer: level(3), revision: 2 } });
    expect((await asha.get(at('GOV1'))).body).toMatchObject({ answer: level(3), revision: 2 });
  });

  it.each(['*', '"1", "2"', 'one', ''])('does not take If-Match: %s', async (header) => {
    await asha.put(at('GOV1')).send(level(2)).expect(201);
    const refused = await asha.put(at('GOV1')).set('if-match', header).send(level(3)).expect(400);
    expect(refused.body).toMatchObject({ code: 'precondition.not-readable' });
    expect((await asha.get(at('GOV1'))).body).toMatchObject({ revision: 1 });
  });

  it('lets exactly one of two programs win that change the same revision', async () => {
    await asha.put(at('GOV1')).send(level(2)).expect(201);
    const both = await Promise.all(
      [3, 4].map((value) => asha.put(at('GOV1')).set('if-match', '"1"').send(level(value))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('clears an answer, after which there is none, and the next one needs no revision', async () => {
    await asha.put(at('GOV1')).send(level(2)).expect(201);
    await asha.delete(at('GOV1')).expect(428);
    await asha.delete(at('GOV1')).set('if-match', '"1"').expect(204);
    await asha.get(at('GOV1')).expect(404);
    const again = await asha.put(at('GOV1')).send(level(1)).expect(200);
    expect(again.headers['etag']).toBe('"3"');
    const { body } = await asha.get(`${at('GOV1')}/history`).expect(200);
    expect(body.revisions).toEqual([3, 2, 1].map((revision) => expect.objectContaining({ revision })));
  });

  it('says where an answer is wrong, and saves nothing of it', async () => {
    const refused = await asha
      .put(at('GOV1'))
      .send({ value: { level: 7 }, extra: 1 })
      .expect(422);
    expect(refused.body.faults).toMatchObject([
      { code: 'answer.unknown-key', path: 'answers.GOV1.extra' },
      { code: 'answer.out-of-range', path: 'answers.GOV1.value.level' },
    ]);
    await asha.put(at('NOPE')).send(level(1)).expect(422);
    await asha.put(at('GOV1')).expect(422);
    await asha.get(at('GOV1')).expect(404);
  });

  it('takes the answers of a whole file in one request and gives them back as they were sent', async () => {
    const answers = exampleAnswers('full');
    const saved = await asha.put(at()).send({ answers }).expect(200);
    expect(saved.body.saved).toHaveLength(Object.keys(answers).length);
    const { body } = await asha.get(at()).expect(200);
    expect(body.answers).toEqual(answers);
    // What was read can be sent back as it is: nobody changed anything meanwhile.
    await asha.put(at()).send(body).expect(200);
  });

  it('saves all of many answers or none', async () => {
    await asha.put(at('GOV2')).send(level(1)).expect(201);
    const blind = await asha.put(at()).send({ answers: { GOV1: level(1), GOV2: level(2) } });
    expect([blind.status, blind.body.code]).toEqual([412, 'revision.conflicts']);
    expect(blind.body.current).toEqual([expect.objectContaining({ question: 'GOV2', revision: 1, answer: level(1) })]);
    await asha.get(at('GOV1')).expect(404);
    await asha
      .put(at())
      .send({ answers: { GOV1: level(1), GOV3: level(9) } })
      .expect(422);
    await asha.get(at('GOV1')).expect(404);
    const replaced = { answers: { GOV1: level(1), GOV2: null }, replace: true };
    await asha.put(at()).send(replaced).expect(200);
    await asha.get(at('GOV2')).expect(404);
  });

  it.each([
    [{ answers: [] }, 'answers must be an object'],
    [{}, 'answers must be an object'],
    [{ answers: {}, surprise: 1 }, 'property surprise should not exist'],
    [{ answers: {}, replace: 'yes' }, 'replace must be a boolean value'],
    [{ answers: {}, revisions: null }, 'revisions must be an object'],
    [[], 'answers must be an object'],
  ])('refuses a body of another shape: %j', async (body, complaint) => {
    const refused = await asha.put(at()).send(body).expect(422);
    expect(refused.body).toMatchObject({ code: 'input.shape' });
    expect(refused.body.faults).toContain(complaint);
  });

  it('takes a revision that is none for a mistake, not for an absent one', async () => {
    const refused = await asha.put(at()).send({ answers: { GOV1: level(1) }, revisions: { GOV1: '1' } });
    expect([refused.status, refused.body.faults]).toEqual([
      422,
      [{ code: 'input.not-a-revision', path: 'revisions.GOV1', detail: {} }],
    ]);
  });

  it('is closed to strangers, and to a form of another site', async () => {
    const stranger = await web.agent().put(at('GOV1')).send(level(1)).expect(401);
    expect(stranger.body).toMatchObject({ code: 'sign-in-required' });
    await asha.put(at('GOV1')).set('origin', 'https://evil.example').send(level(1)).expect(403);
    await asha.put(at('GOV1')).set('sec-fetch-site', 'cross-site').send(level(1)).expect(403);
    await asha.get(at('GOV1')).expect(404);
  });

  it('says nothing to dara of another agency: neither that it is there nor what is in it', async () => {
    const dara = await signedIn(web, 'dara');
    await asha.put(at('GOV1')).send(level(2)).expect(201);
    for (const path of ['', '/answers', '/answers/GOV1', '/answers/GOV1/history', '/check', '/result', '/documents']) {
      const there = await dara.get(`/api/assessments/${assessment}${path}`).expect(404);
      const nowhere = await dara.get(`/api/assessments/6f1c0f4e-0000-4000-8000-000000000000${path}`).expect(404);
      expect({ ...there.body, instance: '' }).toEqual({ ...nowhere.body, instance: '' });
    }
    await dara.put(at('GOV1')).set('if-match', '"1"').send(level(4)).expect(404);
    expect((await asha.get(at('GOV1'))).body).toMatchObject({ revision: 1 });
  });

  it('keeps fay, a contributor, to the dimensions assigned to her', async () => {
    const fay = await signedIn(web, 'fay');
    await fay.put(at('GOV1')).send(level(1)).expect(403);
    const { body } = await fay.get(at()).expect(200);
    expect(body.answers).toEqual({});
  });
});
