import { readdirSync, readFileSync } from 'node:fs';

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);

/** Empty for a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const processes = (): readonly number[] =>
  readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

/** Everything that this process started, and what that started. */
export function descendantsOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const pid of processes()) {
    const stat = read(`/proc/${pid}/stat`);
    // The name in parentheses may hold spaces: count from behind it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  for (const waiting = [...(children.get(root) ?? [])]; waiting.length > 0;) {
    const pid = waiting.shift() ?? 0;
    found.push(pid);
    waiting.push(...(children.get(pid) ?? []));
  }
  return found;
}

/** Megabytes: pages that several processes share are counted once among them, so that browsers can be added up. */
export function megabytesOf(pids: readonly number[]): number {
  const sizes = pids.map((pid) => kilobytes(read(`/proc/${pid}/smaps_rollup`), 'Pss')).filter(Number.isFinite);
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Processes whose command line names this folder, whoever their parent has become. */
export const processesNaming = (folder: string): readonly number[] =>
  processes().filter((pid) => pid !== process.pid && read(`/proc/${pid}/cmdline`).includes(folder));
