import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assessmentId, type AssessmentId } from '@isonomia/application';
import { ContentLibrary } from '@isonomia/content';
import { askedQuestions, type Answer, type Instrument, type Question } from '@isonomia/instrument';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { autosaved, paste, save, typeAnswer } from '../support/answering.js';
import { FULL } from '../support/full.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { emailOf, exampleAnswers, PASSWORD } from '../support/world.js';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const DOCUMENT_ID = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;
/** As the pages let people answer: pay is for an hour, a month or a year. */
const answers = JSON.parse(JSON.stringify(exampleAnswers('full')).replace('"year 2025"', '"year"')) as Readonly<
  Record<string, Answer>
>;

/** What makes one form unlike another. */
const kindOf = (question: Question, answer: Answer | undefined): string => {
  const state = Object.keys(answer ?? {})[0] ?? '';
  const isOpen = 'rows' in question && question.rows.length === 0;
  return [question.type, state, isOpen ? 'open' : ''].join(' ');
};

/** Rows of the agency's own ranks keep the names that the agency gave them. */
const withoutNames = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (['id', 'label', 'band'].includes(key) ? undefined : value)),
  );

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

/** The forms that pages without script send are sent by the HTTP tests too: this one takes as long as the first. */
const WAYS = [
  ['with', true],
  ['without', false],
] as const;

