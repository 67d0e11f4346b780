import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContentFaulty } from './located.js';
import { QuizFiles } from './quiz-files.js';

const CONTENT = join('libs', 'content');

describe('the quiz of workshops', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quiz-'));
    for (const part of ['quizzes', 'texts']) await cp(join(CONTENT, part), join(folder, part), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const codesWith = async (file: string, change: (text: string) => string): Promise<readonly string[]> => {
    const path = join(folder, 'quizzes', file);
    const before = await readFile(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error('nothing was changed');
    await writeFile(path, after);
    try {
      return (await new QuizFiles({ content: folder }).lint()).map(({ code }) => code);
    } finally {
      await writeFile(path, before);
    }
  };

  it('has no fault, eight to ten questions, and all of them in every language', async () => {
    const files = new QuizFiles({ content: CONTENT });
    expect(await files.lint()).toEqual([]);
    const { questions, words } = await files.quiz();
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(questions.length).toBeLessThanOrEqual(10);
    expect(Object.keys(words).sort()).toEqual(['ar', 'en', 'fr', 'ru']);
    for (const spoken of Object.values(words))
      expect(Object.values(spoken).every(({ question, why }) => question !== '' && why !== '')).toBe(true);
  });

  it('is not answered by always choosing the same place', async () => {
    const { questions } = await new QuizFiles({ content: CONTENT }).quiz();
    const places = questions.map(({ options, right }) => options.indexOf(right));
    for (const place of [0, 1, 2]) expect(places.filter((one) => one === place).length).toBeLessThanOrEqual(4);
  });

  it('is refused where the right answer cannot be chosen, or a question stands twice', async () => {
    expect(await codesWith('workshop.yaml', (text) => text.replace('right: half', 'right: third'))).toEqual([
      'quiz-right',
    ]);
    expect(await codesWith('workshop.yaml', (text) => text.replace('id: pipeline', 'id: proof'))).toContain(
      'quiz-unique',
    );
  });

  it('misses words that are not there, left over, or translated from an earlier wording', async () => {
    const without = (text: string): string => text.replace(/^ {2}why: .*\n/m, '');
    expect(await codesWith('texts/fr.yaml', without)).toEqual(['text-missing']);
    expect(await codesWith('texts/en.yaml', (text) => `${text}more:\n  question: 'Left over'\n`)).toContain(
      'text-orphaned',
    );
    expect(
      await codesWith('texts/ru.yaml', (text) => text.replace(/of: '[0-9a-f]{12}'/, "of: '000000000000'")),
    ).toEqual(['text-stale']);
  });

  it('opens for nobody while anything is wrong with it', async () => {
    const path = join(folder, 'quizzes', 'texts', 'en.yaml');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace(/^ {2}why: .*\n/m, ''));
    await expect(new QuizFiles({ content: folder }).quiz()).rejects.toThrow(ContentFaulty);
    await writeFile(path, before);
  });
});
