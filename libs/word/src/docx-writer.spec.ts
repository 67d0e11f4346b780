import { deflateSync } from 'node:zlib';
import { join } from 'node:path';

import {
  DrawingPainter,
  type DocumentForm,
  type DocumentId,
  type Drawings,
  type Questionnaire,
} from '@isonomia/application';
import { HtmlDocuments, View } from '@isonomia/view';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { isLongRun } from '../../../test/support/command.js';
import { exampleOutcome } from '../../../test/support/outcome-fixture.js';
import { publishedExample } from '../../../test/support/published-release.js';
import { readDocx, type ReadDocx } from '../../../test/support/read-docx.js';

import { DocxWriter } from './docx-writer.js';
import { attribute, descendants, hasClass, isElement, isText, readPage, type Element, type Node } from './page.js';

/** Draws nothing but says what it was asked for: what is drawn is tried with the browser. */
class WhitePainter extends DrawingPainter {
  asked: Drawings | undefined;
  override paint(drawings: Drawings): Promise<readonly Uint8Array[]> {
    this.asked = drawings;
    return Promise.resolve(drawings.list.map(({ width }) => png(width)));
  }
}

/** A picture of its own for each width, so that a swap would be seen. */
function png(width: number): Uint8Array {
  const body = deflateSync(Buffer.alloc(4));
  const header = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47]).copy(header);
  header.writeUInt32BE(Math.round(width), 16);
  return Buffer.concat([header, body]);
}

const documents = new HtmlDocuments(new View({ root: join(import.meta.dirname, '..', '..', '..') }));
const ID = 'K7QF-3M9D-X2TA' as DocumentId;
const ISSUED = new Date('2026-03-02T23:30:00Z');
const VERIFY = { documentId: ID, verifyUrl: `https://isonomia.example/verify/${ID}` };
const SHA = 'ab12'.repeat(16);

const copyIn = (first: string, second?: string): DocumentForm =>
  second === undefined
    ? { languages: [first], arrangement: 'single', format: 'docx' }
    : { languages: [first, second], arrangement: 'side-by-side', format: 'docx' };

const agency = async (
  form: DocumentForm,
  edition: 'internal' | 'sharing' = 'sharing',
  variant: 'full' | 'core' = 'core',
) => {
  const options = { ...VERIFY, outcomeSha256: SHA, decisions: [], edition, issuedAt: ISSUED, form };
  return (await documents.outcome(await exampleOutcome(variant), options)).html;
};
const regional = async (form: DocumentForm) =>
  (await documents.regional(await publishedExample(), { ...VERIFY, form })).html;
async function questionnaire(form: DocumentForm): Promise<string> {
  const { published } = await publishedExample();
  const contents = {
    agency: { name: 'Customs Service of Tarsenia', type: 'customs', timeZone: 'Europe/Vienna', ranks: [], units: [] },
    assessment: {
      variant: 'core',
      agencyType: 'customs',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
    },
    answers: [],
    evidence: [],
    comments: [],
    assignments: [],
  };
  // Only what a questionnaire reads of an assessment.
  const given = { published, contents } as unknown as Questionnaire;
  return (await documents.questionnaire(given, { filled: false, form, documentId: ID, issuedAt: ISSUED })).html;
}

const write = (html: string): Promise<Uint8Array> => new DocxWriter(new WhitePainter()).write({ html });
const parsed = new Map<string, readonly Element[]>();
function all(html: string): readonly Element[] {
  const known = parsed.get(html) ?? [...descendants(readPage(html).body)];
  parsed.set(html, known);
  return known;
}
const tagged = (html: string, ...tags: readonly string[]): readonly Element[] =>
  all(html).filter(({ tagName }) => tags.includes(tagName));

/** Letters and digits alone: spaces and line ends are the word processor's. */
const bare = (text: string): string => text.replace(/[\s\u2610\u2612]+/g, '');
/** As it stands in the page, without drawings and without what is for readers who have no lines. */
function written(node: Node): string {
  if (isText(node)) return node.value;
  if (!isElement(node) || node.tagName === 'svg' || hasClass(node, 'between', 'box')) return '';
  return node.childNodes.map(written).join('');
}

