import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MailServer } from '../test/support/mail-server.js';

const READY_MS = 120_000;
const POLL_MS = 100;

/** The product as `npm start -- --empty` runs it, on a data folder and a port of its own; gone when closed. */
export class Installation {
  private said = '';

  private constructor(
    private readonly root: string,
    private readonly child: ChildProcess,
    private readonly env: Readonly<Record<string, string>>,
    readonly mails: MailServer,
  ) {}

  static async start(root: string): Promise<Installation> {
    const mails = await MailServer.open();
    const port = await freePort();
    const folders = [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
    // No setting of the shell: a rehearsal must not reach the database of a real installation.
    const env = {
      PATH: folders.join(path.delimiter),
      HOME: homedir(),
      LANG: 'C.UTF-8',
      DATA_DIR: mkdtempSync(path.join(tmpdir(), 'isonomia-rehearsal-')),
      HOST: '127.0.0.1',
      PORT: String(port),
      MAIL_URL: mails.url,
      MAIL_FROM: 'Isonomia <isonomia@rehearsal.example>',
      LOG_LEVEL: 'warn',
    };
    const file = main(root, 'supervisor');
    const child = spawn(process.execPath, [file, '--empty'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = new Installation(root, child, env, mails);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        started.said = `${started.said}${String(chunk)}`.slice(-20_000);
      });
    await started.ready();
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${this.env['PORT'] ?? ''}`;
  }

  /** What the processes said last: looked at when something went wrong. */
  get log(): string {
    return this.said;
  }

  /** The first person of an installation is made at the command line; everybody else is invited. */
  async administrator(): Promise<{ readonly email: string; readonly password: string }> {
    const [email, password] = ['first@rehearsal.example', `${randomBytes(12).toString('base64url')} as spoken`];
    const who = ['--email', email, '--name', 'Ada Firstly', '--role', 'administrator', '--password-stdin'];
    await this.command(['user', 'create', ...who], password);
    return { email, password };
  }

  private command(args: readonly string[], input: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [main(this.root, 'cli'), ...args], { cwd: this.root, env: this.env });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
      child.once('error', reject);
      child.once('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`isonomia ${args.join(' ')} ended with ${code ?? 'a signal'}: ${text}`));
      });
      child.stdin.end(`${input}\n`);
    });
  }

  private async ready(): Promise<void> {
    const end = Date.now() + READY_MS;
    while (!(await this.isReady())) {
      if (this.child.exitCode !== null || Date.now() > end) throw new Error(`Not ready. It said: ${this.said}`);
      await pause(POLL_MS);
    }
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`)).ok;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await gone;
    }
    await this.mails.close();
    rmSync(this.env['DATA_DIR'] ?? '', { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const main = (root: string, app: string): string => path.join(root, 'dist', 'apps', app, 'apps', app, 'src', 'main.js');

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('The system gave no port.'));
      });
    });
  });
}
