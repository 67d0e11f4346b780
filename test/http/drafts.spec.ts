import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';

type Fields = Readonly<Record<string, string | readonly string[]>>;

const HALF: Fields = {
  'rows[0][women]': '7',
  'rows[0][men]': '1O',
  'rows[1][women]': ' 4 ',
  source: 'Staff register, extr',
};

describe('a form that is no answer yet', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let fay: Visitor;
  let assessment: AssessmentId;
  const tokens = new Map<Visitor, string>();

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    fay = await signedIn(web, 'fay');
    for (const visitor of [asha, fay]) tokens.set(visitor, await csrfTokenOf(visitor));
  });
  beforeEach(async () => {
    assessment = await world.assessment();
  });
  afterAll(async () => {
    await web.close();
  });

  const at = (path: string): string => `/assessments/${assessment}${path}`;
  const post = (path: string, fields: Fields, { visitor = asha, accept = 'html' } = {}) =>
    visitor
      .post(at(path))
      .type('form')
      .accept(accept)
      .send({ _csrf: tokens.get(visitor) ?? '', ...fields });
  const autosave = (fields: Fields, { visitor = asha, question = 'WFC5' } = {}) =>
    post(`/questions/${question}/answer`, { revision: '0', draft: '0', ...fields }, { visitor, accept: 'json' });
  const markOf = (page: string, question = 'WFC5'): string =>
    new RegExp(`id="f-${question}"[\\s\\S]*?name="draft" value="(\\d+)"`).exec(page)?.[1] ?? '';
  const page = async (path = '/questions/WFC5', visitor = asha): Promise<string> =>
    (await visitor.get(at(path)).expect(200)).text;
  const assignD3To = (person: 'fay' | 'asha') =>
    post('/dimensions/D3/assign', { user: world.actors[person].userId }).expect(303);
  const answers = async () => (await asha.get(`/api${at('/answers')}`).expect(200)).body.answers as object;

  it('is kept by autosave, which names what is open and raises no error', async () => {
    const reply = await autosave(HALF);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      status: 'draft',
      draft: expect.any(Number),
      message: expect.stringMatching(
        /^Draft kept at \d\d:\d\d – rows .+, .+, .+ still empty; 1 cell still empty; 1 entry/,
      ),
      notice: expect.stringMatching(/^Kept as a draft, not counted yet: rows /),
      faults: [{ field: 'rows[0][men]', message: expect.stringContaining('you wrote "1O"') }],
    });
    expect(await answers()).toEqual({});
  });

  it('is shown again as it was typed, with the faults, on its own page and that of its part', async () => {
    await autosave(HALF);
    for (const path of ['/questions/WFC5', '/dimensions/D3']) {
      const text = await page(path);
      expect(text).toMatch(/id="WFC5-rows-0-men" name="rows\[0\]\[men\]" value="1O"[^>]*aria-invalid="true"/);
      expect(text).toContain('name="rows[1][women]" value="4"');
      expect(text).toContain('value="Staff register, extr"');
      expect(text).toContain('Kept as a draft, not counted yet: rows');
      expect(text).toContain('Typed by Asha Tevdor');
    }
    const { body } = await asha.get(`/api${at('/drafts')}`).expect(200);
    expect(body.drafts).toEqual([
      {
        question: 'WFC5',
        fields: HALF,
        from: 0,
        keptBy: expect.any(String),
        keptByName: 'Asha Tevdor',
        keptAt: expect.any(String),
      },
    ]);
  });

  it('is kept without script, too: Save shows it again with the faults, and says that it is safe', async () => {
    const reply = await post('/questions/WFC5/answer', { revision: '0', draft: '0', origin: 'dimension', ...HALF });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('Kept as a draft, not counted yet');
    expect(reply.text).toContain('class="error-summary"');
    expect(markOf(reply.text)).not.toBe('0');
    expect(await page()).toContain('value="1O"');
  });

  it('keeps the rows typed so far when more are asked for', async () => {
    const fields = { 'rows[0][label]': 'Grade 7', currency: 'EUR', period: 'month' };
    await post('/questions/PAY1/answer', { revision: '0', more: 'rows', ...fields }).expect(200);
    expect(await page('/questions/PAY1')).toContain('value="Grade 7"');
  });

  it('with nothing but a source is kept, and clears no answer that stands', async () => {
    const numbers = { number: '4', source: 'Budget' };
    expect((await autosave(numbers, { question: 'BUD2' })).body.status).toBe('saved');
    const reply = await autosave({ source: 'Budget of 2026', revision: '1' }, { question: 'BUD2' });
    expect(reply.body).toMatchObject({
      status: 'draft',
      message: expect.stringContaining('the answer itself is missing'),
    });
    expect(await answers()).toEqual({ BUD2: { value: { number: 4 }, source: 'Budget' } });
    expect(await page('/questions/BUD2')).toContain('What was saved before goes on counting.');
  });

  it('that came filled in and in which nothing was typed is not kept', async () => {
    const reply = await autosave({ currency: 'EUR', period: 'month' }, { question: 'PAY1' });
    expect([reply.status, reply.body.status, reply.body.draft]).toEqual([200, 'draft', 0]);
    expect((await asha.get(`/api${at('/drafts')}`)).body.drafts).toEqual([]);
  });

  it('becomes an answer and leaves no draft behind', async () => {
    const { body } = await autosave({ number: '4O' }, { question: 'BUD2' });
    const saved = await autosave({ number: '40', draft: String(body.draft) }, { question: 'BUD2' });
    expect(saved.body).toMatchObject({ status: 'saved', revision: 1 });
    expect((await asha.get(`/api${at('/drafts')}`)).body.drafts).toEqual([]);
    expect(await page('/questions/BUD2')).not.toContain('Kept as a draft');
  });

  it('that was emptied leaves no draft behind', async () => {
    const { body } = await autosave({ number: '4O' }, { question: 'BUD2' });
    const emptied = await autosave({ number: '', draft: String(body.draft) }, { question: 'BUD2' });
    expect(emptied.body).toMatchObject({ status: 'draft', draft: 0 });
    expect((await asha.get(`/api${at('/drafts')}`)).body.drafts).toEqual([]);
  });

  it('is discarded after asking, and only as it was seen', async () => {
    const { body } = await autosave(HALF);
    const asked = (await asha.get(at('/questions/WFC5/draft/discard')).expect(200)).text;
    expect(asked).toContain('women 7');
    const other = await post('/questions/WFC5/draft/discard', { draft: '1' });
    expect(other.headers['location']).toBe(at('/questions/WFC5/draft/discard'));
    const done = await post('/questions/WFC5/draft/discard', { draft: String(body.draft) });
    expect(done.headers['location']).toBe(at('/questions/WFC5?saved=discarded'));
    expect(await page()).not.toContain('value="1O"');
  });

  describe('at which two colleagues type at once', () => {
    beforeEach(() => assignD3To('fay'));

    it('shows both drafts to the later one, who goes on with either; none is lost', async () => {
      const first = await autosave(HALF);
      await autosave({ source: 'Extract of June', draft: String(first.body.draft) }, { visitor: fay });
      const mine = { source: 'Extract of May', draft: String(first.body.draft) };
      const conflict = await autosave(mine);
      expect([conflict.status, conflict.body.yours, conflict.body.theirs]).toEqual([
        409,
        'Source: Extract of May',
        'Source: Extract of June',
      ]);
      expect(conflict.body.message).toContain('Fay Lindqvist kept a draft of this answer');
      const html = await post('/questions/WFC5/answer', { revision: '0', ...mine });
      expect(html.status).toBe(409);
      for (const shown of ['Extract of May', 'Extract of June']) expect(html.text).toContain(shown);
      expect(html.text).toContain(`name="draft" value="${conflict.body.draft}"`);
      const kept = await autosave({ ...mine, draft: String(conflict.body.draft) });
      expect(kept.body.status).toBe('draft');
      const text = await page();
      expect(text).toContain('value="Extract of May"');
      expect(text).toContain('Source: Extract of June');
    });

    it('stays beside an answer that was saved over it, and can be gone on with', async () => {
      await autosave({ number: '4O' }, { question: 'BUD2' });
      const answer = { value: { number: 12 } };
      await asha
        .put(`/api${at('/answers/BUD2')}`)
        .send(answer)
        .expect(201);
      const text = await page('/questions/BUD2');
      expect(text).toContain('An answer was saved after this draft was begun');
      expect(text).toContain('value="12"');
      expect(text).toContain('Number: 4O');
      expect(markOf(text, 'BUD2')).toBe('0');
      const mark = /draft\/take"[\s\S]*?name="draft" value="(\d+)"/.exec(text)?.[1] ?? '';
      await post('/questions/BUD2/draft/take', { draft: mark }).expect(303);
      const taken = await page('/questions/BUD2');
      expect(taken).toContain('value="4O"');
      expect(await answers()).toEqual({ BUD2: answer });
    });

    it('is told of the answer when one was saved while somebody typed on, and kept all the same', async () => {
      const { body } = await autosave({ number: '4O' }, { question: 'BUD2' });
      await asha
        .put(`/api${at('/answers/BUD2')}`)
        .send({ value: { number: 12 } })
        .expect(201);
      const reply = await autosave({ number: '4OO', draft: String(body.draft) }, { question: 'BUD2' });
      expect([reply.status, reply.body.revision, reply.body.theirs]).toEqual([409, 1, '12']);
      expect((await asha.get(`/api${at('/drafts')}`)).body.drafts).toMatchObject([
        { fields: { number: '4OO' }, from: 0 },
      ]);
    });
  });

  it('is for fay only in the part that is assigned to her', async () => {
    expect((await autosave(HALF, { visitor: fay })).status).toBe(403);
    await autosave(HALF);
    expect((await fay.get(`/api${at('/drafts')}`)).body.drafts).toEqual([]);
    expect((await fay.get(at('/questions/WFC5/draft/discard'))).status).toBe(403);
    await assignD3To('fay');
    expect(await page('/questions/WFC5', fay)).toContain('Typed by Asha Tevdor');
    expect((await fay.get(`/api${at('/drafts')}`)).body.drafts).toHaveLength(1);
  });

  it('is seen by nobody outside, and not by bruno, who reviews', async () => {
    await autosave(HALF);
    for (const person of ['dara', 'bruno'] as const) {
      const stranger = await signedIn(web, person);
      for (const path of [`/api${at('/drafts')}`, at('/questions/WFC5'), at('/questions/WFC5/draft/discard')]) {
        expect([person, path, (await stranger.get(path)).status]).toEqual([person, path, 404]);
      }
    }
  });

  it('is named on “check your answers” and before submitting; submitted, it is neither shown nor written', async () => {
    await world.answer(assessment, exampleAnswers('full'));
    const kept = await autosave({ number: '4O', revision: '1' }, { question: 'BUD2' });
    expect(kept.body.status).toBe('draft');
    for (const path of ['/check', '/submit']) {
      const text = await page(path);
      expect(text).toMatch(/One question has a draft/);
      expect(text).toMatch(/dimensions\/D\d+#q-BUD2"/);
      expect(text).toContain('An answer was saved; the draft is not in it.');
    }
    expect((await asha.get(`/api${at('/check')}`)).body.drafts).toMatchObject([{ question: 'BUD2', answered: true }]);
    await post('/submit', {
      name: 'Otto Notreal',
      office: 'Director General',
      date: '2026-03-16',
      decision: '',
    }).expect(303);
    const late = await autosave({ number: '4O1', revision: '1', draft: String(kept.body.draft) }, { question: 'BUD2' });
    expect([late.status, late.body.code]).toEqual([409, 'assessment.wrong-state']);
    const bruno = await signedIn(web, 'bruno');
    for (const reader of [asha, bruno]) {
      const text = await page('/questions/BUD2', reader);
      expect(text).not.toContain('4O');
      expect(text).not.toContain('Kept as a draft');
      expect((await reader.get(`/api${at('/drafts')}`)).body.drafts ?? []).toEqual([]);
    }
    await post('/withdraw', {}).expect(303);
    expect(await page('/questions/BUD2')).toContain('value="4O"');
  });

  it.each<[string, Fields, number]>([
    ['a NUL', { number: '4O', source: 'a\u0000b' }, 422],
    ['a text without end', { number: 'x'.repeat(30_000) }, 422],
    [
      'more fields than a form has',
      Object.fromEntries(Array.from({ length: 2100 }, (_, n) => [`rows[${n}][women]`, 'x'])),
      400,
    ],
    ['a megabyte', { source: 'x'.repeat(1_200_000) }, 413],
  ])('with %s is refused and not kept', async (_what, fields, status) => {
    expect((await autosave(fields, { question: 'BUD2' })).status).toBe(status);
    expect((await asha.get(`/api${at('/drafts')}`)).body.drafts).toEqual([]);
  });

  it('keeps nothing but the fields of its form, and prints what is hostile as it is', async () => {
    const hostile = '"><script>alert(1)</script>{{7*7}}';
    await autosave({ number: hostile, origin: 'x', more: '', secret: 'y', constructor: 'z' }, { question: 'BUD2' });
    const { body } = await asha.get(`/api${at('/drafts')}`).expect(200);
    expect(body.drafts).toMatchObject([{ fields: { number: hostile } }]);
    expect(Object.keys(body.drafts[0].fields as object)).toEqual(['number']);
    const text = await page('/questions/BUD2');
    expect(text).not.toContain('<script>alert');
    expect((await page('/questions/BUD2/draft/discard')).includes('<script>alert')).toBe(false);
  });

  it('does not lose what proves an answer when it is gone on with', async () => {
    await autosave({ level: '9' }, { question: 'GOV1' });
    await asha
      .put(`/api${at('/answers/GOV1')}`)
      .send({ value: { level: 2 } })
      .expect(201);
    const cited = await asha
      .post(`/api${at('/questions/GOV1/evidence')}`)
      .send({ kind: 'citation', title: 'Order 1', restricted: false });
    const evidence = [String(cited.body.evidence ?? cited.body.id)];
    await asha
      .put(`/api${at('/answers/GOV1')}`)
      .set('if-match', '"1"')
      .send({ value: { level: 2 }, evidence })
      .expect(200);
    const mark = /draft\/take"[\s\S]*?name="draft" value="(\d+)"/.exec(await page('/questions/GOV1'))?.[1] ?? '';
    await post('/questions/GOV1/draft/take', { draft: mark }).expect(303);
    expect(await page('/questions/GOV1')).toContain(`name="evidence" value="${evidence[0] ?? ''}"`);
  });
});
