import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { SocketAddress } from '../database-address.js';
import {
  commandFor,
  findLaunch,
  findPrograms,
  giveTo,
  type Launch,
  letThrough,
  type PostgresPrograms,
} from './postgres-programs.js';
import { isAlive, type Postmaster, readPostmaster, removeStalePostmaster } from './postmaster-file.js';

export interface EmbeddedOptions {
  /** The installation's data folder; PostgreSQL's own lies in `postgres` below it. */
  readonly dataDir: string;
  readonly password: string;
  /** Beyond our own, e.g. `fsync=off` for a database that lives as long as a test run. */
  readonly settings?: readonly string[];
  readonly warn?: (text: string) => void;
}

export interface EmbeddedPostgres {
  readonly address: SocketAddress;
  readonly pid: number;
  /** False when one was already running, left by a killed supervisor or held by another command. */
  readonly startedHere: boolean;
}

const VERSION = '18';
const USER = 'isonomia';
const DATABASE = 'isonomia';
const PORT = 5432;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 25;
/** The kernel's limit for a socket's path is 107 bytes. */
const MAXIMUM_SOCKET_FOLDER = 85;
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'max_connections=80',
  'timezone=UTC',
  'log_min_messages=warning',
  'jit=off',
  'random_page_cost=1.1',
];

const folderOf = (options: EmbeddedOptions): string => path.join(options.dataDir, 'postgres');
const logOf = (options: EmbeddedOptions): string => path.join(options.dataDir, 'postgres.log');

/** The embedded PostgreSQL if it runs and answers. */
export async function findEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres | undefined> {
  const postmaster = readPostmaster(folderOf(options));
  if (postmaster === undefined || !isAlive(postmaster.pid)) return undefined;
  const found = { address: addressOf(options, postmaster), pid: postmaster.pid, startedHere: false };
  return (await answers(found.address)) ? found : undefined;
}

/** Finds the embedded PostgreSQL or starts it, with an empty database on the very first time. */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const running = await findEmbeddedPostgres(options);
  if (running !== undefined) return running;
  const launch = findLaunch(options.warn ?? (() => undefined));
  const programs = findPrograms();
  initialise(options, programs, launch);
  removeStalePostmaster(folderOf(options));
  const child = startServer(options, programs, launch);
  return waitForAnswer(options, child);
}

/** Stops it in order, ending open connections; waits until it is gone. */
export async function stopEmbeddedPostgres(pid: number): Promise<void> {
  const end = Date.now() + STOP_TIMEOUT_MS;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  while (isAlive(pid) && Date.now() < end) await pause(POLL_MS);
}

/** Stops it only when nobody else is connected: a command must not pull the database away from a server. */
export async function releaseEmbeddedPostgres(embedded: EmbeddedPostgres): Promise<void> {
  if (embedded.startedHere && !(await isShared(embedded.address))) await stopEmbeddedPostgres(embedded.pid);
}

function initialise(options: EmbeddedOptions, programs: PostgresPrograms, launch: Launch): void {
  const folder = folderOf(options);
  const version = path.join(folder, 'PG_VERSION');
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim();
    if (found === VERSION) return;
    throw new Error(
      `${folder} belongs to PostgreSQL ${found}; this is ${VERSION}. Dump it with ${found} and load it again.`,
    );
  }
  // Made aside and renamed, so that an interrupted start leaves no half-made database behind.
  const fresh = `${folder}.${process.pid}.new`;
  const passwordFile = `${fresh}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  letThrough(launch, options.dataDir);
  giveTo(launch, fresh);
  giveTo(launch, passwordFile);
  const args = ['-D', fresh, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const [command, all] = commandFor(launch, programs.initdb, [...args, ...locale]);
  const result = spawnSync(command, all, { encoding: 'utf8', ...identity(launch) });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its folder: ${result.error?.message ?? result.stderr.trim()}`);
  }
  if (existsSync(version)) rmSync(fresh, { recursive: true, force: true });
  else renameSync(fresh, folder);
}

const identity = (launch: Launch): { uid?: number; gid?: number } =>
  launch.uid === undefined || launch.gid === undefined ? {} : { uid: launch.uid, gid: launch.gid };

function socketFolder(options: EmbeddedOptions): string {
  const own = path.join(options.dataDir, 'run');
  if (Buffer.byteLength(own) <= MAXIMUM_SOCKET_FOLDER && !/[,"]/.test(own)) return own;
  const key = createHash('sha256').update(options.dataDir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `isonomia-${process.getuid?.() ?? 0}-${key}`);
}

function startServer(options: EmbeddedOptions, programs: PostgresPrograms, launch: Launch): ChildProcess {
  const sockets = socketFolder(options);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  giveTo(launch, sockets);
  const settings = [...SETTINGS, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);
  const args = ['-D', folderOf(options), '-k', sockets, '-p', String(PORT), ...settings];
  const [command, all] = commandFor(launch, programs.postgres, args);
  const log = openSync(logOf(options), 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal must reach the supervisor first, which stops the applications before it.
  const child = spawn(command, all, { detached: true, stdio: ['ignore', log, log], ...identity(launch) });
  closeSync(log);
  child.unref();
  return child;
}

async function waitForAnswer(options: EmbeddedOptions, child: ChildProcess): Promise<EmbeddedPostgres> {
  const end = Date.now() + START_TIMEOUT_MS;
  const gone = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  child.once('error', () => undefined);
  while (Date.now() < end) {
    const found = await findEmbeddedPostgres(options);
    // When ours lost a race, the winner's answers; otherwise its pid is our child's.
    if (found !== undefined) return { ...found, startedHere: found.pid === child.pid };
    if (gone() && readPostmaster(folderOf(options)) === undefined) break;
    await pause(POLL_MS);
  }
  const log = readFileSync(logOf(options), 'utf8').trimEnd().split('\n').slice(-5).join('\n');
  throw new Error(`The embedded PostgreSQL did not start. The end of ${logOf(options)}:\n${log}`);
}

function addressOf(options: EmbeddedOptions, postmaster: Postmaster): SocketAddress {
  return {
    host: postmaster.socketFolder,
    port: postmaster.port,
    user: USER,
    password: options.password,
    database: DATABASE,
  };
}

const UNKNOWN_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

async function answers(address: SocketAddress): Promise<boolean> {
  const client = new pg.Client(address);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if (codeOf(error) === UNKNOWN_DATABASE) return await createDatabase(address);
    // A wrong password will not become right by waiting.
    if (codeOf(error) === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(address: SocketAddress): Promise<boolean> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${DATABASE}`);
    return true;
  } catch (error) {
    return codeOf(error) === DUPLICATE_DATABASE;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isShared(address: SocketAddress): Promise<boolean> {
  const client = new pg.Client(address);
  try {
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    return (rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}
