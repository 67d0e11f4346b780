import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  findEmbeddedPostgres,
  openEmbeddedPostgres,
  releaseEmbeddedPostgres,
  stopEmbeddedPostgres,
} from './embedded-postgres.js';
import { isAlive } from './postmaster-file.js';

const killed = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await pause(10);
};

describe('the embedded PostgreSQL', () => {
  let options: { dataDir: string; password: string };
  let pids: number[];

  const open = async () => {
    const opened = await openEmbeddedPostgres(options);
    pids.push(opened.pid);
    return opened;
  };

  beforeEach(() => {
    pids = [];
    options = { dataDir: mkdtempSync(path.join(tmpdir(), 'iso pg ')), password: 'correct horse' };
  });
  afterEach(async () => {
    for (const pid of pids) await stopEmbeddedPostgres(pid);
    rmSync(options.dataDir, { recursive: true, force: true });
  });

  it('starts in a folder with spaces, is found by a second command, and outlives that command', async () => {
    const first = await open();
    const second = await open();
    expect([first.startedHere, second.startedHere]).toEqual([true, false]);
    expect(second.pid).toBe(first.pid);
    await releaseEmbeddedPostgres(second);
    expect(await findEmbeddedPostgres(options)).toBeDefined();
  });

  it('starts again after everything was killed, even when its process number belongs to another program', async () => {
    const first = await open();
    const client = new pg.Client(first.address);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE kept (n int)');
    await client.query('INSERT INTO kept VALUES (17)');
    await killed(first.pid);
    const file = path.join(options.dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    const second = await open();
    const again = new pg.Client(second.address);
    await again.connect();
    expect((await again.query('SELECT n FROM kept')).rows).toEqual([{ n: 17 }]);
    await again.end();
  });

  it('is not stopped by the command that started it while somebody else is connected', async () => {
    const started = await open();
    const other = new pg.Client(started.address);
    await other.connect();
    await releaseEmbeddedPostgres(started);
    expect(isAlive(started.pid)).toBe(true);
    await other.end();
    await releaseEmbeddedPostgres(started);
    expect(isAlive(started.pid)).toBe(false);
  });
});
