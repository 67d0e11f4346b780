import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What a running PostgreSQL writes into its data folder: its process, port and socket folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
}

const FILE = 'postmaster.pid';
const LINE = { pid: 0, port: 3, socketFolder: 4 } as const;

export function readPostmaster(folder: string): Postmaster | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(path.join(folder, FILE), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[LINE.pid]), Number(lines[LINE.port])];
  const socketFolder = lines[LINE.socketFolder];
  return pid > 0 && port > 0 && socketFolder !== undefined && socketFolder !== ''
    ? { pid, port, socketFolder }
    : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Removes the file of a PostgreSQL that was killed. Its process number may meanwhile be another program's, and then
 * PostgreSQL itself would refuse to start: so the program is looked at, not the number alone.
 */
export function removeStalePostmaster(folder: string): void {
  const file = path.join(folder, FILE);
  let pid: number;
  try {
    pid = Number(readFileSync(file, 'utf8').split('\n')[LINE.pid]);
  } catch {
    return;
  }
  if (!isPostgres(pid)) rmSync(file, { force: true });
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    // Not Linux, or a process we may not look at: leave the decision to PostgreSQL.
    return isAlive(pid);
  }
}
