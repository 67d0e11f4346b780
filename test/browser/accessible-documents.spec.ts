import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DocumentForm, PrintableDocument } from '@isonomia/application';
import { ChromiumPrinter } from '@isonomia/pdf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { isLongRun } from '../support/command.js';
import { both, outcomeIn, questionnaireIn, regionalIn, single } from '../support/document-kinds.js';
import { elementsOf, readStructure, textOf, type PdfStructure, type Tagged } from '../support/pdf-structure.js';

const KINDS: Readonly<Record<string, (form: DocumentForm) => Promise<PrintableDocument>>> = {
  full: (form) => outcomeIn('full', 'internal', form),
  core: (form) => outcomeIn('core', 'sharing', form),
  workforce: (form) => outcomeIn('workforce', 'sharing', form),
  regional: regionalIn,
  'blank questionnaire': (form) => questionnaireIn(form, false),
  'filled questionnaire': (form) => questionnaireIn(form, true),
};
const FORMS: readonly DocumentForm[] = [
  single('en'),
  single('ar'),
  both('en', 'ru'),
  both('ar', 'en'),
  both('fr', 'ar', 'in-turn'),
];
const ALL = Object.keys(KINDS).flatMap((kind) => FORMS.map((form) => [kind, form] as const));
const SOME: typeof ALL = [
  ['core', both('en', 'ru')],
  ['regional', single('ar')],
];
const named = ([kind, form]: (typeof ALL)[number]) => [kind, form.languages.join(' and '), form] as const;

let folder = '';
let printer: ChromiumPrinter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isonomia-accessible-'));
  printer = new ChromiumPrinter({ folder, warn: () => undefined });
});
afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true, force: true });
});

const LETTERS: Readonly<Record<string, RegExp>> = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u };
const HEADING = /^H[1-6]$/;
/** Letters and digits alone, of whatever form: what a reader shows of Arabic are the forms of its letters. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{Nd}]/gu, '');

describe.each((isLongRun() ? ALL : SOME).map(named))('the structure of a %s document in %s', (kind, _, form) => {
  let structure: PdfStructure;
  let page: PrintableDocument;
  let all: readonly Tagged[];
  const of = (...roles: readonly string[]): readonly Tagged[] => all.filter(({ role }) => roles.includes(role));
  beforeAll(async () => {
    page = await (KINDS[kind] ?? regionalIn)(form);
    structure = await readStructure(await printer.print(page));
    all = elementsOf(structure.tree);
  }, 120_000);

  it('says its language and its title, which viewers show', () => {
    expect(structure).toMatchObject({ marked: true, showsTitle: true, language: form.languages[0] });
    expect(structure.title).toMatch(kind === 'regional' ? /Middle Region/ : /Customs Service of Tarsenia/);
    expect(structure.tree.role).toBe('Document');
  });

  it('holds every text that is painted, but for what runs along the margins', () => {
    expect(structure.unclaimed).toEqual([]);
    const margins = bare(structure.artifacts.join('')).length / structure.pages;
    // Two lines above and below, on every page but the first.
    expect(margins).toBeGreaterThan(20);
    expect(margins).toBeLessThan(200);
  });

  it('marks every passage with its language', () => {
    const wrong = all.filter(({ text, language }) =>
      Object.entries(LETTERS).some(([tag, letters]) => letters.test(text) && language !== tag),
    );
    expect(wrong.map(textOf)).toEqual([]);
    expect(new Set(all.filter(({ text }) => /\p{L}/u.test(text)).map(({ language }) => language))).toEqual(
      new Set(form.languages),
    );
  });

  it('has one main heading, skips no level, and an outline of the headings as they are read', () => {
    const levels = all.filter(({ role }) => HEADING.test(role)).map(({ role }) => Number(role.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
    expect(structure.outline.map(({ title }) => title)).toEqual(page.headings);
    expect(structure.outline.map(({ depth }) => depth)).toEqual(levels);
  });

  it('tells every picture in words', () => {
    const figures = of('Figure');
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.filter(({ alternative }) => (alternative ?? '').trim() === '')).toEqual([]);
  });

  it('has tables of rows whose headers say what they head', () => {
    const tables = of('Table');
    expect(tables.length).toBeGreaterThan(0);
    expect(of('TH').filter(({ scope }) => scope !== 'Column' && scope !== 'Row')).toEqual([]);
    for (const table of tables) {
      expect(table.children.every(({ role }) => ['Caption', 'TR'].includes(role))).toBe(true);
      expect(elementsOf(table).some(({ role }) => role === 'TH')).toBe(true);
    }
    expect(of('TR').flatMap(({ children }) => children.filter(({ role }) => role !== 'TH' && role !== 'TD'))).toEqual(
      [],
    );
  });

  it('has lists of items, each with a body', () => {
    const lists = of('L');
    expect(lists.length).toBeGreaterThan(0);
    for (const { children } of lists) expect(new Set(children.map(({ role }) => role))).toEqual(new Set(['LI']));
    const strays = of('LI').filter(({ children }) => children.some(({ role }) => role !== 'Lbl' && role !== 'LBody'));
    expect(strays.map(textOf)).toEqual([]);
    expect(of('LI').filter(({ children }) => children.filter(({ role }) => role === 'LBody').length !== 1)).toEqual([]);
  });

  it('is read in the order in which it is written', () => {
    const read = bare(
      all
        .filter(({ role }) => HEADING.test(role))
        .map(textOf)
        .join(''),
    );
    // Arabic is painted from its end.
    if (!form.languages.includes('ar')) expect(read).toBe(bare((page.headings ?? []).join('')));
  });
});
