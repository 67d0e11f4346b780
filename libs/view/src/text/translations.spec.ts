import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lintTranslations, markTexts, TranslationStates } from '@isonomia/view';
import { readTranslationLock, TRANSLATION_LOCK, wordingHash } from './translation-lock.js';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'isonomia texts-'));
  folder = join(root, 'libs/view/texts');
  await write('en/shell.yaml', 'shell:\n  skip: Skip\n  size: Size {size}\n');
  await write('fr/shell.yaml', 'shell:\n  skip: Passer\n  size: Taille {size}\n');
});
afterEach(() => rm(root, { recursive: true }));

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(join(folder, file, '..'), { recursive: true });
  await writeFile(join(folder, file), text);
};
const found = (): readonly string[] =>
  lintTranslations(folder).map(({ file, code, key }) => `${file}: ${code}: ${key}`);
const lockAll = (): number => markTexts(folder, 'fr', ({ source }) => ({ of: wordingHash(source) }));
const review = (key: string): number =>
  markTexts(folder, 'fr', (text) =>
    text.key === key
      ? {
          of: wordingHash(text.source),
          reviewed: { by: 'Service de la langue', on: '2026-11-22', as: wordingHash(text.text) },
        }
      : undefined,
  );

describe('the texts of pages', () => {
  it('are stale until it is noted what they translate, and again once the English wording changes', async () => {
    expect(found()).toEqual(['shell.yaml: text-stale: shell.skip', 'shell.yaml: text-stale: shell.size']);
    expect(lockAll()).toBe(2);
    expect(found()).toEqual([]);
    await write('en/shell.yaml', 'shell:\n  skip: Skip to the content\n  size: Size {size}\n');
    expect(found()).toEqual(['shell.yaml: text-stale: shell.skip']);
  });

  it('are missed in the file in which the English one stands', async () => {
    lockAll();
    await write('en/other.yaml', 'other: Other\n');
    expect(found()).toEqual(['other.yaml: text-missing: other']);
  });

  it('leave the lock with their text', async () => {
    lockAll();
    await write('fr/shell.yaml', 'shell:\n  skip: Passer\n');
    lockAll();
    expect([...readTranslationLock(join(folder, 'fr')).keys()]).toEqual(['shell.skip']);
  });

  it('are not guessed from a lock that cannot be read or names a text twice', async () => {
    lockAll();
    const path = join(folder, 'fr', TRANSLATION_LOCK);
    const text = await readFile(path, 'utf8');
    await writeFile(path, `${text}${text.trimEnd().split('\n').at(-1) ?? ''}\n`);
    expect(() => lintTranslations(folder)).toThrow(/lock-unreadable: line 6/);
  });
});

describe('the state of a translation', () => {
  const state = () => new TranslationStates(root).of('fr');

  it('is drafted by machine until somebody has read a text', () => {
    lockAll();
    expect(state()).toEqual({ state: 'drafted', texts: 2, reviewed: 0, drafted: 2 });
    expect(review('shell.skip')).toBe(1);
    expect(state()).toEqual({ state: 'partly-reviewed', texts: 2, reviewed: 1, drafted: 1 });
    review('shell.size');
    expect(state().state).toBe('reviewed');
    expect(new TranslationStates(root).of('en').state).toBe('source');
  });

  it('is lost with a later change of either wording', async () => {
    lockAll();
    review('shell.skip');
    await write('fr/shell.yaml', 'shell:\n  skip: Sauter\n  size: Taille {size}\n');
    expect(state().reviewed).toBe(0);
    await write('fr/shell.yaml', 'shell:\n  skip: Passer\n  size: Taille {size}\n');
    expect(state().reviewed).toBe(1);
    await write('en/shell.yaml', 'shell:\n  skip: Skip this\n  size: Size {size}\n');
    expect(state().reviewed).toBe(0);
  });

  it('of an instrument is that of the words which were published', async () => {
    const version = 'instruments/gem-soc/1.0.0/texts/fr';
    await mkdir(join(root, 'libs/content', version), { recursive: true });
    await cp('libs/content/texts', join(root, 'libs/content/texts'), { recursive: true });
    const reviewed = `reviewed: { by: A, on: '2026-11-22', as: '${wordingHash('Titre')}' }`;
    await writeFile(
      join(root, 'libs/content', version, 'i.yaml'),
      `instrument:\n  title: { text: Titre, of: '${wordingHash('Title')}', ${reviewed} }\n`,
    );
    const published = (fr: string) => ({
      instrument: { id: 'gem-soc', version: '1.0.0' },
      texts: { en: { 'instrument.title': 'Title' }, fr: { 'instrument.title': fr } },
    });
    const states = new TranslationStates(root);
    expect(states.ofInstrument(published('Titre'), 'fr').state).toBe('reviewed');
    expect(states.ofInstrument(published('Intitulé'), 'fr').state).toBe('drafted');
    expect(states.ofInstrument(published('Titre'), 'ar')).toMatchObject({ texts: 0, state: 'drafted' });
  });
});