describe.each(FULL ? WAYS : WAYS.slice(0, 1))('the whole path, %s JavaScript', (_how, script) => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let instrument: Instrument;
  let assessment: AssessmentId;
  let document = '';

  const at = (rest = ''): string => `/assessments/${assessment}${rest}`;
  const agencyAt = (rest = ''): string => `/agencies/${site.world.agency}${rest}`;

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    asha = await chromium.person(site.origin, { script });
    const [published] = await new ContentLibrary({ content: path.join('libs', 'content') }).load();
    if (published === undefined) throw new Error('No instrument is published.');
    instrument = published.instrument;
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it('begins at the sign-in page, which does not say what was wrong', async () => {
    await asha.open(agencyAt());
    expect(asha.path()).toBe('/sign-in');
    await asha.write({ email: emailOf('asha'), password: 'not the password at all' });
    await asha.press('Sign in');
    expect(await asha.title()).toMatch(/^Error: /);
    await asha.write({ email: emailOf('asha'), password: PASSWORD });
    await asha.press('Sign in');
    expect(asha.path()).toBe(agencyAt());
    expect(asha.complained(422)).toEqual([]);
  });

  it('sets the agency up: profile, ranks, units, logo', async () => {
    await asha.press('Change the profile');
    await asha.write(
      { name: 'Tarsenia Customs', legalFrame: 'Customs Code (2014)', marking: 'Official', currency: 'EUR' },
      'form[action$="/set-up"]',
    );
    await asha.press('Save the profile');
    expect(await asha.text()).toContain('Saved.');

    await asha.press('Change the ranks');
    if (script) await paste(asha, '[name="rows[0][label]"]', 'Inspector\tOfficers\nSenior inspector\tSupervisors');
    else await asha.write({ 'rows[0][label]': 'Inspector', 'rows[1][label]': 'Senior inspector' });
    await asha.press('Save');
    await asha.press('Change the units');
    await asha.write({ 'rows[0][label]': 'Headquarters, Lenvar' });
    await asha.press('Save');

    const picture = path.join(tmpdir(), `isonomia-logo-${process.pid}.png`);
    writeFileSync(picture, PIXEL);
    const input = await asha.page.$('input[type="file"]');
    await input?.uploadFile(picture);
    await asha.press('Upload the picture');
    expect(await asha.page.$$eval('main img', (all) => all.length)).toBe(1);
    expect(await asha.text('header')).toContain('Tarsenia Customs');
  });

  it('starts an assessment, which opens on its parts', async () => {
    await asha.open(agencyAt());
    await asha.press('Start an assessment');
    await asha.press('Start the assessment');
    expect(await asha.title()).toMatch(/^Error: /);
    const full = await asha.page.$eval('[name="choice"][value$="full"]', (one) => (one as HTMLInputElement).value);
    await asha.write({ choice: full, title: 'Assessment 2025', from: '2025-01-01', to: '2025-12-31' });
    await asha.write({ stockDate: '2025-12-31' });
    await asha.press('Start the assessment');
    assessment = assessmentId(/\/assessments\/([0-9a-f-]{36})$/.exec(asha.path())?.[1] ?? '');
    expect(await asha.text()).toMatch(/0 of \d+ questions answered/);
    // The form that was not filled in yet was refused, as it should be.
    expect(asha.complained(422)).toEqual([]);
  });

  it('shares a part with a colleague', async () => {
    await asha.press('Assign “');
    await asha.write({ user: site.world.actors.fay.userId, due: '2026-12-01' });
    await asha.press('Save');
    expect(await asha.text()).toContain('Fay Lindqvist, due 1 December 2026');
  });

  it(`answers ${script && FULL ? 'every question' : 'a question of every type'}`, async () => {
    const asked = askedQuestions(instrument, { variant: 'full', agencyType: 'customs', answers });
    const answered = asked.filter(({ id }) => answers[id] !== undefined);
    // One of each type shows as much as all of them. The long run types them all; without script each is a form of its own.
    const typed =
      script && FULL ? answered : [...new Map(answered.map((one) => [kindOf(one, answers[one.id]), one])).values()];
    for (const dimension of new Set(typed.map((one) => one.dimension))) {
      await asha.open(at(`/dimensions/${dimension}`));
      const here = typed.filter((one) => one.dimension === dimension);
      for (const question of here) {
        await typeAnswer(asha, question, answers[question.id]!);
        if (!script) await save(asha, question.id);
      }
      if (script)
        await autosaved(
          asha,
          here.map(({ id }) => id),
        );
    }
    // What is half typed is sent while somebody goes on typing, and kept as a draft.
    expect(asha.complained()).toEqual([]);
    const stored = await site.answersOf(assessment);
    for (const { id } of typed) expect([id, withoutNames(stored[id])]).toEqual([id, withoutNames(answers[id])]);
    const rest = Object.entries(answers).filter(([id]) => !typed.some((one) => one.id === id));
    await site.world.answer(assessment, Object.fromEntries(rest));
    await asha.open(at('/check'));
    expect(await asha.page.$$eval('#blocking ~ ul a', (all) => all.map((one) => one.textContent))).toEqual([]);
  }, 180_000);

  if (script) {
    it('adds up while somebody types, and takes a block from a spreadsheet', async () => {
      await asha.open(at('/dimensions/D3'));
      const cell = '#f-WFC2 [name="rows[0][women]"]';
      const before = await asha.text('#f-WFC2 tfoot');
      await paste(asha, cell, '25\t85\n23\t30');
      const value = (name: string): Promise<string> =>
        asha.page.$eval(`#f-WFC2 [name="${name}"]`, (one) => (one as HTMLInputElement).value);
      expect([await value('rows[0][men]'), await value('rows[1][women]')]).toEqual(['85', '23']);
      expect(await asha.text('#f-WFC2 tfoot')).not.toBe(before);
      await autosaved(asha, ['WFC2']);
    });

    it('tells of an answer that cannot be counted, and keeps what was typed', async () => {
      await asha.open(at('/dimensions/D2'));
      await asha.write({ number: '101' }, '#f-BUD2');
      await asha.page.waitForSelector('#f-BUD2 .field__error');
      expect(await asha.text('#f-BUD2')).toContain('Write a number from 0 to 100; you wrote 101.');
      await asha.write({ number: '0.4' }, '#f-BUD2');
      await autosaved(asha, ['BUD2']);
      expect(await asha.page.$('#f-BUD2 .field__error')).toBeNull();
      expect(asha.complained()).toEqual([]);
    });

    it('keeps trying when the line drops', async () => {
      await asha.open(at('/dimensions/D2'));
      await asha.page.setOfflineMode(true);
      await asha.write({ source: 'Accounts of 2025' }, '#f-BUD2');
      const said = (words: string): Promise<unknown> =>
        asha.page.waitForFunction(
          (wanted) => globalThis.document.querySelector('#f-BUD2 [data-saved]')?.textContent.includes(wanted),
          { polling: 100 },
          words,
        );
      await said('keep trying');
      await asha.page.setOfflineMode(false);
      await said('Saved ');
      asha.complained();
      await asha.open(at('/dimensions/D2'));
      expect(await asha.page.$eval('#f-BUD2 [name="source"]', (one) => (one as HTMLInputElement).value)).toBe(
        'Accounts of 2025',
      );
    });
  }

  it('shows both answers when two people changed the same, and loses neither', async () => {
    const fay = await chromium.person(site.origin, { script });
    await fay.signIn('fay');
    const part = '/dimensions/D1';
    await fay.open(at(part));
    await asha.open(at(part));
    const say = async (who: Reader, level: string): Promise<void> => {
      await who.write({ level }, '#f-GOV1');
      if (!script) await save(who, 'GOV1');
    };
    await say(asha, '1');
    if (script) await autosaved(asha, ['GOV1']);
    await say(fay, '4');
    const place = script ? '#f-GOV1 [role="alert"]' : 'main';
    await fay.page.waitForSelector(place);
    const told = await fay.text(place);
    expect(told).toContain('Asha Tevdor');
    expect([told.includes('Level 1'), told.includes('Level 4')]).toEqual([true, true]);
    if (script) {
      await (await fay.named('Save mine instead', place)).click();
      await autosaved(fay, ['GOV1']);
    } else {
      await fay.press('Save mine instead', place);
    }
    await asha.open(at('/questions/GOV1'));
    const checked = await asha.page.$eval('[name="level"]:checked', (one) => (one as HTMLInputElement).value);
    expect(checked).toBe('4');
    expect(await asha.text('#history')).toContain('Level 1');
    expect(fay.complained(409)).toEqual([]);
  });

  it('proves an answer by a citation, a link and a file', async () => {
    const add = async (fields: Readonly<Record<string, string>>, file?: string): Promise<void> => {
      await asha.open(at('/questions/GOV1'));
      await (await asha.named('Add evidence')).click();
      await asha.write(fields, '#add-evidence');
      if (file !== undefined) await (await asha.page.$('#add-evidence input[type="file"]'))?.uploadFile(file);
      await asha.press('Add the evidence');
    };
    await add({
      how: 'citation',
      title: 'Order on equality',
      number: '114/2023',
      date: '2023-09-04',
      holder: 'Office',
    });
    await add({ how: 'link', title: 'Policy, published', url: 'https://customs.example/policy' });
    const file = path.join(tmpdir(), `isonomia-proof-${process.pid}.png`);
    writeFileSync(file, PIXEL);
    await add({ how: 'file', title: 'Scan of the order' }, file);
    const text = await asha.text('#evidence');
    expect(text).toMatch(/Order on equality.*Policy, published.*Scan of the order/);
    const link = await asha.page.$eval('#evidence a[href^="/evidence/"]', (one) => one.getAttribute('href') ?? '');
    const kept = await asha.download(link);
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(Buffer.from(await kept.arrayBuffer()).equals(PIXEL)).toBe(true);
  });

  it('talks about an answer', async () => {
    await asha.write({ text: 'Order 114 replaces the one of 2019.' }, '#comments form');
    await asha.press('Add the comment');
    expect(await asha.text('#comments')).toContain('Order 114 replaces the one of 2019.');
  });

  it('checks the answers, every link leading to its question', async () => {
    await asha.open(at());
    await asha.press('Check your answers');
    expect(await asha.text()).toContain('Asset tracing through relatives');
    const links = await asha.page.$$eval('main a[href*="/dimensions/"][href*="#"]', (all) =>
      all.slice(0, 3).map((one) => one.getAttribute('href') ?? ''),
    );
    expect(links).toHaveLength(3);
    for (const link of links) {
      await asha.open(link);
      expect(await asha.page.$(`[id="${link.split('#')[1] ?? ''}"]`)).not.toBeNull();
    }
  });

  it('submits with the name of who approved it', async () => {
    await asha.open(at('/check'));
    await asha.press('Go on to submit');
    await asha.press('Submit');
    expect(await asha.title()).toMatch(/^Error: /);
    await asha.write({ name: 'Otto Notreal', office: 'Director General', date: '2026-03-16' });
    await asha.press('Submit');
    expect(asha.path()).toBe(at('/result'));
    expect(await asha.text()).toContain('Otto Notreal');
  });

  it('reads the result, and how a number was computed', async () => {
    expect(await asha.page.$$eval('main svg', (all) => all.length)).toBeGreaterThan(4);
    await asha.press('How was this computed?');
    expect(asha.path()).toBe(at('/result/explain/overall'));
    const [dimension] = await asha.page.$$eval('main a[href*="/explain/D"]', (all) =>
      all.map((one) => one.getAttribute('href') ?? ''),
    );
    await asha.open(dimension ?? '');
    expect(await asha.text('h1')).not.toBe('');
    await asha.open(at('/result/explain/WFC1'));
    expect(await asha.text()).toMatch(/How it came about/);
  });

  it('decides: accepts one, declines another with a reason, takes one back', async () => {
    await asha.open(at('/result/recommendations'));
    await asha.press('Accept');
    expect(await asha.text()).toMatch(/1 of \d+ decided/);
    await asha.open(at('/result/recommendations'));
    const rules = await asha.page.$$eval('article.recommendation', (all) => all.map((one) => one.id));
    const [, second] = rules;
    await (await asha.named('Adapt or decline', `#${second ?? ''}`)).click();
    await asha.write({ decision: 'declined' }, `#${second ?? ''} .decide__form`);
    await asha.press('Save the decision', `#${second ?? ''}`);
    expect(await asha.title()).toMatch(/^Error: /);
    await asha.write({ decision: 'declined', reason: 'The law forbids it.' }, `#${second ?? ''} .decide__form`);
    await asha.press('Save the decision', `#${second ?? ''}`);
    expect(await asha.text(`#${second ?? ''}`)).toContain('The law forbids it.');
    expect(await asha.text()).toMatch(/2 of \d+ decided/);
    await asha.press('Take back', `#${second ?? ''}`);
    expect(await asha.text()).toMatch(/1 of \d+ decided/);
  });

  it('orders the document, waits for it and downloads it', async () => {
    await asha.open(at('/documents'));
    await asha.write({ edition: 'internal' });
    await asha.press('Make the document');
    document = DOCUMENT_ID.exec(asha.path())?.[0] ?? '';
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await asha.page.$('main a[download]')) !== null) break;
      await new Promise((done) => setTimeout(done, 500));
      if (!script) await asha.press('Look again');
    }
    const link = await asha.page.$eval('main a[download]', (one) => one.getAttribute('href') ?? '');
    const reply = await asha.download(link);
    const bytes = Buffer.from(await reply.arrayBuffer());
    expect([reply.headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    await asha.open(`/documents/${document}`);
    expect(await asha.text()).toContain(createHash('sha256').update(bytes).digest('hex'));
  }, 240_000);

  it('lets anybody ask whether a document is genuine', async () => {
    const stranger = await chromium.person(site.origin, { script });
    await stranger.open('/about/verify');
    await stranger.write({ id: document.toLowerCase().replaceAll('-', ' ') });
    await stranger.press('Check the number');
    expect(await stranger.text()).toMatch(/Genuine .*geoa-le 1\.0\.0/);
    expect(await stranger.text()).not.toContain('Tarsenia');
    await stranger.open('/verify/0000-0000-0000');
    expect(await stranger.text()).not.toContain('geoa-le');
    expect(stranger.complained(404)).toEqual([]);
  });

  it('ends at the sign-in page, and nothing is seen any more', async () => {
    await asha.press('Sign out', 'header');
    await asha.open(at('/result'));
    expect(asha.path()).toBe('/sign-in');
    expect(asha.complained(422)).toEqual([]);
  });
});
