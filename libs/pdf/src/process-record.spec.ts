import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { ProcessRecords } from './process-record.js';

const sleeper = (): ChildProcess => spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
const ended = (child: ChildProcess): Promise<string | null> =>
  new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));

describe('browsers left behind', () => {
  let folder = '';
  let records: ProcessRecords;
  let child: ChildProcess;
  let pid = 0;
  let profile = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isonomia-records-'));
    records = new ProcessRecords(folder);
    child = sleeper();
    pid = child.pid ?? 0;
    profile = join(folder, 'profile-1');
    await mkdir(profile);
    await records.write(pid, profile);
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const edit = async (change: (record: { owner: { started: string }; browser: { started: string } }) => void) => {
    const file = join(folder, `${pid}.json`);
    const record = JSON.parse(await readFile(file, 'utf8'));
    change(record);
    await writeFile(file, JSON.stringify(record));
  };

  it('are ended when the process that started them is gone, their profiles with them', async () => {
    // Our own number, but of a process that started at another time.
    await edit((record) => (record.owner.started = '1'));
    const exit = ended(child);
    expect(await records.sweep()).toBe(1);
    expect(await exit).toBe('SIGKILL');
    expect(await readdir(folder)).toEqual([]);
  });

  it('are left alone while the process that started them lives', async () => {
    expect(await records.sweep()).toBe(0);
    expect(child.exitCode).toBeNull();
    expect(await readdir(folder)).toContain(`${pid}.json`);
  });

  it('are not mistaken for another process that has their number now', async () => {
    await edit((record) => {
      record.owner.started = '1';
      record.browser.started = '2';
    });
    expect(await records.sweep()).toBe(0);
    expect(child.exitCode).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('whose note is broken do no harm', async () => {
    await writeFile(join(folder, '99999.json'), '{');
    expect(await records.sweep()).toBe(0);
  });
});
