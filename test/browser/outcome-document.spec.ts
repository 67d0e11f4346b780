import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnswerFile } from '@isonomia/instrument';
import type { Decision, Outcome } from '@isonomia/outcome';
import { ChromiumPrinter } from '@isonomia/pdf';
import { renderOutcomeHtml, View } from '@isonomia/view';

import { FULL } from '../support/full.js';
import { canaryAnswers, exampleAnswers, exampleOutcome, type ExampleVariant } from '../support/outcome-fixture.js';
import { hostileTexts } from '../support/hostile-texts.js';
import { readPdf, type PdfContent } from '../support/read-pdf.js';

const ROOT = join(import.meta.dirname, '..', '..');
const OPTIONS = {
  language: 'en',
  documentId: 'K7QF-3M9D-X2TA',
  verifyUrl: 'https://isonomia.example/verify/K7QF-3M9D-X2TA',
  outcomeSha256: 'ab12'.repeat(16),
  decisions: [] as readonly Decision[],
  issuedOn: '2026-03-03',
};
const EDITIONS = ['internal', 'sharing'] as const;
/** Of documents that differ in length alone: the internal edition is the longer one. */
const LONGEST = FULL ? EDITIONS : (['internal'] as const);
const view = new View({ root: ROOT });
let folder = '';
let printer: ChromiumPrinter;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isonomia-documents-'));
  printer = new ChromiumPrinter({ folder, warn: () => undefined });
});
afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true, force: true });
});

const html = (outcome: Outcome, edition: (typeof EDITIONS)[number], more: Partial<typeof OPTIONS> = {}): string =>
  renderOutcomeHtml(view, outcome, { ...OPTIONS, ...more, edition });
const print = async (outcome: Outcome, edition: (typeof EDITIONS)[number]): Promise<PdfContent> =>
  readPdf(await printer.print({ html: html(outcome, edition) }));

const printed = new Map<string, Promise<PdfContent>>();
/** The document of an example, printed once for all the tests that look at it. */
function example(variant: ExampleVariant, edition: (typeof EDITIONS)[number]): Promise<PdfContent> {
  const key = `${variant} ${edition}`;
  const known = printed.get(key) ?? exampleOutcome(variant).then((outcome) => print(outcome, edition));
  printed.set(key, known);
  return known;
}

const bodyPages = (pdf: PdfContent): number =>
  pdf.pages.findIndex(
    (page) => page.lines.some((line) => line.startsWith('Annex A.')) && !page.lines.includes('Contents'),
  );

