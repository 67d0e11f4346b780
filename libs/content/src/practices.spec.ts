import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContentLibrary } from './content-library.js';
import type { LinkedInstrument } from './lint-practices.js';
import { PracticeFiles } from './practice-files.js';

const CONTENT = join('libs', 'content');
const LANGUAGES = ['en', 'fr', 'ru', 'ar'];

describe('the library of good practice', () => {
  let known: readonly LinkedInstrument[];
  let folder: string;

  beforeAll(async () => {
    const found = await new ContentLibrary({ content: CONTENT }).find('geoa-le');
    if (found === undefined) throw new Error('no instrument');
    known = [found];
    folder = await mkdtemp(join(tmpdir(), 'practices-'));
    for (const part of ['good-practices', 'texts'])
      await cp(join(CONTENT, part), join(folder, part), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Codes of what is wrong once a file reads otherwise. */
  const codesWith = async (file: string, change: (text: string) => string): Promise<readonly string[]> => {
    const path = join(folder, 'good-practices', file);
    const before = await readFile(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error('nothing was changed');
    await writeFile(path, after);
    try {
      return (await new PracticeFiles({ content: folder }).lint(known)).map(({ code }) => code);
    } finally {
      await writeFile(path, before);
    }
  };

  it('has no fault', async () => {
    expect(await new PracticeFiles({ content: CONTENT }).lint(known)).toEqual([]);
  });

  it('has at least twelve entries, each in every language and with a source that says more than a name', async () => {
    const all = await new PracticeFiles({ content: CONTENT }).all();
    expect(all.length).toBeGreaterThanOrEqual(12);
    for (const { words, sources } of all) {
      expect(Object.keys(words).sort()).toEqual([...LANGUAGES].sort());
      for (const source of sources) expect(source.title ?? source.year ?? source.identifier).toBeDefined();
    }
  });

  it('has an example from Germany or the Philippines for each recommendation that was made after one', async () => {
    const all = await new PracticeFiles({ content: CONTENT }).all();
    const theirs = all.filter(({ country }) => country === 'DE' || country === 'PH');
    const rules = theirs.flatMap(({ links }) => links['geoa-le']?.rules ?? []);
    expect(rules).toEqual(expect.arrayContaining(['R03', 'R04', 'R06', 'R08', 'R21', 'R29', 'R33', 'R38', 'R46']));
  });

  it('calls nothing checked, since nobody has opened a source yet', async () => {
    const all = await new PracticeFiles({ content: CONTENT }).all();
    expect(all.filter(({ checked }) => checked !== undefined)).toEqual([]);
  });

  it.each([
    ['an item that the questionnaire does not have', 'items: [GOV2]', 'items: [GOV99]', 'practice-ref-item'],
    ['a recommendation that there is not', 'rules: [R02]', 'rules: [R99]', 'practice-ref-rule'],
    [
      'a questionnaire that there is not',
      '{ geoa-le: { items: [GOV2]',
      '{ other: { items: [GOV2]',
      'practice-ref-instrument',
    ],
    ['no link', '{ geoa-le: { items: [GOV2], rules: [R02] } }', '{}', 'practice-without-link'],
    ['the same id twice', 'id: ph-focal-point-system', 'id: de-equality-plans', 'practice-unique'],
    ['a country in words', 'country: DE', 'country: Germany', 'practice-country'],
    ['a year that is none', 'since: 2015', 'since: 215', 'practice-year'],
    ['a check without a word on it', '    checked: false', '    checked: yes it is', 'not-an-object'],
    ['a check without a day', '    checked: false', '    checked: { by: read }', 'missing-key'],
    [
      'a source that is a name alone',
      /(publisher: Hans-Böckler-Stiftung),\s+title: Böckler Impuls 13\/2023,\s+year: 2023,\s+identifier: boeckler.de,/,
      '$1,',
      'practice-source-vague',
    ],
    ['an address that a browser would run', 'identifier: boeckler.de', "url: 'javascript:alert(1)'", 'practice-url'],
  ])('finds %s', async (_, from, to, code) => {
    expect(await codesWith('practices.yaml', (text) => text.replace(from, to))).toContain(code);
  });

  it('finds an entry without a source', async () => {
    const codes = await codesWith('practices.yaml', (text) => text.replace(/sources:\n(?: +- .*\n)+/, 'sources: []\n'));
    expect(codes).toContain('practice-without-source');
  });

  it('finds words that are missing, of no entry, or translate an earlier wording', async () => {
    const en = join('texts', 'en', 'practices.yaml');
    expect(await codesWith(en, (text) => text.replace(/^ {2}what: .*$/m, ''))).toContain('practice-text-missing');
    expect(await codesWith(en, (text) => text.replace('de-equality-plans:', 'de-other:'))).toEqual(
      expect.arrayContaining(['practice-text-missing', 'practice-text-orphaned']),
    );
    expect(await codesWith(en, (text) => text.replace('asks federal authorities', 'asks all authorities'))).toEqual(
      ['fr', 'ru', 'ar'].map(() => 'practice-text-stale'),
    );
    expect(
      await codesWith(join('texts', 'ar', 'practices.yaml'), (text) => text.replace('de-equality-index:', 'de-none:')),
    ).toEqual(expect.arrayContaining(['practice-text-missing', 'practice-text-orphaned']));
  });

  it('finds what is too long for a box', async () => {
    const long = (text: string): string => text.replace(/^ {2}what: .*$/m, `  what: '${'long '.repeat(90)}'`);
    expect(await codesWith(join('texts', 'en', 'practices.yaml'), long)).toContain('text-too-long');
  });

  it('is not loaded with a fault', async () => {
    const path = join(folder, 'good-practices', 'practices.yaml');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('country: DE', 'country: Germany'));
    await expect(new PracticeFiles({ content: folder }).all()).rejects.toThrow('practice-country');
    await writeFile(path, before);
  });
});
