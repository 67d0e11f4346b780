import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Config, loadSecrets, readConfig } from '@isonomia/config';
import { clientConfig, type DatabaseAddress, locateDatabase } from '@isonomia/persistence';
import pg from 'pg';

/** The built supervisor, as `npm start` runs it. */
const SUPERVISOR = path.resolve('dist/apps/supervisor/apps/supervisor/src/main.js');
const PATIENCE_MS = 120_000;
const POLL_MS = 25;

interface ProductOptions {
  /** Made and cleared away by the product when left out. */
  readonly dataDir?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * The product as an operator runs it: built, under its supervisor, on a durable PostgreSQL and a data folder of its own.
 * For tests that end processes the hard way.
 */
export class RunningProduct {
  private text = '';

  private constructor(
    readonly config: Config,
    readonly supervisor: ChildProcess,
    private readonly isFolderOurs: boolean,
  ) {
    for (const stream of [supervisor.stdout, supervisor.stderr])
      stream?.on('data', (chunk) => (this.text += String(chunk)));
  }

  static async start({ dataDir, settings = {} }: ProductOptions = {}): Promise<RunningProduct> {
    const env = {
      DATA_DIR: dataDir ?? mkdtempSync(path.join(tmpdir(), 'isonomia-running-')),
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      // Tests ask faster than people.
      RATE_LIMITS: 'off',
      ISONOMIA_ROOT: path.resolve('.'),
      ...settings,
    };
    // Nothing of the shell: a test that kills must never reach the database of a real installation.
    const shell = { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`, HOME: tmpdir(), LANG: 'C.UTF-8' };
    const stdio: ['ignore', 'pipe', 'pipe', 'ipc'] = ['ignore', 'pipe', 'pipe', 'ipc'];
    const child = spawn(process.execPath, [SUPERVISOR, '--empty'], { env: { ...shell, ...env }, stdio });
    const product = new RunningProduct(readConfig({ ...env, DEMO: 'false' }), child, dataDir === undefined);
    await product.ready();
    return product;
  }

  get url(): string {
    return `http://127.0.0.1:${this.config.port}`;
  }

  /** What supervisor, web and worker said so far. */
  get output(): string {
    return this.text;
  }

  get address(): Promise<DatabaseAddress> {
    return locateDatabase({
      dataDir: this.config.dataDir,
      password: loadSecrets(this.config).databasePassword,
    });
  }

  /** Undefined while there is none. */
  get postmaster(): number | undefined {
    const [pid] = read(path.join(this.config.dataDir, 'postgres', 'postmaster.pid')).split('\n');
    return pid === undefined || pid === '' ? undefined : Number(pid);
  }

  killDatabase(signal: NodeJS.Signals): number {
    const { postmaster } = this;
    if (postmaster === undefined) throw new Error('There is no PostgreSQL to end.');
    process.kill(postmaster, signal);
    return postmaster;
  }

  /** The process of that application that runs now; undefined while it is being started again. */
  pidOf(app: 'web' | 'worker'): number | undefined {
    return childrenOf(this.supervisor.pid).find((child) => commandOf(child).includes(path.join('apps', app, 'apps')));
  }

  /** Never 0, which would be the process group of the test. */
  kill(app: 'web' | 'worker', signal: NodeJS.Signals): number {
    const pid = this.pidOf(app);
    if (pid === undefined) throw new Error(`There is no ${app} process to end.`);
    process.kill(pid, signal);
    return pid;
  }

  async ready(): Promise<void> {
    await this.until(() => this.isReady(), 'ready');
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`)).ok;
    } catch {
      return false;
    }
  }

  async until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (this.supervisor.exitCode !== null || Date.now() > end)
        throw new Error(`Waited in vain: ${what}. It said: ${this.text.slice(-3000)}`);
      await pause(POLL_MS);
    }
  }

  /** As the owner of the tables. */
  async rows<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const client = new pg.Client({ ...clientConfig(await this.address), application_name: 'a look from outside' });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** As an operator stops it. Answers what the supervisor ended with. */
  async stop(): Promise<number | null> {
    const { supervisor } = this;
    if (supervisor.exitCode === null && supervisor.signalCode === null) {
      const gone = new Promise((resolve) => supervisor.once('exit', resolve));
      supervisor.kill('SIGTERM');
      await gone;
    }
    if (this.isFolderOurs) rmSync(this.config.dataDir, { recursive: true, force: true, maxRetries: 5 });
    return supervisor.exitCode;
  }
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`);

const childrenOf = (parent: number | undefined): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    // Behind the name in parentheses, which may hold spaces, come the state and the parent.
    .filter((name) => read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1] === String(parent))
    .map(Number);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
