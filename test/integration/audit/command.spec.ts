import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedPostgres, releaseEmbeddedPostgres } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { command, type Ran } from '../../support/command.js';
import { asOwner } from '../../support/database.js';

jest.setTimeout(180_000);

describe('the commands of the audit', () => {
  let folder: string;
  let run: (args: readonly string[], input?: string) => Promise<Ran>;
  const data = (): string => path.join(folder, 'data');
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  /** As somebody who may do anything to the database. */
  const tamper = async (sql: string): Promise<void> => {
    const { databasePassword: password } = JSON.parse(readFileSync(path.join(data(), 'secrets.json'), 'utf8')) as {
      databasePassword: string;
    };
    const embedded = await openEmbeddedPostgres({ dataDir: data(), password });
    await asOwner(embedded.address, async (client) => {
      await client.query("SET isonomia.audit_maintenance = 'on'");
      await client.query(sql);
    });
    await releaseEmbeddedPostgres(embedded);
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia audit '));
    run = command(data());
    const account = ['--email', 'ada@example.org', '--name', 'Ada', '--role', 'administrator', '--password-stdin'];
    await run(['migrate']);
    expect(await run(['user', 'create', ...account], 'seven quiet harbours at dusk')).toMatchObject({ code: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('seal, verify, compare with what was kept elsewhere, and say where something does not hold', async () => {
    const unsealed = await run(['audit', 'verify']);
    expect(unsealed).toMatchObject({ code: 0, out: '' });
    expect(unsealed.err).toMatch(/system: holds\. 0 seals over 0 rows; \d+ rows? not sealed yet/);

    const sealed = await run(['audit', 'seal']);
    expect(JSON.parse(sealed.out.trim())).toMatchObject({ chain: 'system', number: 1 });
    const verified = await run(['audit', 'verify']);
    expect(verified.code).toBe(0);
    expect(verified.err).toContain('The audit holds.');
    const heads = file('heads.jsonl', verified.out);
    const log = file(
      'worker.log',
      `{"level":"info","msg":"audit sealed","seals":[${verified.out.trim()}]}\nnot JSON\n`,
    );
    expect(await run(['audit', 'verify', '--expect', heads])).toMatchObject({ code: 0 });
    expect(await run(['audit', 'verify', '--expect', log])).toMatchObject({ code: 0 });

    await tamper("UPDATE audit SET actor_id = 'mallory' WHERE id = (SELECT max(id) FROM audit)");
    const changed = await run(['audit', 'verify']);
    expect(changed.code).toBe(1);
    expect(changed.err).toMatch(/rows-changed: seal 1, rows with ids from \d+ to \d+/);

    await tamper('TRUNCATE audit, audit_seal');
    expect(await run(['audit', 'verify'])).toMatchObject({ code: 0 });
    const cut = await run(['audit', 'verify', '--expect', heads]);
    expect([cut.code, cut.err]).toEqual([1, expect.stringContaining('head-missing: seal 1')]);
  });

  it('refuse a file that names no seal', async () => {
    expect(await run(['audit', 'verify', '--expect', file('empty.jsonl', '\n')])).toMatchObject({ code: 2, out: '' });
    expect(await run(['audit', 'verify', '--expect', path.join(folder, 'none')])).toMatchObject({ code: 2, out: '' });
  });
});
