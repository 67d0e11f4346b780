import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, type Ran } from '../../support/command.js';

const SLOW = 300_000;
const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';

describe('the commands on what is held', () => {
  let folder: string;
  let run: (args: readonly string[], input?: string) => Promise<Ran>;
  let agency: string;
  const out = (name: string): string => path.join(folder, name);
  const rows = (name: string, file: string): readonly Readonly<Record<string, unknown>>[] =>
    JSON.parse(readFileSync(path.join(out(name), file), 'utf8')) as readonly Readonly<Record<string, unknown>>[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia privacy '));
    run = command(path.join(folder, 'data'));
    expect(await run(['migrate'])).toMatchObject({ code: 0 });
    expect(await run(['demo'])).toMatchObject({ code: 0 });
    const given = [
      'user',
      'create',
      '--email',
      'canary-7301@example.org',
      '--name',
      'CANARY-7301',
      '--role',
      'administrator',
    ];
    expect(await run(given)).toMatchObject({ code: 0 });
    const { out: heads } = await run(['audit', 'seal']);
    agency = heads.split('\n').flatMap((line) => /"chain":"([0-9a-f-]{36})"/.exec(line)?.[1] ?? [])[0] ?? '';
    expect(agency).not.toBe('');
  }, SLOW);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'write everything of an agency into an empty folder that its owner alone reads, and never over anything',
    async () => {
      const ran = await run(['export', '--agency', agency, '--out', out('first')]);
      expect(ran).toMatchObject({ code: 0, out: '' });
      expect(rows('first', 'agency.json')).toHaveLength(1);
      expect(rows('first', 'agency.json')[0]).toMatchObject({ id: agency });
      const manifest = JSON.parse(readFileSync(path.join(out('first'), 'manifest.json'), 'utf8')) as object;
      expect(manifest).toMatchObject({ format: 1, agency });
      expect(statSync(path.join(out('first'), 'people.json')).mode & 0o777).toBe(0o600);
      expect(await run(['export', '--agency', agency, '--out', out('first')])).toMatchObject({
        code: 2,
        err: expect.stringContaining('not empty'),
      });
      expect(await run(['export', '--agency', NOBODYS, '--out', out('none')])).toMatchObject({ code: 1 });
    },
    SLOW,
  );

  it(
    'erase a person and an agency only when the name is typed, and the audit holds afterwards',
    async () => {
      const address = 'canary-7301@example.org';
      expect(await run(['erase', '--person', address])).toMatchObject({
        code: 1,
        err: expect.stringContaining('Nothing was'),
      });
      expect(await run(['erase', '--person', address, '--typed', 'x'])).toMatchObject({ code: 1 });
      expect(await run(['erase', '--person', address, '--typed', address])).toMatchObject({ code: 0 });
      expect(await run(['erase', '--person', address, '--typed', address])).toMatchObject({ code: 1 });

      const name = String(rows('first', 'agency.json')[0]?.['name']);
      const shown = await run(['erase', '--agency', agency]);
      expect(shown).toMatchObject({ code: 1, err: expect.stringContaining(name) });
      expect(await run(['erase', '--agency', agency, '--typed', 'Another'])).toMatchObject({ code: 1 });
      expect(await run(['export', '--agency', agency, '--out', out('still')])).toMatchObject({ code: 0 });
      expect(readdirSync(out('still')).sort()).toEqual(readdirSync(out('first')).sort());
      expect(await run(['erase', '--agency', agency, '--typed', name])).toMatchObject({ code: 0 });
      expect(await run(['export', '--agency', agency, '--out', out('gone')])).toMatchObject({ code: 1 });
      expect(existsSync(path.join(out('gone'), 'agency.json'))).toBe(false);
      expect(await run(['erase'])).toMatchObject({ code: 2 });
      expect(await run(['audit', 'seal'])).toMatchObject({ code: 0 });
      expect(await run(['audit', 'verify'])).toMatchObject({
        code: 0,
        err: expect.stringContaining('The audit holds.'),
      });
    },
    SLOW,
  );

  it(
    'count by class what was kept long enough, and say so when they delete it',
    async () => {
      const counted = await run(['retention']);
      expect(counted).toMatchObject({ code: 0, err: expect.stringContaining('Nothing was deleted') });
      const lines = counted.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
      expect(lines.map((line) => line['class'])).toEqual(expect.arrayContaining(['sessions', 'mails', 'drafts']));
      for (const line of lines) expect(line).toMatchObject({ days: expect.any(Number), due: expect.any(Number) });
      const deleted = await run(['retention', '--purge']);
      expect(deleted).toMatchObject({ code: 0, out: expect.stringContaining('"deleted":0') });
    },
    SLOW,
  );
});
