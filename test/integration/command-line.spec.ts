import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, isLongRun, type Ran } from '../support/command.js';

const SLOW = 120_000;

describe('the command line', () => {
  let folder: string;
  let run: (args: readonly string[], input?: string) => Promise<Ran>;
  const file = (name: string, text: string | Uint8Array): string => {
    const full = path.join(folder, name);
    writeFileSync(full, text);
    return full;
  };
  const score = (answers: string): Promise<Ran> => run(['score', '--instrument', 'geoa-le', '--answers', answers]);
  const full = JSON.parse(readFileSync('examples/geoa-le-full.json', 'utf8')) as {
    answers: Record<string, unknown>;
  };

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia command '));
    run = command(path.join(folder, 'data'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'prints a result and nothing else, the same each time',
    async () => {
      const [first, second] = await Promise.all([
        score('examples/geoa-le-full.json'),
        score('examples/geoa-le-full.json'),
      ]);
      expect(first).toMatchObject({ code: 0, err: '' });
      expect(second.out).toBe(first.out);
      const result = JSON.parse(first.out);
      expect(result.instrument).toEqual({
        id: 'geoa-le',
        version: '1.0.0',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(result.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.keys(result)).toEqual(
        expect.arrayContaining(['items', 'dimensions', 'overall', 'gates', 'figures', 'recommendations', 'engine']),
      );
      expect(result.items.GOV1).toMatchObject({ state: 'answered', rule: 'M', claimed: expect.any(Number) });
      expect(Object.keys(result.dimensions)).toHaveLength(14);
    },
    SLOW,
  );

  it(
    'scores a draft',
    async () => {
      const { GOV1 } = full.answers;
      const ran = await score(file('draft.json', JSON.stringify({ ...full, answers: { GOV1 } })));
      expect(ran.code).toBe(0);
      expect(JSON.parse(ran.out).overall.shown).toBe(false);
    },
    SLOW,
  );

  it.each<[string, () => string | Uint8Array, RegExp]>([
    [
      'a level out of range',
      () => JSON.stringify({ ...full, answers: { ...full.answers, GOV1: { value: { level: 7 } } } }),
      /answer\.out-of-range: answers\.GOV1\.value\.level: GOV1 takes a level from 0 to 4; got 7/,
    ],
    [
      'an unknown question',
      () => JSON.stringify({ ...full, answers: { ...full.answers, NOPE1: { value: { level: 1 } } } }),
      /answer\.unknown-question: answers\.NOPE1: /,
    ],
    ['an unknown key', () => JSON.stringify({ ...full, mood: 1 }), /answer-file\.unknown-key: mood: /],
    ['another version', () => JSON.stringify({ ...full, version: '9.9.9' }), /answer-file\.unknown-version: version: /],
    [
      'half of a character',
      () => JSON.stringify({ ...full, answers: { WFC8T: { value: { text: '\ud800' } } } }),
      /answer\.forbidden-character: answers\.WFC8T\.value\.text: /,
    ],
    ['a list instead', () => '[]', /answer-file\.not-an-object/],
    ['no JSON', () => '{"answers": ', /file\.not-json/],
    ['depth beyond reason', () => '['.repeat(200_000), /file\.not-json|answer-file\.not-an-object/],
    ['broken UTF-8', () => Uint8Array.of(0x7b, 0xff, 0x7d), /file\.not-utf-8/],
  ])(
    'refuses %s with file, code and place, and prints no result',
    async (_, text, message) => {
      const name = file('bad.json', text());
      const ran = await score(name);
      expect(ran).toMatchObject({ code: 1, out: '' });
      expect(ran.err).toMatch(message);
      expect(ran.err.startsWith(`${name}: `)).toBe(true);
    },
    SLOW,
  );

  it.each<[string, readonly string[], RegExp]>([
    ['a command it does not know', ['scor'], /Did you mean score/],
    ['a missing option', ['score', '--instrument', 'geoa-le'], /--answers/],
    [
      'a file that is not there',
      ['score', '--instrument', 'geoa-le', '--answers', 'nope.json'],
      /nope\.json: file\.missing/,
    ],
    [
      'an unknown instrument',
      ['score', '--instrument', 'x', '--answers', 'examples/geoa-le-core.json'],
      /there are: geoa-le/,
    ],
    [
      'a role without its place',
      ['user', 'create', '--email', 'a@b.c', '--name', 'A', '--role', 'lead'],
      /--agency <id>/,
    ],
    ['a report of another kind', ['import', '--mapping', 'x', '--file', 'y', '--report', 'z.doc'], /--report/],
  ])(
    'tells %s from refused input',
    async (_, args, message) => {
      const ran = await run(args);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toMatch(message);
    },
    SLOW,
  );

  it(
    'finds no fault in the content it ships',
    async () => {
      const ran = await run(['content', 'lint']);
      expect(ran).toMatchObject({ code: 0, out: '' });
    },
    SLOW,
  );

  it(
    'wants the database migrated before it works on it',
    async () => {
      const early = await run([
        'user',
        'create',
        '--email',
        'carla@example.org',
        '--name',
        'Ada',
        '--role',
        'administrator',
      ]);
      expect(early).toMatchObject({ code: 2, out: '' });
      expect(early.err).toMatch(/isonomia migrate/);
      const migrated = await run(['migrate']);
      expect(migrated).toMatchObject({ code: 0, out: '' });
      expect(migrated.err).toMatch(/published: geoa-le 1\.0\.0/);
      expect((await run(['migrate'])).err).toMatch(/current already/);
    },
    SLOW,
  );

  it(
    'creates a person once, and prints the password it made or takes the one it is given',
    async () => {
      const ada = ['user', 'create', '--email', 'carla@example.org', '--name', 'Carla', '--role', 'administrator'];
      const made = await run(ada);
      expect(made.code).toBe(0);
      expect(made.out).toMatch(/^[\w-]{20}\n$/);
      expect(await run(ada)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('user.email-taken') });
      const given = [
        'user',
        'create',
        '--email',
        'bea@example.org',
        '--name',
        'Bea',
        '--role',
        'administrator',
        '--password-stdin',
      ];
      expect(await run(given, 'short\n')).toMatchObject({ code: 1, err: expect.stringContaining('too-short') });
      expect(await run(given, 'a long and winding road\n')).toMatchObject({ code: 0, out: '' });
    },
    SLOW,
  );

  // What is loaded is tried by demo.spec.
  if (isLongRun()) {
    it(
      'loads the demo region once',
      async () => {
        expect(await run(['demo'])).toMatchObject({ code: 0, out: '', err: expect.stringContaining('19 agencies') });
        expect(await run(['demo'])).toMatchObject({ code: 0, err: expect.stringContaining('already') });
      },
      SLOW,
    );
  }

  it(
    'makes a document of an answer file',
    async () => {
      const out = path.join(folder, 'core.pdf');
      const ran = await run([
        ...['document', '--instrument', 'geoa-le', '--answers', 'examples/geoa-le-core.json'],
        ...['--edition', 'sharing', '--agency-name', 'Harbour Customs', '--fictional', '--out', out],
      ]);
      expect(ran).toMatchObject({ code: 0, out: '' });
      expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    },
    SLOW,
  );
});
