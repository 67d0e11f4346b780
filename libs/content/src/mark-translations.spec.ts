import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { markTranslations, sourceHash } from '@isonomia/content';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'isonomia marks-'));
  await write('en', 'GOV1:\n  short: Policy\n  evidence: [Decree, Plan]\n');
});
afterEach(() => rm(root, { recursive: true }));

const file = (language: string): string => join(root, 'instruments/a/1.0.0/texts', language, 'D1.yaml');
const write = async (language: string, text: string): Promise<void> => {
  await mkdir(join(file(language), '..'), { recursive: true });
  await writeFile(file(language), text);
};

it('a translation is written down with the hash of what it translates, once', async () => {
  await write('fr', '# Words.\nGOV1:\n  short: Politique\n  evidence: [Décret, Plan]\n');
  const mark = () => markTranslations({ content: root }, 'fr', ({ source }) => ({ of: sourceHash(source) }));
  expect(await mark()).toBe(3);
  expect(await mark()).toBe(0);
  const text = await readFile(file('fr'), 'utf8');
  expect(text).toContain('# Words.');
  expect(text).toContain(`short: { text: Politique, of: ${sourceHash('Policy')} }`);
});

it('a review is written beside its text, and a text without a source is left alone', async () => {
  await write('fr', `GOV1:\n  short: { text: Politique, of: '${sourceHash('Policy')}' }\n  long: Plus\n`);
  const reviewed = { by: 'A: B', on: '2026-11-22', as: sourceHash('Politique') };
  expect(await markTranslations({ content: root }, 'fr', ({ of = '' }) => ({ of, reviewed }))).toBe(1);
  const keys: string[] = [];
  await markTranslations({ content: root }, 'fr', ({ key, reviewed: review }) => {
    keys.push(`${key} ${review?.by ?? ''}`);
    return undefined;
  });
  expect(keys).toEqual(['GOV1.short A: B']);
});
