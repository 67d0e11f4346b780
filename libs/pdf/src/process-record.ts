import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A browser that one of our processes started: both by number and by start time, since numbers are used again. */
interface ProcessRecord {
  readonly browser: ProcessMark;
  readonly owner: ProcessMark;
  /** Its profile, which goes with it. */
  readonly profile: string;
}
interface ProcessMark {
  readonly pid: number;
  /** Clock ticks since the machine started, as the kernel has it; '' where the kernel does not tell. */
  readonly started: string;
}

const STAT_FIELDS_AFTER_NAME = 19;

async function markOf(pid: number): Promise<ProcessMark> {
  return { pid, started: (await startTime(pid)) ?? '' };
}

/** Undefined when there is no such process, or no /proc. */
async function startTime(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: count from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[STAT_FIELDS_AFTER_NAME];
  } catch {
    return undefined;
  }
}

async function isAlive(mark: ProcessMark): Promise<boolean> {
  return mark.started !== '' && (await startTime(mark.pid)) === mark.started;
}

/** Notes of the browsers we started, so that a process that was killed leaves none running for good. */
export class ProcessRecords {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(pid: number, profile: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const record: ProcessRecord = { browser: await markOf(pid), owner: await markOf(process.pid), profile };
    await writeFile(this.#file(pid), JSON.stringify(record), { mode: 0o600 });
  }

  async remove(pid: number): Promise<void> {
    await rm(this.#file(pid), { force: true });
  }

  /** Ends browsers whose owner is gone, and removes what they left. Those of living owners stay. */
  async sweep(): Promise<number> {
    let ended = 0;
    for (const name of await this.#names()) {
      const record = await this.#read(name);
      if (record === undefined || (await isAlive(record.owner))) continue;
      if (await isAlive(record.browser)) {
        killGroup(record.browser.pid);
        await groupGone(record.browser.pid);
        ended += 1;
      }
      await rm(record.profile, { recursive: true, force: true, maxRetries: 3 });
      await rm(join(this.#folder, name), { force: true });
    }
    return ended;
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => /^\d+\.json$/.test(name));
    } catch {
      return [];
    }
  }

  async #read(name: string): Promise<ProcessRecord | undefined> {
    try {
      return JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as ProcessRecord;
    } catch {
      return undefined;
    }
  }

  #file(pid: number): string {
    return join(this.#folder, `${pid}.json`);
  }
}

const POLL_MS = 20;
const POLLS = 150;

/** Waits until nobody of a killed group is left: what is still dying may still write into its profile. */
export async function groupGone(pid: number): Promise<void> {
  for (let poll = 0; poll < POLLS; poll += 1) {
    try {
      process.kill(-pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The browser and everything it started: its processes are one group, led by it. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
