import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedPostgres, releaseEmbeddedPostgres } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { begin, command, type Ran } from '../../support/command.js';
import { asOwner } from '../../support/database.js';

jest.setTimeout(240_000);

/** Some megabytes, so that there is a middle to be killed in. */
const BULK = `INSERT INTO audit (actor_id, action, subject_kind, subject_id, detail)
  SELECT 'asha', 'made', 'agency', n::text, jsonb_build_object('n', md5(n::text)) FROM generate_series(1, 60000) n`;

describe('the commands of backups, on embedded databases', () => {
  let folder: string;
  const at = (...names: readonly string[]): string => path.join(folder, ...names);
  const on = (name: string): ((args: readonly string[], input?: string) => Promise<Ran>) => command(at(name));
  const within = async <T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const secrets = JSON.parse(readFileSync(at(name, 'secrets.json'), 'utf8')) as { databasePassword: string };
    const embedded = await openEmbeddedPostgres({ dataDir: at(name), password: secrets.databasePassword });
    try {
      return await asOwner(embedded.address, work);
    } finally {
      await releaseEmbeddedPostgres(embedded);
    }
  };
  /** A place that has the secrets of the first installation and nothing else. */
  const newPlace = (name: string): void => {
    mkdirSync(at(name), { mode: 0o700 });
    cpSync(at('first', 'secrets.json'), at(name, 'secrets.json'));
  };
  /** Ends the command as a power failure does, as soon as `when` holds. */
  const killed = async (
    data: string,
    args: readonly string[],
    when: () => Promise<boolean>,
  ): Promise<string | null> => {
    const child = begin(at(data), args);
    const ended = new Promise<string | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
    while (child.exitCode === null && !(await when())) await pause(5);
    child.kill('SIGKILL');
    return ended;
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia kill '));
    const account = ['--email', 'ada@example.org', '--name', 'Ada', '--role', 'administrator', '--password-stdin'];
    await on('first')(['migrate']);
    expect(await on('first')(['user', 'create', ...account], 'seven quiet harbours at dusk')).toMatchObject({
      code: 0,
    });
    await within('first', (client) => client.query(BULK));
    expect(await on('first')(['audit', 'seal'])).toMatchObject({ code: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leave a folder that is no backup when they are killed in the middle of one', async () => {
    const begun = (): Promise<boolean> => Promise.resolve(existsSync(at('cut', 'public.audit.copy.gz')));
    expect(await killed('first', ['backup', at('cut')], begun)).toBe('SIGKILL');
    expect(readdirSync(at('cut'))).not.toContain('manifest.json');
    newPlace('nowhere');
    const restored = await on('nowhere')(['restore', at('cut')]);
    expect([restored.code, restored.err]).toEqual([1, expect.stringContaining('holds no manifest.json')]);
  });

  it('leave an empty database when they are killed in the middle of a restore, into which the next one goes', async () => {
    const taken = await on('first')(['backup', at('whole')]);
    expect([taken.code, taken.out]).toEqual([0, '']);
    expect(await on('first')(['restore', at('whole'), '--check'])).toMatchObject({ code: 0 });
    newPlace('second');
    await within('second', () => Promise.resolve());
    await within('second', async (client) => {
      const loading = async (): Promise<boolean> => {
        const { rows } = await client.query(
          `SELECT FROM pg_stat_progress_copy WHERE relid = to_regclass('public.audit') AND tuples_processed > 1000`,
        );
        return rows.length > 0;
      };
      expect(await killed('second', ['restore', at('whole')], loading)).toBe('SIGKILL');
      await pause(500);
      expect((await client.query('SELECT FROM audit')).rowCount).toBe(0);
    });
    const restored = await on('second')(['restore', at('whole')]);
    expect([restored.code, restored.err]).toEqual([0, expect.stringContaining('The audit holds.')]);
  });

  it('say that the audit does not hold where the secret is another one', async () => {
    mkdirSync(at('third'), { mode: 0o700 });
    const restored = await on('third')(['restore', at('whole')]);
    expect([restored.code, restored.err]).toEqual([1, expect.stringContaining('AUDIT_SECRET is not that')]);
  });
});