const SOME: readonly (readonly [string, () => Promise<string>])[] = [
  ['agency document in English', () => agency(copyIn('en'), 'internal')],
  ['agency document in Arabic and English', () => agency(copyIn('ar', 'en'))],
  ['regional document in French', () => regional(copyIn('fr'))],
  ['blank questionnaire in Russian and English', () => questionnaire(copyIn('ru', 'en'))],
];

/** All of them in the long run. */
const MORE: typeof SOME = [
  ['full agency document in Russian', () => agency(copyIn('ru'), 'internal', 'full')],
  ['full agency document in Arabic', () => agency(copyIn('ar'), 'sharing', 'full')],
  ['regional document in English and Arabic', () => regional(copyIn('en', 'ar'))],
];

describe.each(isLongRun() ? [...SOME, ...MORE] : SOME)('the %s as DOCX', (_, make) => {
  let html: string;
  let docx: ReadDocx;
  beforeAll(async () => {
    html = await make();
    docx = await readDocx(await write(html));
  });

  it('says what the page says, in its order', () => {
    const page = bare(written(readPage(html).body));
    expect(page.length).toBeGreaterThan(2000);
    expect(bare(docx.paragraphs.map(({ text }) => text).join(''))).toBe(page);
  });

  it('says block by block what the page says', () => {
    const blocks = new Set(docx.paragraphs.map(({ text }) => bare(text)));
    const whole = tagged(html, 'p', 'h1', 'h2', 'h3', 'h4').map((block) => bare(written(block)));
    expect(whole.filter((text) => text !== '' && !blocks.has(text))).toEqual([]);
  });

  it('has the headings of the page as headings, level by level', () => {
    const headings = tagged(html, 'h1', 'h2', 'h3', 'h4').map((one) => [
      Number(one.tagName.slice(1)),
      bare(written(one)),
    ]);
    const styled = docx.paragraphs.flatMap(({ style, text }) => {
      const level = /^Heading(\d)$/.exec(style)?.[1];
      return level === undefined ? [] : [[Number(level), bare(text)]];
    });
    expect(styled).toEqual(headings);
    expect(styled.length).toBeGreaterThan(5);
  });

  it('has the tables of the page as tables, their header rows repeated, no row split', () => {
    const tables = tagged(html, 'table').map((table) => {
      const rows = [...descendants(table)].filter(({ tagName }) => tagName === 'tr');
      const heads = rows.filter((row) => row.parentNode !== null && row.parentNode.nodeName === 'thead');
      return { rows: rows.length, headerRows: heads.length };
    });
    const data = docx.tables.filter(({ isData }) => isData);
    expect(data.map(({ rows, headerRows }) => ({ rows, headerRows }))).toEqual(tables);
    expect(docx.tables.filter((table) => table.splittable > 0)).toEqual([]);
    expect(docx.tables.filter((table) => table.cellsWithoutParagraph > 0)).toEqual([]);
  });

  it('tells every drawing to those who do not see it, in the order of the page', () => {
    const drawn = tagged(html, 'svg').map((svg) => {
      const title = [...descendants(svg)].find(({ tagName }) => tagName === 'title');
      return title === undefined ? (attribute(svg, 'aria-label') ?? '') : written(title).trim();
    });
    expect(docx.pictures.map(({ title }) => title)).toEqual(drawn);
    expect(docx.pictures.every(({ description }) => description !== '')).toBe(true);
    expect(new Set(docx.pictures.map(({ id }) => id)).size).toBe(drawn.length);
  });

  it('marks direction and language of each passage', () => {
    const arabic = docx.paragraphs.filter(({ text }) => /\p{Script=Arabic}/u.test(text));
    expect(arabic.filter(({ runs }) => runs.some((run) => /\p{Script=Arabic}/u.test(run.text) && !run.rtl))).toEqual(
      [],
    );
    const left = docx.paragraphs
      .flatMap(({ runs }) => runs)
      .filter(({ text, rtl }) => rtl && /\p{Script=Latin}/u.test(text));
    expect(left).toEqual([]);
    const page = readPage(html);
    expect(docx.tables.every((table) => table.bidiVisual === (page.direction === 'rtl'))).toBe(true);
    const spoken = new Set(
      docx.paragraphs.flatMap(({ runs }) => runs.map((run) => run.language)).filter((one) => one !== ''),
    );
    const marked = all(html).flatMap((one) => attribute(one, 'lang') ?? []);
    expect([...spoken].toSorted()).toEqual([...new Set([page.language, ...marked])].toSorted());
  });

  it('says first, in its languages, that it is a copy that can be changed, and names no number to ask about', () => {
    const notices = tagged(html, 'aside').filter((one) => hasClass(one, 'copy'));
    expect(notices.length).toBeGreaterThan(0);
    const first = docx.paragraphs.slice(0, notices.length * 2).map(({ text }) => bare(text));
    expect(first.join('')).toBe(bare(notices.map(written).join('')));
    for (const part of [ID, 'isonomia.example', '/verify/']) {
      expect([...docx.texts.values()].filter((text) => text.includes(part))).toEqual([]);
    }
  });

  it('is a whole package: well-formed parts, every relation resolved, every part announced, nothing outside', () => {
    expect(docx.faults).toEqual([]);
    expect([...docx.texts.keys()].filter((name) => /vba|macro|embeddings/i.test(name))).toEqual([]);
    expect(docx.external).toEqual([]);
  });

  it('bears title, language and agency, and the name of no person', () => {
    const page = readPage(html);
    const core = docx.texts.get('docProps/core.xml') ?? '';
    expect(core).toContain(`<dc:language>${page.language}</dc:language>`);
    expect(core).toContain(`<dc:creator>${page.author}</dc:creator>`);
    expect(core).toContain(`<dc:title>${page.title}</dc:title>`);
    expect(core).not.toMatch(/lastModifiedBy|dcterms/);
  });
});

