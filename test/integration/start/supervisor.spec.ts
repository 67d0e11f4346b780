import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** The built supervisor, as `npm start` runs it, on a data folder and a port of its own. */
const SUPERVISOR = path.resolve('dist/apps/supervisor/apps/supervisor/src/main.js');
const PATIENCE_MS = 60_000;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the supervisor', () => {
  let dataDir: string;
  let port: number;
  const started: ChildProcess[] = [];

  const start = (...options: readonly string[]): { child: ChildProcess; output: () => string } => {
    const env = {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      LOG_LEVEL: 'error',
    };
    const child = spawn(process.execPath, [SUPERVISOR, '--empty', ...options], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let text = '';
    child.stdout?.on('data', (chunk) => (text += String(chunk)));
    child.stderr?.on('data', (chunk) => (text += String(chunk)));
    started.push(child);
    return { child, output: () => text };
  };
  const status = async (): Promise<number> => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;
    } catch {
      return 0;
    }
  };
  /** The same for whoever trusts the certificate that it made for itself. */
  const securedStatus = (): Promise<number> =>
    new Promise((resolve) => {
      const ca = readFileSync(path.join(dataDir, 'lan', 'certificate.pem'));
      get({ host: '127.0.0.1', port, path: '/health/ready', servername: '', ca }, (reply) => {
        reply.resume();
        resolve(reply.statusCode ?? 0);
      }).on('error', () => resolve(0));
    });
  const until = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
    const end = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
      await pause(50);
    }
  };
  const ready = (output: () => string): Promise<void> =>
    until(async () => (await status()) === 200, `ready. It said: ${output()}`);
  const postmaster = (): number =>
    Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const fingerprint = (): string =>
    new X509Certificate(readFileSync(path.join(dataDir, 'lan', 'certificate.pem'))).fingerprint256;
  const ended = (child: ChildProcess): Promise<void> =>
    until(() => child.exitCode !== null || child.signalCode !== null, 'the supervisor to end');

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia start '));
    port = await freePort();
  });
  afterAll(async () => {
    for (const child of started) {
      child.kill('SIGTERM');
      await ended(child);
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    'starts, is started again after it was killed, for a room this time, and leaves nothing running when it is stopped',
    async () => {
      const first = start();
      await ready(first.output);
      const database = postmaster();

      // A second one on the same folder says so and ends.
      const second = start();
      await ended(second.child);
      expect(second.output()).toContain('already runs on this data folder');

      first.child.kill('SIGKILL');
      await ended(first.child);
      // Started otherwise: this time for the network of a room.
      const third = start('--lan');
      await until(
        async () => (await status()) !== 200 || third.output().includes('Isonomia runs'),
        'the old web process to end',
      );
      await until(() => third.output().includes('Isonomia runs'), `the banner. It said: ${third.output()}`);
      await until(async () => (await securedStatus()) === 200, `https. It said: ${third.output()}`);
      expect(postmaster()).toBe(database);
      expect(statSync(path.join(dataDir, 'lan', 'certificate.pem')).mode & 0o777).toBe(0o600);
      for (const line of ['OPEN TO THE NETWORK', `https://127.0.0.1:${port}/lan`, fingerprint()])
        expect(third.output()).toContain(line);
      const plain = await fetch(`http://127.0.0.1:${port}/join`, { redirect: 'manual' });
      expect([plain.status, plain.headers.get('location')]).toEqual([307, `https://127.0.0.1:${port}/join`]);

      third.child.kill('SIGTERM');
      await ended(third.child);
      expect(third.child.exitCode).toBe(0);
      expect(isAlive(database)).toBe(false);
      expect(await securedStatus()).toBe(0);
    },
    3 * PATIENCE_MS,
  );

  it('refuses what it does not know', async () => {
    const child = spawn(process.execPath, [SUPERVISOR, '--emtpy'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk) => (text += String(chunk)));
    started.push(child);
    await ended(child);
    expect(text).toContain('does not know --emtpy');
    expect(child.exitCode).toBe(78);
  });
});
