import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ABOUT } from '../../apps/web/src/paths.js';
import { pdfOf } from '../support/files.js';
import { readPdf } from '../support/read-pdf.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { exampleAnswers, populate, type World } from '../support/world.js';

/** What a page shows when a text, a name or a value was forgotten. */
const BARE = /undefined|\[object|NaN|page\.[a-z]+\.|trace-name\.|explain\.[a-z]+|result\.[a-z]+[.-][a-z]/;

describe('from checking the answers to the result, in the browser', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let token: string;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
  });
  afterAll(async () => {
    await web.close();
  });
  const post = (path: string, fields: Readonly<Record<string, string>> = {}, visitor = asha) =>
    visitor
      .post(path)
      .type('form')
      .accept('html')
      .send({ _csrf: token, ...fields });
  const answered = async (variant: 'core' | 'full' | 'workforce' = 'core'): Promise<AssessmentId> => {
    const assessment = await world.assessment(variant);
    await world.answer(assessment, exampleAnswers(variant));
    return assessment;
  };
  const APPROVAL = { name: 'Otto Notreal', office: 'Director General', date: '2026-03-16' };

  describe('check your answers', () => {
    it('links every open question of an empty assessment, and offers no submission', async () => {
      const assessment = await world.assessment();
      const { text } = await asha.get(`/assessments/${assessment}/check`).expect(200);
      expect(text).toMatch(/\d+ questions are still open/);
      expect(text).toContain(`href="/assessments/${assessment}/dimensions/D1#q-GOV1"`);
      expect(text).not.toContain(`href="/assessments/${assessment}/submit"`);
      expect(text).not.toMatch(BARE);
    });

    it('shows every answer, what waits for evidence and what that would add, and leads on', async () => {
      const assessment = await answered();
      const { text } = await asha.get(`/assessments/${assessment}/check`).expect(200);
      expect(text).toContain('Every question that counts is answered.');
      expect(text).toMatch(/\d+ answers wait for evidence/);
      expect(text).toMatch(/With evidence for all of them the overall score would be \d+\.\d in place of \d+\.\d/);
      expect(text).toContain(`href="/assessments/${assessment}/submit"`);
      expect(text).not.toMatch(BARE);
    });

    it('warns where two tables do not fit, without stopping anybody', async () => {
      const assessment = await answered();
      await world.answer(assessment, {
        WFC1: { value: { rows: [{ id: 'inspector', band: 'officers', women: 1, men: 2 }] } },
      });
      const { text } = await asha.get(`/assessments/${assessment}/check`).expect(200);
      expect(text).toMatch(/things? do(es)? not fit together/);
      expect(text).toContain(`href="/assessments/${assessment}/submit"`);
    });
  });

  describe('submit and withdraw', () => {
    it('keeps what was typed, links each fault to its field, and says Error first', async () => {
      const assessment = await answered();
      const { text } = await post(`/assessments/${assessment}/submit`, {
        ...APPROVAL,
        name: '',
        date: '2026-02-30',
      }).expect(422);
      expect(text).toMatch(/<title>Error: /);
      expect(text).toContain('href="#name"');
      expect(text).toContain('href="#date"');
      expect(text).toContain('value="Director General"');
    });

    it('submits once though the button is pressed twice, and shows the result with its approval', async () => {
      const assessment = await answered();
      const submit = () => post(`/assessments/${assessment}/submit`, APPROVAL);
      const both = await Promise.all([submit(), submit()]);
      expect(both.map(({ status, headers }) => [status, headers['location']])).toEqual([
        [303, `/assessments/${assessment}/result?submitted=1`],
        [303, `/assessments/${assessment}/result?submitted=1`],
      ]);
      const [row] = await web.database.operator.query(
        'SELECT count(*)::int AS outcomes FROM outcome WHERE assessment_id = $1',
        [assessment],
      );
      expect(row).toEqual({ outcomes: 1 });
      const { text } = await asha.get(`/assessments/${assessment}/result?submitted=1`).expect(200);
      expect(text).toContain('approved by Otto Notreal, Director General, on 16 March 2026');
      expect(text).not.toContain('>Draft<');
    });

    it('keeps the file of the decision, leads to it from the result, and records who reads it', async () => {
      const assessment = await answered();
      const pdf = await pdfOf('The decision');
      const send = (bytes: Buffer | undefined, fields: Readonly<Record<string, string>> = {}) => {
        const given = { _csrf: token, ...APPROVAL, decision: 'file', title: 'Order 12', number: '12/2026', ...fields };
        const request = asha.post(`/assessments/${assessment}/submit`).accept('html').field(given);
        return bytes === undefined ? request : request.attach('file', bytes, 'order.pdf');
      };
      expect((await send(undefined).expect(422)).text).toContain('Choose a file first.');
      expect((await send(Buffer.from('MZ not kept')).expect(422)).text).toContain('This kind of file is not kept.');
      const untitled = await send(pdf, { title: '' }).expect(422);
      expect(untitled.text).toContain('href="#title"');
      expect(untitled.text).toContain('Choose the file again.');
      const [none] = await web.database.operator.query(
        "SELECT count(*)::int AS files FROM file WHERE name = 'order.pdf'",
      );
      expect(none).toEqual({ files: 0 });
      await send(pdf).expect(303);
      const { text } = await asha.get(`/assessments/${assessment}/result`).expect(200);
      expect(text).toContain('Approved by this decision: Order 12, 12/2026, order.pdf');
      const link = /href="(\/evidence\/[^"]+\/file)"/.exec(text)?.[1] ?? '';
      const file = await asha.get(link).buffer(true).expect(200);
      expect((await readPdf(file.body as Uint8Array)).text).toContain('The decision');
      const id = link.split('/')[2];
      const audited = await web.database.operator.query('SELECT action FROM audit WHERE subject_id = $1 ORDER BY at', [
        id,
      ]);
      expect(audited).toEqual([{ action: 'evidence.added' }, { action: 'evidence.read' }]);
      await (await signedIn(web, 'dara')).get(link).expect(404);
    });

    it('takes the citation of a decision in the same form, and shows it with the result', async () => {
      const assessment = await answered();
      const cited = { decision: 'citation', title: 'Order 9', holder: 'Registry', restricted: 'on' };
      await post(`/assessments/${assessment}/submit`, { ...APPROVAL, ...cited }).expect(303);
      const { text } = await asha.get(`/assessments/${assessment}/result`).expect(200);
      expect(text).toContain('Approved by this decision: Order 9, Registry');
      expect(text).not.toMatch(BARE);
    });

    it('asks before it withdraws, and then takes answers again', async () => {
      const assessment = await world.submitted('core');
      const page = await asha.get(`/assessments/${assessment}/withdraw`).expect(200);
      expect(page.text).toContain('The assessment becomes a draft again.');
      const done = await post(`/assessments/${assessment}/withdraw`).expect(303);
      const list = await asha.get(String(done.headers['location'])).expect(200);
      expect(list.text).toContain('The submission is withdrawn. The assessment is a draft again.');
      await asha
        .put(`/api/assessments/${assessment}/answers/GOV1`)
        .set('if-match', '"1"')
        .send({ value: { level: 0 } })
        .expect(200);
      const again = await asha.get(`/assessments/${assessment}/withdraw`).expect(200);
      expect(again.text).toContain('there is nothing to withdraw');
    });
  });

  describe('the result', () => {
    it.each(['full', 'core', 'workforce'] as const)(
      'of the %s variant is told in words and pictures',
      async (variant) => {
        const assessment = await world.submitted(variant);
        const { text } = await asha.get(`/assessments/${assessment}/result`).expect(200);
        expect(text).not.toMatch(BARE);
        expect(text.match(/<svg/g)?.length).toBeGreaterThanOrEqual(2);
        // Every drawing names itself and says what it shows.
        for (const [svg] of text.matchAll(/<svg[^]*?<\/svg>/g))
          expect(svg).toMatch(/<title[^>]*>[^<]+<[^]*<desc[^>]*>[^<]+</);
        const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
        expect(ids).toEqual([...new Set(ids)]);
        expect(text).not.toMatch(/\sstyle="|<style|javascript:/);
      },
    );

    it('of a draft says that it is one', async () => {
      const assessment = await world.assessment();
      const { text } = await asha.get(`/assessments/${assessment}/result`).expect(200);
      expect(text).toContain('>Draft<');
      expect(text).toContain('Too few dimensions have enough data');
      expect(text).not.toMatch(BARE);
    });

    it('names an open rights minimum first and leads to what to do', async () => {
      const assessment = await world.submitted('full');
      const { text } = await asha.get(`/assessments/${assessment}/result`).expect(200);
      const [, anchor = ''] = /A rights minimum is open\.[^]*?href="[^"#]*#([^"]+)"/.exec(text) ?? [];
      const recommendations = await asha.get(`/assessments/${assessment}/result/recommendations`).expect(200);
      expect(recommendations.text).toContain(`id="${anchor}"`);
    });

    it('explains a number of every kind in words, with its inputs leading to the answers', async () => {
      const assessment = await world.submitted('full');
      const { text: result } = await asha.get(`/assessments/${assessment}/result`).expect(200);
      const links = [
        ...new Set(
          [...result.matchAll(/href="(\/assessments\/[^"]+\/result\/explain\/[^"]+)"/g)].map(([, to]) => to ?? ''),
        ),
      ];
      expect(links.length).toBeGreaterThan(80);
      const rules = [
        'overall',
        'D3',
        'GOV1',
        'REC2',
        'SOC3',
        'WFC1',
        'WFC2',
        'WFC3',
        'WFC5',
        'REC1',
        'PRO2',
        'PRO3',
        'PAY1',
        'WLB4',
        'WLB1',
        'DAT2',
      ];
      const figures = links.filter((link) => link.includes('%3A')).slice(0, 8);
      for (const link of [...rules.map((rule) => `/assessments/${assessment}/result/explain/${rule}`), ...figures]) {
        const { text } = await asha.get(link).expect(200);
        expect([link, BARE.exec(text)]).toEqual([link, null]);
        expect([link, /How it came about<\/h2>\s*<p>[^<{]{20,}<\/p>/.test(text)]).toEqual([link, true]);
      }
      const first = await asha.get(`/assessments/${assessment}/result/explain/GOV1`).expect(200);
      expect(first.text).toContain(`href="/assessments/${assessment}/dimensions/D1#q-GOV1"`);
      await asha.get(`/assessments/${assessment}/result/explain/nothing`).expect(404);
    });
  });

  describe('deciding on recommendations', () => {
    const cardOf = (text: string, rule: string): string =>
      text.split(`id="rec-${rule}"`)[1]?.split('<article')[0] ?? '';
    const first = (text: string): string => /id="rec-([^"]+)"/.exec(text)?.[1] ?? '';

    it('saves a decision, comes back to the very recommendation, and takes it back', async () => {
      const assessment = await world.submitted('core');
      const list = `/assessments/${assessment}/result/recommendations`;
      const rule = first((await asha.get(list)).text);
      const fields = {
        decision: 'adapted',
        adapted: 'Two regions first',
        owner: 'Head of HR',
        due: '2026-12-31',
        revision: '0',
      };
      const saved = await post(`${list}/${rule}`, fields).expect(303);
      expect(saved.headers['location']).toBe(`${list}?saved=${rule}#rec-${rule}`);
      const shown = cardOf((await asha.get(`${list}?saved=${rule}`)).text, rule);
      expect(shown).toContain('Saved.');
      expect(shown).toContain('Two regions first');
      expect(shown).toContain('by 31 December 2026');
      const undone = await post(`${list}/${rule}/take-back`, { revision: '1' }).expect(303);
      expect(undone.headers['location']).toBe(`${list}?undone=${rule}#rec-${rule}`);
      expect(cardOf((await asha.get(list)).text, rule)).not.toContain('Two regions first');
    });

    it('goes back to the result page when it was decided there', async () => {
      const assessment = await world.submitted('core');
      const rule = first((await asha.get(`/assessments/${assessment}/result`)).text);
      const address = `/assessments/${assessment}/result/recommendations/${rule}`;
      const saved = await post(address, { decision: 'accepted', revision: '0', from: 'result' }).expect(303);
      expect(saved.headers['location']).toBe(`/assessments/${assessment}/result?saved=${rule}#rec-${rule}`);
    });

    it('asks for a reason to decline, keeps what was typed and unfolds the form', async () => {
      const assessment = await world.submitted('core');
      const list = `/assessments/${assessment}/result/recommendations`;
      const rule = first((await asha.get(list)).text);
      const { text } = await post(`${list}/${rule}`, {
        decision: 'declined',
        owner: 'Head of HR',
        revision: '0',
      }).expect(422);
      expect(text).toMatch(/<title>Error: /);
      expect(text).toContain(`href="#rec-${rule}-reason"`);
      const card = cardOf(text, rule);
      expect(card).toMatch(/<details class="decide" open>/);
      expect(card).toContain('value="Head of HR"');
    });

    it('shows what a colleague decided meanwhile beside what was typed, and loses neither', async () => {
      const assessment = await world.submitted('core');
      const list = `/assessments/${assessment}/result/recommendations`;
      const rule = first((await asha.get(list)).text);
      await post(`${list}/${rule}`, { decision: 'declined', reason: 'No money this year', revision: '0' }).expect(303);
      const late = await post(`${list}/${rule}`, {
        decision: 'adapted',
        adapted: 'Start with one port',
        revision: '0',
      }).expect(409);
      const card = cardOf(late.text, rule);
      expect(card).toContain('No money this year');
      expect(card).toContain('Start with one port');
      expect(card).toMatch(/name="revision" value="1"/);
    });

    it('offers no decision to bruno, who only reviews', async () => {
      const assessment = await world.submitted('core');
      const bruno = await signedIn(web, 'bruno');
      const list = `/assessments/${assessment}/result/recommendations`;
      const { text } = await bruno.get(list).expect(200);
      expect(text).not.toContain('>Accept<');
      const his = await csrfTokenOf(bruno);
      const refused = await bruno
        .post(`${list}/${first(text)}`)
        .type('form')
        .accept('html')
        .send({ _csrf: his, decision: 'accepted', revision: '0' });
      expect([refused.status, /You may not do this/.test(refused.text)]).toEqual([403, true]);
    });
  });

  describe('help for anybody', () => {
    it.each(Object.values(ABOUT))('%s is there without signing in, in words', async (address) => {
      const { text } = await web.agent().get(address).expect(200);
      expect(text).not.toMatch(BARE);
      expect(text).toMatch(/<h1>[A-Z]/);
    });

    it.each(['nothing', 'constructor', '__proto__', 'METHOD', '..%2Faccount'])(
      'has no page called %s',
      async (page) => {
        await web.agent().get(`/about/${page}`).accept('html').expect(404);
      },
    );

    it('prints every constant of the method', async () => {
      const { text } = await web.agent().get(ABOUT.method).expect(200);
      for (const constant of ['40 %', '1,000', '1.96', '20, 40, 60 and 80']) expect(text).toContain(constant);
      expect(text).not.toMatch(/\{[a-z]/i);
    });

    it('says in plain words that a page is not there', async () => {
      const { text } = await web.agent().get('/nothing/here').accept('html').expect(404);
      expect(text).toContain('There is nothing here');
      expect(text).toMatch(/<a href="\/">Start page<\/a>/);
    });
  });
});