describe('a copy of the document', () => {
  it('is byte for byte the same whenever it is made', async () => {
    const html = await agency(copyIn('en'));
    const [one, other] = [await write(html), await write(html)];
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(0);
  });

  it('says of the page that is printed everything but how it is verified, and nothing else', async () => {
    const copy = await agency(copyIn('en'), 'sharing');
    const printed = await agency({ ...copyIn('en'), format: 'pdf' }, 'sharing');
    const blocksOf = (html: string): readonly string[] =>
      tagged(html, 'p', 'h1', 'h2', 'h3', 'h4', 'td', 'th', 'li', 'dt', 'dd', 'caption').map((one) =>
        bare(written(one)),
      );
    const [before, after] = [blocksOf(printed), blocksOf(copy)];
    const gone = before.filter((text) => !after.includes(text));
    const come = after.filter((text) => !before.includes(text));
    const proof = all(printed).find((one) => hasClass(one, 'proof'));
    const verification = proof === undefined ? '' : bare(written(proof));
    expect(gone.length).toBeGreaterThan(1);
    expect(gone.filter((text) => !verification.includes(text))).toEqual([]);
    expect(come).toHaveLength(2);
    expect(come[0]).toContain('Editablecopy');
    expect(after.some((text) => text.includes(SHA))).toBe(true);
  });

  it('has its running lines and page numbers on every page but the first', async () => {
    const docx = await readDocx(await write(await agency(copyIn('en'))));
    const margins = [...docx.texts].filter(([name]) => /word\/(header|footer)\d/.test(name)).map(([, text]) => text);
    const whole = margins.join('');
    expect(whole).toContain('Customs Service of Tarsenia');
    expect(whole).toContain('Editable copy');
    expect(whole).toContain('PAGE');
    expect(whole).toContain('NUMPAGES');
    expect(docx.texts.get('word/document.xml')).toContain('<w:titlePg');
  });

  it('draws with the fonts of the page and in its direction', async () => {
    const painter = new WhitePainter();
    const html = await agency(copyIn('ar'));
    await new DocxWriter(painter).write({ html });
    expect(painter.asked).toMatchObject({ language: 'ar', direction: 'rtl' });
    expect(painter.asked?.style).toContain('@font-face');
    expect(painter.asked?.list.length).toBe(tagged(html, 'svg').length);
  });
});
