import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WAIT_MS = 8_000;
const POLL_MS = 100;

/** One supervisor a data folder. One that was killed, or is just ending, is waited for and then replaced. */
export class InstanceLock {
  private constructor(private readonly file: string) {}

  static async take(dataDir: string, url: string): Promise<InstanceLock> {
    const file = path.join(dataDir, 'run', 'supervisor.json');
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const end = Date.now() + WAIT_MS;
    for (;;) {
      try {
        writeFileSync(file, JSON.stringify({ pid: process.pid, url }), { flag: 'wx', mode: 0o600 });
        return new InstanceLock(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = read(file);
      if (other === undefined || !isSupervisor(other.pid)) rmSync(file, { force: true });
      else if (Date.now() > end) throw new AlreadyRunning(other.url, other.pid);
      else await pause(POLL_MS);
    }
  }

  release(): void {
    if (read(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }
}

export class AlreadyRunning extends Error {
  constructor(url: string, pid: number) {
    super(
      `Isonomia already runs on this data folder: ${url} (process ${pid}). Stop it first, or set DATA_DIR and PORT.`,
    );
    this.name = 'AlreadyRunning';
  }
}

function read(file: string): { readonly pid: number; readonly url: string } | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; url?: unknown };
    return typeof value.pid === 'number' ? { pid: value.pid, url: String(value.url) } : undefined;
  } catch {
    return undefined;
  }
}

/** The number may meanwhile be another program's. */
function isSupervisor(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('supervisor');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