describe.each<[ExampleVariant, number, number]>([
  ['full', 12, 20],
  ['core', 5, 8],
  ['workforce', 5, 8],
])('the document of a %s assessment', (variant, least, most) => {
  it.each(variant === 'full' ? EDITIONS : LONGEST)(
    'tells it on %s paper in as many pages as agreed, readable by everybody',
    async (edition) => {
      const pdf = await example(variant, edition);

      expect(bodyPages(pdf)).toBeGreaterThanOrEqual(least);
      expect(bodyPages(pdf)).toBeLessThanOrEqual(most);

      expect(pdf.marked).toBe(true);
      expect(pdf.language).toBe('en');
      expect(pdf.title).toContain('Customs Service of Tarsenia');
      for (const section of [
        'At a glance',
        'Workforce portrait',
        'Findings by dimension',
        'Recommendations',
        'Glossary',
      ]) {
        expect(pdf.outline.some((title) => title.includes(section))).toBe(true);
      }
      const roles = (role: string): number => pdf.pages.reduce((sum, page) => sum + (page.roles[role] ?? 0), 0);
      for (const role of ['H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'Figure', 'L', 'LI']) {
        expect([role, roles(role) > 0]).toEqual([role, true]);
      }
      expect(pdf.pages.flatMap((page) => page.alternatives).some((alt) => /Officers.*First-line/.test(alt))).toBe(true);

      const fonts = pdf.pages.flatMap((page) => page.fonts);
      expect(fonts.length).toBeGreaterThan(0);
      expect(fonts.filter((font) => !font.embedded || !/NotoSans/.test(font.name))).toEqual([]);
    },
    60_000,
  );

  it('gives the minister one page: the second, whole', async () => {
    const [, second, third] = (await example(variant, 'internal')).pages;
    for (const heading of ['Three strengths', 'Three gaps', 'Five priorities', 'How sure we are']) {
      expect(second?.lines.some((line) => line.includes(heading))).toBe(true);
    }
    expect(third?.lines[0]).toContain('About this assessment');
  }, 60_000);

  it('ends no page with a heading', async () => {
    const pdf = await example(variant, 'internal');
    const headings = new Set(pdf.outline.map((title) => title.replace(/\s+/g, ' ').trim()));
    const last = pdf.pages.map((page) => (page.lines.at(-1) ?? '').replace(/\s+/g, ' ').trim());
    expect(last.filter((line) => headings.has(line))).toEqual([]);
  }, 60_000);
});

type LooseFile = AnswerFile & { answers: Record<string, unknown> };
/** Nothing in place, nothing decided, no to everything: as much to recommend as there is. */
function worstAnswers(variant: ExampleVariant): AnswerFile {
  const file = structuredClone(exampleAnswers(variant)) as LooseFile;
  for (const [id, answer] of Object.entries(file.answers) as [string, { value?: object }][]) {
    if (answer.value === undefined) continue;
    if ('level' in answer.value) file.answers[id] = { value: { level: 0 } };
    if ('answer' in answer.value) file.answers[id] = { value: { answer: 'no' } };
  }
  return file;
}
/** What a statistics office has of most agencies: the headcount by rank and nothing else. */
function headcountAlone(): AnswerFile {
  const file = structuredClone(exampleAnswers('workforce')) as LooseFile;
  for (const id of Object.keys(file.answers)) if (id !== 'WFC1') file.answers[id] = { notAvailable: true };
  return file;
}

describe('an outcome at its worst', () => {
  it.each<[ExampleVariant, number]>([
    ['full', 20],
    ['core', 8],
  ])(
    'of a %s assessment keeps the minister’s page to one, and all within %d',
    async (variant, most) => {
      const outcome = await exampleOutcome(variant, { answers: worstAnswers(variant) });
      expect(outcome.result.gates['REC2']?.state).toBe('open');
      for (const edition of LONGEST) {
        const pdf = await print(outcome, edition);
        expect(pdf.pages[2]?.lines[0]).toContain('About this assessment');
        expect(bodyPages(pdf)).toBeLessThanOrEqual(most);
      }
    },
    60_000,
  );

  it('of which only the headcount is known is a short document all the same', async () => {
    const outcome = await exampleOutcome('workforce', { answers: headcountAlone() });
    for (const edition of LONGEST) {
      const pdf = await print(outcome, edition);
      expect(pdf.pages[2]?.lines[0]).toContain('About this assessment');
      expect(bodyPages(pdf)).toBeGreaterThanOrEqual(5);
      expect(bodyPages(pdf)).toBeLessThanOrEqual(8);
    }
  }, 60_000);
});

describe('the cover', () => {
  it('says which edition, of what, how to check it, in the agency’s own marking', async () => {
    const [cover] = (await example('core', 'sharing')).pages;
    const text = cover?.lines.join(' ') ?? '';
    for (const fact of [
      'Edition for sharing',
      'Official',
      'Submitted',
      '1.0.0',
      OPTIONS.documentId,
      OPTIONS.verifyUrl,
    ]) {
      expect(text).toContain(fact);
    }
    expect(text.replace(/\s/g, '')).toContain(OPTIONS.outcomeSha256);
    expect(cover?.alternatives.some((alt) => alt.includes('QR'))).toBe(true);
  }, 60_000);

  it.each(['internal', 'sharing'] as const)(
    'is the same text for the same outcome, whenever it is printed: %s',
    async (edition) => {
      const outcome = await exampleOutcome('core');
      expect(html(outcome, edition)).toBe(html(outcome, edition));
      expect((await print(outcome, edition)).text).toBe((await example('core', edition)).text);
    },
    60_000,
  );
});

describe('the edition for sharing', () => {
  const decisions: readonly Decision[] = [{ rule: 'R05', decision: 'declined', reason: 'CANARY-decision-reason' }];
  let outcome: Outcome;
  let primes: readonly number[];

  beforeAll(async () => {
    const made = canaryAnswers(exampleAnswers('full'));
    primes = made.primes;
    const evidence = (await exampleOutcome('full')).evidence.map((note) => ({
      ...note,
      title: `CANARY-title-${note.id}`,
      number: 'CANARY-number',
      holder: 'CANARY-holder',
      fileName: 'CANARY-file.pdf',
      url: 'https://CANARY-url.example/',
    }));
    outcome = await exampleOutcome('full', { answers: made.answers, evidence });
  });

  it('names no evidence, register, comment or reason that the internal one names', async () => {
    const inside = html(outcome, 'internal', { decisions });
    for (const canary of ['title', 'number', 'holder', 'source', 'reason', 'text'])
      expect(inside).toContain(`CANARY-${canary}`);
    expect(inside).toContain('Signed copy is with the legal department');

    const outside = await readPdf(await printer.print({ html: html(outcome, 'sharing', { decisions }) }));
    expect(outside.text).not.toContain('CANARY');
    expect(outside.pages.flatMap((page) => page.alternatives).join(' ')).not.toContain('CANARY');
    expect(outside.text).not.toContain('Signed copy is with the legal department');
    expect(outside.text).not.toContain('Two regional forms still ask');
  }, 60_000);

  it('prints no count as it was counted, in table, chart, alternative text or sentence', () => {
    const numbers = (page: string): ReadonlySet<string> => new Set(page.match(/\d[\d,]*(?:\.\d+)?/g));
    const written = (prime: number): readonly string[] => [String(prime), prime.toLocaleString('en-GB')];
    const inside = numbers(html(outcome, 'internal').replace(/<style>[\s\S]*?<\/style>/, ''));
    const outside = numbers(html(outcome, 'sharing').replace(/<style>[\s\S]*?<\/style>/, ''));
    const found = (page: ReadonlySet<string>) =>
      primes.filter((prime) => written(prime).some((form) => page.has(form)));
    expect(found(inside).length).toBeGreaterThan(primes.length * 0.9);
    expect(found(outside)).toEqual([]);
  });

  it('looks the same whatever stands in a small cell of a table that is not scored', async () => {
    const withLeavers = async (women: number): Promise<string> => {
      const answers = structuredClone(exampleAnswers('full')) as { answers: Record<string, unknown> } & AnswerFile;
      answers.answers['HAR3'] = {
        value: { rows: ['received', 'closed', 'upheld'].map((id) => ({ id, women, men: 7, other: 4 - women })) },
        source: 'Integrity department',
      };
      return html(await exampleOutcome('full', { answers }), 'sharing').replace(/<style>[\s\S]*?<\/style>/, '');
    };
    const some = await withLeavers(3);
    expect(await withLeavers(1)).toBe(some);
    expect(await withLeavers(0)).toBe(some);
    expect(some).toContain('&lt;5');
  });
});

describe('texts of others in a document', () => {
  let server: Server;
  let hits: string[] = [];
  let corpus: readonly string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('LISTENER-CANARY');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const file = join(folder, 'secret.txt');
    await writeFile(file, 'FILE-CANARY');
    corpus = hostileTexts((server.address() as AddressInfo).port, file);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('are printed as they stand: nothing is fetched, read or run', async () => {
    hits = [];
    // Every text in every kind of field would be hundreds of documents: each document shifts them on by a third.
    for (const shift of [0, 1, 2].map((third) => Math.floor((third * corpus.length) / 3))) {
      let turn = shift;
      const next = (): string => corpus[turn++ % corpus.length] ?? '';
      const page = html(await hostileOutcome(next), 'internal', hostileOptions(next));
      const pdf = await readPdf(await printer.print({ html: page }));
      const flat = pdf.text.replace(/\s+/g, '');
      expect(flat).not.toContain('FILE-CANARY');
      expect(flat).not.toContain('LISTENER-CANARY');
      // The agency's name stands on the cover as it was typed.
      expect(flat).toContain((corpus[shift] ?? '').replace(/\s+/g, ''));
    }
    expect(hits).toEqual([]);
  }, 120_000);

  it('reach nobody even when markup of theirs got into the page', async () => {
    hits = [];
    const page = `<!doctype html><html lang="en"><title>x</title><body>${corpus.join('\n')}<p>end</p></body></html>`;
    const pdf = await readPdf(await printer.print({ html: page }));
    expect(hits).toEqual([]);
    expect(pdf.text).not.toContain('FILE-CANARY');
    expect(pdf.text).not.toContain('LISTENER-CANARY');
  }, 60_000);

  it('are caught by this test: an open browser does fetch them', async () => {
    const puppeteer = (await import('puppeteer')).default;
    const { findBrowser } = await import('@isonomia/pdf');
    const found = await findBrowser({ folder });
    const browser = await puppeteer.launch({
      executablePath: found.path,
      headless: 'shell',
      args: ['--no-sandbox'],
      env: { ...found.environment, HOME: folder },
    });
    try {
      hits = [];
      const page = await browser.newPage();
      await page.setContent(corpus[0] ?? '', { waitUntil: 'load' });
      expect(hits).toContain('/img');
    } finally {
      await browser.close();
    }
  }, 60_000);
});

const hostileOptions = (next: () => string): Partial<typeof OPTIONS> => ({
  verifyUrl: `https://isonomia.example/${next()}`,
  decisions: [
    { rule: 'R05', decision: 'adapted', adaptedText: next(), reason: next(), owner: next() },
    { rule: 'R16', decision: 'declined', reason: next() },
  ],
});

async function hostileOutcome(next: () => string): Promise<Outcome> {
  const name = next();
  const answers = structuredClone(exampleAnswers('core')) as AnswerFile & { answers: Record<string, unknown> };
  for (const answer of Object.values(answers.answers) as {
    source?: string;
    value?: { rows?: { label?: string }[] };
  }[]) {
    if (answer.source !== undefined) answer.source = next();
    for (const row of answer.value?.rows ?? []) if (row.label !== undefined) row.label = next();
  }
  answers.answers['WFC3'] = { notApplicable: next() };
  const plain = await exampleOutcome('core');
  const note = () => ({
    kind: 'link' as const,
    title: next(),
    number: next(),
    holder: next(),
    page: next(),
    url: next(),
    fileName: next(),
    restricted: true,
  });
  return exampleOutcome('core', {
    answers,
    agency: {
      ...plain.agency,
      name,
      country: next(),
      region: next(),
      legalFrame: next(),
      marking: next(),
      logo: next(),
      ranks: [{ id: 'chief', label: next(), band: 'directors' }],
      units: [{ id: 'hq', label: next() }],
    },
    evidence: plain.evidence.map((one) => ({ id: one.id, ...note() })),
    comments: plain.comments.map((comment) => ({ ...comment, by: next(), text: next() })),
    respondents: [{ role: next(), answers: 3 }],
    approval: { name: next(), function: next(), date: '2026-03-02' },
  });
}
