import { AddEvidence, RecordAnswer, SubmitAssessment, type AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';

/** What a page shows when a text, a name or a value was forgotten. */
const BARE = /undefined|\[object|NaN|page\.[a-z]+\.|\{[a-z]+\}/;
/** May not apply, in every variant. */
const QUESTION = 'EQP1';
const REASON = 'Nobody wears protective equipment here.';

describe('a review, in the browser', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let bruno: Visitor;
  let assessment: AssessmentId;
  let evidence: string;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    bruno = await signedIn(web, 'bruno');
  });
  afterAll(() => web.close());

  const useCase = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
    web.app.get(type as never, { strict: false });
  beforeEach(async () => {
    assessment = await world.assessment('core');
    await world.answer(assessment, { ...exampleAnswers('core'), [QUESTION]: { notApplicable: REASON } });
    const cited = await useCase(AddEvidence).execute(world.actors.asha, {
      assessment,
      question: 'GOV1',
      details: { title: 'Order 118/2025', restricted: false },
      source: { kind: 'citation' },
    });
    evidence = cited.evidence;
    await submit();
  });

  const submit = () =>
    useCase(SubmitAssessment).execute(world.actors.asha, {
      assessment,
      approval: { name: 'Otto Notreal', function: 'Director General', date: '2026-03-16' },
    });
  const at = (rest = ''): string => `/assessments/${assessment}/review${rest}`;
  const post = async (path: string, fields: Readonly<Record<string, string>> = {}, visitor = bruno) =>
    visitor
      .post(path)
      .type('form')
      .accept('html')
      .send({ _csrf: await csrfTokenOf(visitor), ...fields });
  const page = async (path: string, visitor = bruno, status = 200): Promise<string> => {
    const { text, status: got } = await visitor.get(path).accept('html');
    expect([path, got]).toEqual([path, status]);
    expect(text.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(BARE);
    return text;
  };
  const accept = () => post(at('/decide'), { question: QUESTION, decision: 'accepted' });

  it('is found from the list of what waits, and taken', async () => {
    const list = await page('/reviews');
    expect(list).toContain('Waiting for a reviewer');
    expect(list).toContain(`href="${at()}"`);
    expect(await page(at())).toContain('Take into review');
    const taken = await post(at('/take'));
    expect([taken.status, taken.headers['location']]).toEqual([303, `${at()}?saved=taken`]);
    expect(await page(`${at()}?saved=taken`)).toContain('You have had this in review since');
    expect(await page(`/assessments/${assessment}`, asha)).toContain(
      'Bruno Okwethi has been reviewing this assessment',
    );
    const withdrawn = await post(`/assessments/${assessment}/withdraw`, {}, asha);
    expect(withdrawn.status).toBe(409);
  });

  it('shows every answer with its words, scores and evidence, a part at a time', async () => {
    await post(at('/take'));
    const overview = await page(at());
    expect(overview).toContain('“Not applicable”: 0 of 1 decided');
    for (const [path] of overview.matchAll(/\/assessments\/[\w-]+\/review\/dimensions\/\w+(?=")/g)) await page(path);
    const text = await page(at('/dimensions/D1'));
    expect(text).toContain('Order 118/2025');
    expect(text).toMatch(/Claimed \d+\.\d, evidenced \d+\.\d/);
    expect(text).toContain('class="tag tag--plain">counts</span>');
  });

  it('decides on a reason and on evidence, and says what is missing beside the field', async () => {
    await post(at('/take'));
    const bare = await post(at('/decide'), { question: 'GOV1', evidence, decision: 'rejected' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain(`href="#GOV1-evidence-${evidence}-note"`);
    expect(bare.text).toContain(`id="GOV1-evidence-${evidence}-note-error"`);
    const noted = { question: 'GOV1', evidence, decision: 'rejected', note: 'It is about another service.' };
    const rejected = await post(at('/decide'), noted);
    expect(rejected.headers['location']).toBe(at('/dimensions/D1?saved=decided#q-GOV1'));
    const text = await page(at('/dimensions/D1'));
    expect(text).toContain('does not count');
    expect(text).toContain('It is about another service.');
    await accept();
    expect(await page(at())).toContain('“Not applicable”: 1 of 1 decided');
  });

  it('asks, returns with a note, and shows the agency what is asked and the reviewer what changed', async () => {
    await post(at('/take'));
    await post(at('/ask'), { question: 'GOV1', text: 'Which order <b>exactly</b>?' });
    const returned = await post(at('/return'), { note: '' });
    expect([returned.status, returned.text.includes('Fill in “Note to the agency”')]).toEqual([422, true]);
    expect((await post(at('/return'), { note: 'One point.' })).headers['location']).toBe('/reviews?saved=returned');
    expect(await page('/reviews?saved=returned')).toContain('Returned to the agency');
    const overview = await page(`/assessments/${assessment}`, asha);
    expect(overview).toContain('What the reviewer asks for');
    expect(overview).toContain('One point.');
    expect(overview).toContain('Which order &lt;b&gt;exactly&lt;/b&gt;?');
    expect(await page(`/assessments/${assessment}/dimensions/D1`, asha)).toContain('A reviewer asks');
    const change = { assessment, question: 'GOV1', answer: { value: { level: 1 } } };
    await useCase(RecordAnswer).execute(world.actors.asha, change);
    await submit();
    expect(await page('/reviews')).toContain('Submitted again on');
    expect(await page(at())).toContain('One answer changed since it was returned');
    expect(await page(at('/dimensions/D1'))).toContain('Changed since it was returned');
  });

  it('tells the leads by mail, without a word of what was written', async () => {
    await post(at('/take'));
    await post(at('/return'), { note: 'SECRET WORDS' });
    const { rows } = await asOwner(web.database.address, (client) =>
      client.query<{ template: string; recipient: string; params: object }>(
        "SELECT template, recipient, params FROM mail WHERE params->>'link' LIKE '%' || $1",
        [assessment],
      ),
    );
    expect(rows.map(({ template, recipient }) => [template, recipient])).toEqual([
      ['assessment-returned', 'asha@example.org'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('SECRET');
  });

  it('validates only when every reason is accepted, and then the result says so', async () => {
    await post(at('/take'));
    expect(await page(at('/validate'))).toContain('One “not applicable” is not accepted.');
    expect((await post(at('/validate'))).status).toBe(409);
    await accept();
    const done = await post(at('/validate'), { note: 'Well done.' });
    expect(done.headers['location']).toBe(`/assessments/${assessment}/result?validated=1`);
    const result = await page(`/assessments/${assessment}/result?validated=1`);
    expect(result).toContain('Validated. The result below is final.');
    expect(result).toContain('Evidenced after review, overall');
    expect(result).toContain('validated by a reviewer');
    const overview = await page(`/assessments/${assessment}`, asha);
    expect(overview).toContain('Bruno Okwethi validated this assessment');
    expect(overview).toContain('Well done.');
    expect(overview).not.toContain('bruno@example.org');
    expect(await page('/reviews')).toContain('Validated lately');
  });

  it('closes a validated assessment to everybody, whatever is sent', async () => {
    await post(at('/take'));
    await accept();
    await post(at('/validate'));
    const q = `/assessments/${assessment}/questions/GOV1`;
    const json = { value: { level: 4 } };
    const tries: readonly (readonly [string, () => PromiseLike<{ status: number }>])[] = [
      ['an answer', () => post(`${q}/answer`, { level: '4', revision: '1' }, asha)],
      ['an answer by program', () => asha.put(`/api/assessments/${assessment}/answers/GOV1`).send(json)],
      ['a cleared answer', () => post(`${q}/clear`, { revision: '1' }, asha)],
      ['a draft', () => post(`${q}/draft/discard`, {}, asha)],
      ['evidence', () => asha.post(`/api${q}/evidence`).send({ kind: 'citation', title: 'x', restricted: false })],
      ['removed evidence', () => post(`${q}/evidence/${evidence}/remove`, {}, asha)],
      ['a comment of the agency', () => post(`${q}/comments`, { text: 'x' }, asha)],
      ['a comment of the reviewer', () => post(`${q}/comments`, { text: 'x' })],
      ['a decision', () => post(at('/decide'), { question: QUESTION, decision: 'questioned', note: 'x' })],
      ['a request', () => post(at('/ask'), { question: 'GOV1', text: 'x' })],
      ['a return', () => post(at('/return'), { note: 'x' })],
      ['a second validation', () => post(at('/validate'))],
      ['a withdrawal', () => post(`/assessments/${assessment}/withdraw`, {}, asha)],
    ];
    const states = [];
    for (const [name, send] of tries) states.push([name, (await send()).status]);
    expect(states.filter(([, status]) => status !== 409 && status !== 403)).toEqual([]);
  });

  it('is refused to the agency’s own people and to others, who learn nothing', async () => {
    const dara = await signedIn(web, 'dara');
    for (const path of [at(), at('/dimensions/D1'), at('/return'), at('/validate')]) {
      await page(path, asha, 403);
      await page(path, dara, 404);
    }
    await page('/reviews', asha, 403);
    expect((await post(at('/take'), {}, asha)).status).toBe(403);
    expect((await post(at('/take'), {}, dara)).status).toBe(404);
  });

  it('speaks JSON with the same words and refusals', async () => {
    const api = `/api/assessments/${assessment}`;
    expect((await bruno.get('/api/reviews').expect(200)).body.submitted).toEqual(
      expect.arrayContaining([expect.objectContaining({ assessment })]),
    );
    await bruno.put(`${api}/review`).send({}).expect(204);
    const { body } = await bruno.get(`${api}/review`).expect(200);
    expect(body).toMatchObject({ isTheirs: true, reasons: [{ question: QUESTION, state: 'open' }] });
    const open = await bruno.put(`${api}/review/validation`).send({}).expect(409);
    expect(open.body).toMatchObject({ code: 'review.reasons-open', questions: [QUESTION] });
    await bruno.post(`${api}/review/decisions`).send({ question: QUESTION, decision: 'accepted' }).expect(204);
    await bruno.post(`${api}/review/requests`).send({ question: 'GOV1', text: 'Which?' }).expect(201);
    await bruno.post(`${api}/review/decisions`).send({ evidence, decision: 'rejected' }).expect(422);
    const done = await bruno.put(`${api}/review/validation`).send({ note: 'Fine.' }).expect(200);
    expect(done.body).toMatchObject({ revision: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await asha.get(`${api}/result`).expect(200)).body).toMatchObject({ status: 'validated' });
  });
});
