import type { AssessmentId } from '@isonomia/application';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { asOwner } from '../support/database.js';
import { csrfTokenOf, signedIn, stateOf, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const LEVEL = { value: { level: 2 } };
const ROW = { id: 'inspector', label: 'Inspector', band: 'officers', women: 1, men: 2 };
const table = (...rows: readonly unknown[]) => ({ value: { rows } });
const REASON = 'It does not concern us at all.';
const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';

/** What was sent, to which question, and the fault it gets, the path below `answers.<question>`. */
const REFUSED: readonly (readonly [what: string, question: string, body: unknown, path: string, code: string])[] = [
  ['a level above the scale', 'GOV2', { value: { level: 7 } }, 'value.level', 'out-of-range'],
  ['a level below the scale', 'GOV2', { value: { level: -1 } }, 'value.level', 'out-of-range'],
  ['a level between two', 'GOV2', { value: { level: 2.5 } }, 'value.level', 'not-a-whole-number'],
  ['a level in words', 'GOV2', { value: { level: '3' } }, 'value.level', 'not-a-whole-number'],
  ['no level', 'GOV2', { value: {} }, 'value.level', 'missing-key'],
  ['a null', 'GOV2', { value: null }, 'value', 'not-an-object'],
  ['a member nobody asked for', 'GOV2', { value: { level: 3, weight: 9 } }, 'value.weight', 'unknown-key'],
  ['a member beside the value', 'GOV2', { ...LEVEL, score: 100 }, 'score', 'unknown-key'],
  ['the value of another type', 'GOV2', { value: { answer: 'yes' } }, 'value.answer', 'unknown-key'],
  ['two states at once', 'GOV2', { ...LEVEL, notApplicable: REASON }, '', 'not-one-state'],
  ['no state at all', 'GOV2', {}, '', 'not-one-state'],
  ['a list', 'GOV2', [], '', 'not-an-object'],
  ['a word beside the scale', 'GOV4', { value: { answer: 'maybe' } }, 'value.answer', 'not-a-choice'],
  ['a policy that is "not available"', 'GOV2', { notAvailable: true }, 'notAvailable', 'always-available'],
  ['a reason of two letters', 'SOC4', { notApplicable: 'no' }, 'notApplicable', 'reason-too-short'],
  ['not applicable, where it always is', 'GOV1', { notApplicable: REASON }, 'notApplicable', 'always-applicable'],
  ['a number that JSON reads as infinite', 'BUD2', '{"value":{"number":1e999}}', 'value.number', 'not-a-number'],
  ['a share above a hundred', 'BUD2', { value: { number: 101 } }, 'value.number', 'number-out-of-range'],
  ['a count below zero', 'WFC1', table({ ...ROW, women: -1 }), 'value.rows.0.women', 'count-out-of-range'],
  ['half a person', 'WFC1', table({ ...ROW, men: 2.5 }), 'value.rows.0.men', 'not-a-whole-number'],
  ['the people of a planet', 'WFC1', table({ ...ROW, men: 1e12 }), 'value.rows.0.men', 'count-out-of-range'],
  ['a row twice', 'WFC1', table(ROW, ROW), 'value.rows.1', 'repeated-row'],
  ['a band that nobody knows', 'WFC1', table({ ...ROW, band: 'generals' }), 'value.rows.0.band', 'not-a-choice'],
  ['a row half filled in', 'WFC1', table({ ...ROW, men: undefined }), 'value.rows.0.men', 'missing-key'],
  ['rows without end', 'WFC1', table(...rowsUpTo(3000)), 'value.rows', 'too-many'],
  [
    'figures that are not available',
    'WFC1',
    table({ ...ROW, notAvailable: true }),
    'value.rows.0.women',
    'unknown-key',
  ],
  ['more counted than there are', 'WLB1', rate({ of: 5, count: 6 }), 'value.women', 'count-above-of'],
  ['an option that is none', 'SOC3', { value: { checked: ['all'] } }, 'value.checked.0', 'not-a-choice'],
  ['an option twice', 'SOC3', checked('suspects-sex', 'suspects-sex'), 'value.checked.1', 'repeated-option'],
  ['no option', 'SOC3', checked(), 'value.checked', 'nothing-checked'],
  ['a NUL in a text', 'BUD2', { value: { number: 1 }, source: 'a\u0000b' }, 'source', 'forbidden-character'],
  ['half a character', 'BUD2', { value: { number: 1 }, source: 'a\ud800b' }, 'source', 'forbidden-character'],
  ['a NUL in a label', 'WFC1', table({ ...ROW, label: 'a\u0000' }), 'value.rows.0.label', 'forbidden-character'],
  ['half a character in an id', 'WFC1', table({ ...ROW, id: '\udfff' }), 'value.rows.0.id', 'forbidden-character'],
  ['a source of pages', 'BUD2', { value: { number: 1 }, source: 'x'.repeat(5000) }, 'source', 'text-too-long'],
  ['evidence that nobody added', 'GOV2', { ...LEVEL, evidence: [NOBODYS] }, '', 'unknown-evidence'],
  ['evidence that is a path', 'GOV2', { ...LEVEL, evidence: ['../../etc/passwd'] }, '', 'unknown-evidence'],
  ['evidence that is a number', 'GOV2', { ...LEVEL, evidence: [7] }, 'evidence.0', 'not-text'],
  ['a question that does not exist', 'GOV99', LEVEL, '', 'unknown-question'],
  ['a question that every object has', 'constructor', LEVEL, '', 'unknown-question'],
];

function rowsUpTo(count: number): readonly unknown[] {
  return Array.from({ length: count }, (_, n) => ({ ...ROW, id: `row-${n}` }));
}
function rate(women: object): unknown {
  return { value: { women, men: { of: 5, count: 1 } } };
}
function checked(...options: readonly string[]): unknown {
  return { value: { checked: options } };
}

describe('an answer', () => {
  let web: TestWeb;
  let world: World;
  let draft: AssessmentId;
  let asha: Visitor;
  let before: Readonly<Record<string, string>>;

  const answersOf = (id: string): string => `/api/assessments/${id}/answers`;
  const put = (question: string, body: unknown, id: string = draft) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return asha
      .put(`${answersOf(id)}/${question}`)
      .type('json')
      .send(text);
  };
  const faultsIn = ({ body }: Response): readonly string[] =>
    (body.faults as readonly { code: string; path: string }[]).map(({ code, path }) => `${path} ${code}`);

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    draft = await world.assessment();
    await world.answer(draft, { GOV1: LEVEL });
    asha = await signedIn(web, 'asha');
  });
  afterAll(async () => {
    await web.close();
  });
  // Whatever was refused: nothing of it was written, and the next request is answered.
  beforeEach(async () => {
    before = await stateOf(web);
  });
  afterEach(async () => {
    expect(await stateOf(web)).toEqual(before);
    await web.agent().get('/health/ready').expect(200);
  });

  it.each(REFUSED)('that is %s is refused where it stands', async (...[, question, body, path, code]) => {
    const reply = await put(question, body);
    expect([reply.status, reply.body.code]).toEqual([422, 'input.refused']);
    const place = path === '' ? `answers.${question}` : `answers.${question}.${path}`;
    expect(faultsIn(reply)).toContain(`${place} answer.${code}`);
  });

  it('that is fine is not saved beside one that is not', async () => {
    const answers = { GOV2: LEVEL, GOV3: { value: { level: 9 } }, NONE: LEVEL, BUD1: { value: { answer: 'yes' } } };
    const reply = await asha.put(answersOf(draft)).send({ answers });
    expect([reply.status, faultsIn(reply)]).toEqual([
      422,
      ['answers.GOV3.value.level answer.out-of-range', 'answers.NONE answer.unknown-question'],
    ]);
  });

  it('that names evidence of nobody is told of by its question, also among many', async () => {
    const answers = { GOV2: LEVEL, GOV3: { ...LEVEL, evidence: [NOBODYS] } };
    const reply = await asha.put(answersOf(draft)).send({ answers });
    expect([reply.status, faultsIn(reply)]).toEqual([422, ['answers.GOV3 answer.unknown-evidence']]);
  });

  it('does not replace one that stands, unless it says which', async () => {
    const blind = await put('GOV1', { value: { level: 0 } });
    expect([blind.status, blind.body.code, blind.body.current.answer]).toEqual([428, 'precondition.required', LEVEL]);
    const stale = await put('GOV1', { value: { level: 0 } }).set('if-match', '"7"');
    expect([stale.status, stale.body.code, stale.body.current.answer]).toEqual([412, 'revision.conflict', LEVEL]);
    const many = await asha.put(answersOf(draft)).send({ answers: { GOV1: { value: { level: 0 } }, GOV2: LEVEL } });
    expect([many.status, many.body.code]).toEqual([412, 'revision.conflicts']);
  });

  it.each(['*', '1', '"one"', '"1", "2"', '"99999999999999999999"'])(
    'with If-Match %s is not guessed at',
    async (tag) => {
      const reply = await put('GOV1', { value: { level: 0 } }).set('if-match', tag);
      expect([reply.status, reply.body.code]).toEqual([400, 'precondition.not-readable']);
    },
  );

  it.each<[string, unknown]>([
    ['-1', -1],
    ['a word', 'one'],
    ['null', null],
    ['a fraction', 1.5],
  ])('with the revision %s is not guessed at', async (_what, revision) => {
    const reply = await asha.put(answersOf(draft)).send({ answers: { GOV1: LEVEL }, revisions: { GOV1: revision } });
    expect([reply.status, faultsIn(reply)]).toEqual([422, ['revisions.GOV1 input.not-a-revision']]);
  });

  it.each<[string, string, number, string]>([
    ['is no JSON', '{"value":', 400, 'body.not-json'],
    ['is nothing', '', 422, 'input.refused'],
    ['is nested without end', '['.repeat(40_000), 400, 'body.too-deep'],
    ['is nested and closed', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 400, 'body.too-deep'],
    ['has members without end', `[${'1,'.repeat(60_000)}1]`, 400, 'body.too-many-members'],
    ['reaches for a prototype', '{"__proto__":{"level":3}}', 400, 'body.forbidden-key'],
    ['reaches for a prototype in disguise', '{"\\u005f_proto__":{"level":3}}', 400, 'body.forbidden-key'],
    ['is a megabyte', JSON.stringify({ value: 'x'.repeat(1_200_000) }), 413, ''],
  ])('whose body %s is refused at the door', async (_what, body, status, code) => {
    const begun = Date.now();
    const reply = await put('GOV2', body);
    expect(reply.status).toBe(status);
    if (code !== '') expect(reply.body.code).toBe(code);
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('as %s is not read', async (type) => {
    const reply = await asha
      .put(`${answersOf(draft)}/GOV2`)
      .type(type)
      .send('{"value":{"level":2}}');
    expect([403, 415]).toContain(reply.status);
  });

  it('to an assessment that is not there, or whose id is none, finds nothing', async () => {
    for (const id of [NOBODYS, 'nothing', '1 OR 1=1', '%F0%9F%92%A5', '..']) {
      expect((await put('GOV2', LEVEL, id)).status).toBe(404);
    }
  });

  it('of dara to an assessment of another agency finds nothing', async () => {
    const dara = await signedIn(web, 'dara');
    const foreign = await dara.put(`${answersOf(draft)}/GOV2`).send(LEVEL);
    const nothing = await dara.put(`${answersOf(NOBODYS)}/GOV2`).send(LEVEL);
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
  });

  it('of bruno, who reviews, is not his to give', async () => {
    const bruno = await signedIn(web, 'bruno');
    expect((await bruno.put(`${answersOf(draft)}/GOV2`).send(LEVEL)).status).not.toBe(200);
  });

  describe('sent as a form', () => {
    const form = async (fields: Readonly<Record<string, string>>, question = 'GOV2') => {
      const body = { _csrf: await csrfTokenOf(asha), revision: '0', origin: 'dimension', ...fields };
      return asha.post(`/assessments/${draft}/questions/${question}/answer`).type('form').accept('html').send(body);
    };

    // What was typed is kept as a draft, which is no answer: see drafts.spec.ts.
    afterEach(() => asOwner(web.database.address, (client) => client.query('DELETE FROM answer_draft')));

    it.each<[string, string, Readonly<Record<string, string>>]>([
      ['a level above the scale', 'GOV2', { level: '7' }],
      ['a level in words', 'GOV2', { level: 'three' }],
      ['a count below zero', 'WFC1', { 'rows[0][label]': 'A', 'rows[0][women]': '-4', 'rows[0][men]': '1' }],
      ['a NUL', 'BUD2', { number: '1', source: 'a\u0000b' }],
      ['a number that is none', 'BUD2', { number: '12 or so' }],
      ['a reason of two letters', 'SOC4', { notApplicable: 'on', reason: 'no' }],
    ])(
      'with %s is shown again with what was typed and an error that leads to its field',
      async (_what, question, fields) => {
        const reply = await form(fields, question);
        expect(reply.status).toBe(422);
        expect(reply.text).toContain('<title>Error: ');
        const target = /class="error-summary[\s\S]*?<a href="#([^"]+)"/.exec(reply.text)?.[1];
        expect(reply.text).toContain(`id="${target ?? ''}"`);
      },
    );

    it('that is made from an older revision shows both, and loses neither', async () => {
      const reply = await form({ level: '4', revision: '0' }, 'GOV1');
      expect(reply.status).toBe(409);
      expect(reply.text).toMatch(/value="4"/);
    });

    it('without its token is not taken', async () => {
      expect((await form({ level: '3', _csrf: 'x' })).status).toBe(403);
    });

    it('from another site is not taken', async () => {
      const body = { _csrf: await csrfTokenOf(asha), revision: '0', level: '3' };
      const address = `/assessments/${draft}/questions/GOV2/answer`;
      const reply = await asha.post(address).set('sec-fetch-site', 'cross-site').type('form').send(body);
      expect(reply.status).toBe(403);
    });
  });

  describe('to an assessment that was submitted', () => {
    let closed: AssessmentId;
    beforeAll(async () => {
      closed = await world.submitted();
    });

    it('comes too late: one, many, cleared, with evidence', async () => {
      const [one, many, cleared, proof] = [
        await put('GOV1', LEVEL, closed),
        await asha.put(answersOf(closed)).send({ answers: { GOV1: LEVEL } }),
        await asha.delete(`${answersOf(closed)}/GOV1`).set('if-match', '"0"'),
        await asha
          .post(`/api/assessments/${closed}/questions/GOV1/evidence`)
          .send({ kind: 'citation', title: 'Order 1', restricted: false }),
      ];
      for (const { status, body } of [one, many, cleared, proof]) {
        expect([status, body.code]).toEqual([409, 'assessment.wrong-state']);
      }
    });
  });

  describe('on a version of the instrument', () => {
    const start = (change: object) =>
      asha.post(`/api/agencies/${world.agency}/assessments`).send({
        instrument: 'geoa-le',
        version: '1.0.0',
        variant: 'core',
        title: 'Assessment 2026',
        reference: { from: '2026-01-01', to: '2026-12-31' },
        stockDate: '2026-12-31',
        ...change,
      });

    it('that nobody published starts nothing', async () => {
      const reply = await start({ version: '9.9.9' });
      expect([reply.status, reply.body.code]).toEqual([422, 'instrument.unknown']);
    });

    it('that was retired starts nothing; what runs on it goes on', async () => {
      const retire = (at: string) =>
        asOwner(web.database.address, (client) => client.query(`UPDATE instrument_version SET retired_at = ${at}`));
      await retire('now()');
      try {
        const reply = await start({});
        expect([reply.status, reply.body.code]).toEqual([409, 'instrument.retired']);
        await asha.get(`${answersOf(draft)}/GOV1`).expect(200);
      } finally {
        await retire('NULL');
      }
    });

    it.each<[string, object, string]>([
      ['in a variant it has not', { variant: 'tiny' }, 'variant'],
      ['without a title', { title: '   ' }, 'title'],
      [
        'with a period that ends before it begins',
        { reference: { from: '2026-12-31', to: '2026-01-01' } },
        'reference',
      ],
      ['on a day that no calendar has', { stockDate: '2026-02-30' }, 'stockDate'],
    ])('starts nothing %s', async (_what, change, path) => {
      const reply = await start(change);
      expect([reply.status, faultsIn(reply).map((fault) => fault.replace(/ .*/, ''))]).toEqual([422, [path]]);
    });
  });
});
