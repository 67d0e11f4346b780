import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pdfOf } from '../support/files.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';

const APPROVAL = { name: 'Otto Notreal', function: 'Director General', date: '2026-03-16' };

describe('submission and result as JSON', () => {
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
    assessment = await world.assessment('core');
  });
  afterAll(async () => {
    await web.close();
  });
  const at = (path: string): string => `/api/assessments/${assessment}${path}`;
  const answerAll = (): Promise<void> => world.answer(assessment, exampleAnswers('core'));
  const submit = () => asha.put(at('/submission')).send(APPROVAL);
  const firstRule = async (): Promise<string> => {
    const { body } = await asha.get(at('/recommendations')).expect(200);
    return String(body.recommendations[0].rule);
  };

  it('says what blocks the submission, and refuses it with the questions still open', async () => {
    const { body } = await asha.get(at('/check')).expect(200);
    expect(body.maySubmit).toBe(false);
    const refused = await submit().expect(409);
    expect(refused.body).toMatchObject({ code: 'assessment.not-complete', count: body.blocking.length });
    const blocking = body.blocking as readonly { readonly question: string }[];
    expect(refused.body.questions).toEqual(blocking.map(({ question }) => question));
  });

  it('shows the result of a draft as a draft, and of the submission as it was', async () => {
    await answerAll();
    const draft = await asha.get(at('/result')).expect(200);
    expect(draft.body).toMatchObject({ status: 'draft', overall: { shown: true } });
    expect(draft.body.outcomeSha256).toBeUndefined();
    await submit().expect(200);
    const final = await asha.get(at('/result')).expect(200);
    expect(final.body).toMatchObject({ status: 'submitted', approval: APPROVAL });
    expect(final.body.overall).toEqual(draft.body.overall);
    expect(final.body.sha256).toBe(draft.body.sha256);
  });

  it('answers a submission that is sent twice with the one that stands', async () => {
    await answerAll();
    const both = await Promise.all([submit(), submit()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0].body).toEqual(both[1].body);
    const later = await asha.put(at('/submission')).send({ ...APPROVAL, name: 'Somebody Else' });
    expect(later.body).toEqual(both[0].body);
  });

  it('takes the decision cited, or as a file, and scores neither', async () => {
    await answerAll();
    const draft = await asha.get(at('/result')).expect(200);
    const document = { title: 'Order 9', number: '9/2026', restricted: true };
    await asha
      .put(at('/submission'))
      .send({ ...APPROVAL, document })
      .expect(200);
    const cited = await asha.get(at('/result')).expect(200);
    expect(cited.body.approval).toMatchObject({ ...APPROVAL, document: { ...document, kind: 'citation' } });
    expect(cited.body.sha256).toBe(draft.body.sha256);
    await asha.delete(at('/submission')).expect(204);
    const fields = { _csrf: await csrfTokenOf(asha), ...APPROVAL, title: 'Order 10', documentDate: '2026-03-15' };
    await asha
      .put(at('/submission/file'))
      .field(fields)
      .attach('file', await pdfOf('Order 10'), 'a.pdf')
      .expect(200);
    const filed = await asha.get(at('/result')).expect(200);
    expect(filed.body.approval.document).toMatchObject({ kind: 'file', title: 'Order 10', fileName: 'a.pdf' });
    expect(filed.body.sha256).toBe(draft.body.sha256);
  });

  it('names every fault of an approval', async () => {
    await answerAll();
    const refused = await asha.put(at('/submission')).send({ name: ' ', function: '', date: '2026-02-30' }).expect(422);
    expect(refused.body.faults).toMatchObject([
      { path: 'approval.name' },
      { path: 'approval.function' },
      { path: 'approval.date' },
    ]);
  });

  it('takes no answers once submitted, and takes them again once withdrawn', async () => {
    await answerAll();
    await submit().expect(200);
    const closed = await asha
      .put(at('/answers/GOV1'))
      .set('if-match', '"1"')
      .send({ value: { level: 1 } });
    expect([closed.status, closed.body.code]).toEqual([409, 'assessment.wrong-state']);
    await asha.delete(at('/submission')).expect(204);
    await asha
      .put(at('/answers/GOV1'))
      .set('if-match', '"1"')
      .send({ value: { level: 1 } })
      .expect(200);
    await asha.delete(at('/submission')).expect(409);
    const again = await submit().expect(200);
    expect(again.body.revision).toBe(2);
  });

  it('explains numbers of every kind and rule', async () => {
    await answerAll();
    const { body } = await asha.get(at('/result')).expect(200);
    const items = Object.entries(body.items as Readonly<Record<string, { rule: string }>>);
    const figures = body.figures as readonly { readonly id: string; readonly kind: string }[];
    const perRule = new Map(items.map(([id, { rule }]) => [rule, id]));
    const perKind = new Map(figures.map(({ id, kind }) => [kind, id]));
    const [dimension] = Object.keys(body.dimensions);
    for (const number of ['overall', dimension, ...perRule.values(), ...perKind.values()]) {
      const { body: explained } = await asha
        .get(at(`/result/numbers/${encodeURIComponent(String(number))}`))
        .expect(200);
      expect(JSON.stringify(explained)).toContain('"trace":{');
    }
    for (const none of ['nothing', 'constructor', '__proto__'])
      await asha.get(at(`/result/numbers/${none}`)).expect(404);
  });

  it('goes on counting after a decision was taken back, so that a form from before fits nothing newer', async () => {
    await answerAll();
    await submit().expect(200);
    const decision = at(`/recommendations/${await firstRule()}/decision`);
    await asha.put(decision).send({ decision: 'declined', reason: 'Budget 77' }).expect(200);
    await asha.delete(decision).set('if-match', '"1"').expect(204);
    const { body } = await asha.get(at('/recommendations')).expect(200);
    expect(body.recommendations[0].decision).toBeUndefined();
    const kept = await web.database.operator.query("SELECT FROM decision WHERE reason = 'Budget 77'");
    expect(kept).toEqual([]);
    const again = await asha.put(decision).send({ decision: 'accepted' }).expect(200);
    expect(again.headers['etag']).toBe('"3"');
    const stale = await asha.put(decision).set('if-match', '"1"').send({ decision: 'declined', reason: 'Stale' });
    expect(stale.status).toBeGreaterThanOrEqual(409);
    const after = await asha.get(at('/recommendations')).expect(200);
    expect(after.body.recommendations[0].decision).toMatchObject({ decision: 'accepted', revision: 3 });
  });

  it('keeps a decision on a recommendation, and lets nobody overwrite it unseen', async () => {
    await answerAll();
    await submit().expect(200);
    const decision = at(`/recommendations/${await firstRule()}/decision`);
    const first = await asha.put(decision).send({ decision: 'accepted', owner: 'Head of HR', due: '2026-12-31' });
    expect([first.status, first.headers['etag']]).toEqual([200, '"1"']);
    await asha.put(decision).send({ decision: 'declined', reason: 'Other priorities' }).expect(428);
    await asha.put(decision).set('if-match', '"1"').send({ decision: 'declined' }).expect(422);
    await asha.put(decision).set('if-match', '"1"').send({ decision: 'declined', reason: 'Budget' }).expect(200);
    const { body } = await asha.get(at('/recommendations')).expect(200);
    expect(body.recommendations[0].decision).toMatchObject({ decision: 'declined', reason: 'Budget', revision: 2 });
  });

  it('takes a decision back, twice if asked twice, and never one that changed meanwhile', async () => {
    await answerAll();
    await submit().expect(200);
    const decision = at(`/recommendations/${await firstRule()}/decision`);
    await asha.put(decision).send({ decision: 'accepted' }).expect(200);
    await asha.put(decision).set('if-match', '"1"').send({ decision: 'declined', reason: 'Budget' }).expect(200);
    await asha.delete(decision).set('if-match', '"1"').expect(412);
    await asha.delete(decision).set('if-match', '"2"').expect(204);
    await asha.delete(decision).set('if-match', '"2"').expect(204);
    const { body } = await asha.get(at('/recommendations')).expect(200);
    expect(body.recommendations[0].decision).toBeUndefined();
  });

  it('lets bruno, a reviewer, see what was handed in and decide nothing', async () => {
    const bruno = await signedIn(web, 'bruno');
    await answerAll();
    await bruno.get(at('/result')).expect(404);
    await submit().expect(200);
    await bruno.get(at('/result')).expect(200);
    const rule = await firstRule();
    await bruno
      .put(at(`/recommendations/${rule}/decision`))
      .send({ decision: 'accepted' })
      .expect(403);
    await bruno.delete(at('/submission')).expect(403);
  });

  it('decides on nothing while the assessment is a draft', async () => {
    await answerAll();
    const rule = await firstRule();
    const refused = await asha.put(at(`/recommendations/${rule}/decision`)).send({ decision: 'accepted' });
    expect([refused.status, refused.body.code]).toEqual([409, 'assessment.wrong-state']);
  });
});
