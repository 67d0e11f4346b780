import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PublishInstruments } from '@isonomia/application';
import { type Config, readConfig } from '@isonomia/config';
import { ContentLibrary } from '@isonomia/content';
import { createPorts, type RemoteAddress, type SocketAddress, webAddress } from '@isonomia/persistence';
import type { QueryResultRow } from 'pg';
import { asOwner, createTestDatabase, type TestDatabase } from '../database.js';
import { MailServer } from '../mail-server.js';
import { RoundRobin } from './proxy.js';

const PATIENCE_MS = 120_000;
const POLL_MS = 25;
/** sysexits' EX_CONFIG: somebody else took the port first. */
const PORT_TAKEN = 78;

type App = 'web' | 'worker';

/** A process as systemd or a container runs it: by itself, with a data folder of its own like a machine of its own. */
interface Running {
  readonly app: App;
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly url: string;
}

/**
 * Web and worker processes of the built product on one PostgreSQL, which is none of theirs, behind a proxy. What they
 * share is what an operator gives them: `DATABASE_URL`, secrets and a mail server.
 */
export class SeveralProcesses {
  readonly running: Running[] = [];
  private text = '';

  private constructor(
    readonly database: TestDatabase,
    private readonly around: { readonly proxy: RoundRobin; readonly mails: MailServer; readonly lines: Server },
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  get proxy(): RoundRobin {
    return this.around.proxy;
  }

  get mails(): MailServer {
    return this.around.mails;
  }

  static async start(): Promise<SeveralProcesses> {
    const database = await createTestDatabase();
    const { unitOfWork, instruments, audit } = createPorts(database.operator);
    const content = new ContentLibrary({ content: path.resolve('libs', 'content') });
    await new PublishInstruments(unitOfWork, content, instruments, audit).execute();
    const [proxy, mails, lines] = await Promise.all([RoundRobin.open(), MailServer.open(), lineTo(database.address)]);
    const settings = {
      DATABASE_URL: urlOf(database.address, lines),
      WEB_DATABASE_URL: urlOf(webAddress(database.address), lines),
      AUTH_SECRET: randomBytes(36).toString('base64url'),
      AUDIT_SECRET: randomBytes(36).toString('base64url'),
      MAIL_URL: `${mails.url}?tls=optional`,
      MAIL_FROM: 'isonomia@example.org',
      PUBLIC_URL: proxy.url,
      TRUST_PROXY: 'loopback',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      // Tests ask faster than people.
      RATE_LIMITS: 'off',
      DEMO: 'false',
      ISONOMIA_ROOT: path.resolve('.'),
    };
    const several = new SeveralProcesses(database, { proxy, mails, lines }, settings);
    await Promise.all((['web', 'web', 'worker', 'worker'] as const).map((app) => several.add(app)));
    return several;
  }

  get url(): string {
    return this.proxy.url;
  }

  get config(): Config {
    return readConfig({ ...this.settings, DATA_DIR: path.join(tmpdir(), 'isonomia-nobody') });
  }

  get address(): Promise<RemoteAddress> {
    return Promise.resolve({ url: this.settings['DATABASE_URL'] ?? '' });
  }

  of(app: App): readonly Running[] {
    return this.running.filter((one) => one.app === app);
  }

  /** One more, ready to work. */
  async add(app: App): Promise<void> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia-machine-'));
    for (;;) {
      const port = await freePort();
      const child = this.spawn(app, { DATA_DIR: dataDir, PORT: String(port) });
      const one = { app, child, dataDir, url: `http://127.0.0.1:${port}` };
      if (!(await this.isReady(one))) continue;
      this.running.push(one);
      if (app === 'web') this.proxy.add(port);
      return;
    }
  }

  /** Without a word to it or to the proxy. */
  kill(one: Running): void {
    one.child.kill('SIGKILL');
    this.running.splice(this.running.indexOf(one), 1);
  }

  /** As the owner of the tables. */
  rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return asOwner(this.database.address, async (client) => (await client.query<Row>(sql, [...values])).rows);
  }

  async until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`Waited in vain: ${what}. They said: ${this.text.slice(-3000)}`);
      await pause(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map(({ child }) => ended(child, 'SIGTERM')));
    await this.proxy.close();
    await this.mails.close();
    await new Promise((resolve) => this.around.lines.close(resolve));
    await this.database.close();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private readonly folders = new Set<string>();

  private spawn(app: App, own: Readonly<Record<string, string>>): ChildProcess {
    this.folders.add(own['DATA_DIR'] ?? '');
    // Nothing of the shell: a test that kills must never reach the database of a real installation.
    const shell = { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`, HOME: tmpdir(), LANG: 'C.UTF-8' };
    const cache = process.env['NODE_COMPILE_CACHE'];
    const env = { ...shell, ...this.settings, ...own, ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) };
    const child = spawn(process.execPath, [path.resolve('dist', 'apps', app, 'apps', app, 'src', 'main.js')], { env });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.text += String(chunk)));
    return child;
  }

  /** False when its port was taken meanwhile. */
  private async isReady({ app, child, url }: Running): Promise<boolean> {
    let said = '';
    child.stdout?.on('data', (chunk) => (said += String(chunk)));
    const works = async (): Promise<boolean> =>
      app === 'worker'
        ? said.includes('takes jobs')
        : ((await fetch(`${url}/health/ready`).catch(() => undefined))?.ok ?? false);
    await this.until(async () => child.exitCode !== null || (await works()), `a ${app} process at work`);
    if (child.exitCode !== null && child.exitCode !== PORT_TAKEN)
      throw new Error(`A ${app} process ended with ${child.exitCode}: ${this.text.slice(-3000)}`);
    return child.exitCode === null;
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** PostgreSQL of the tests listens on a socket alone; an address with host and port is what operators have. */
async function lineTo({ host, port }: SocketAddress): Promise<Server> {
  const server = createServer((client) => {
    const database = connect(path.join(host, `.s.PGSQL.${port}`));
    client.pipe(database).pipe(client);
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const urlOf = ({ user, password, database }: SocketAddress, line: Server): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${(line.address() as AddressInfo).port}/${database}`;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
