import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  FileCleaner,
  FileRefused,
  FileTooLarge,
  type ByteStream,
  type CleanedFile,
  type Trace,
} from '@isonomia/application';
import type { ChildReport } from './clean-child.js';

const MEBI = 1024 * 1024;
/** Beside this file: built JavaScript, or TypeScript that Node strips of its types when run from source. */
const CHILD = path.join(import.meta.dirname, `clean-child${path.extname(import.meta.filename)}`);
const FLAGS = [
  '--max-old-space-size=512',
  // No writing, no further process: what takes over this process finds nothing to do with it.
  '--permission',
  '--allow-fs-read=*',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
];
const LIMITS = { milliseconds: 60_000, resident: 768 * MEBI, atOnce: 2 };
const LOOK_MS = 25;
const PAGE = 4096;

const REASONS = {
  broken: 'the file cannot be read, so nobody could say what it tells about its author',
  encrypted: 'the file is protected by a password',
  signed: 'the file is signed, and would no longer be with its author taken out',
  'too-heavy': 'the file takes more memory or time than there is',
} as const;

/** Each upload in a process of its own; this one never has the whole of it in memory. */
export class ChildCleaner extends FileCleaner {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  clean(mediaType: string, bytes: ByteStream, limit: number): CleanedFile {
    if (mediaType.startsWith('text/')) return { bytes, removed: () => [] };
    let removed: readonly Trace[] = [];
    const done = (report: readonly Trace[]): void => {
      removed = report;
    };
    return { bytes: this.through(mediaType, bounded(bytes, limit), done), removed: () => removed };
  }

  private async *through(
    mediaType: string,
    bytes: ByteStream,
    done: (removed: readonly Trace[]) => void,
  ): AsyncGenerator<Uint8Array> {
    await this.turn();
    const watched = start(mediaType);
    try {
      const fed = feed(watched.child, bytes);
      // Nobody waits for it while the child still writes; it is awaited below.
      fed.catch(() => watched.child.kill('SIGKILL'));
      for await (const chunk of watched.child.stdout ?? []) yield chunk as Uint8Array;
      await fed;
      const report = await watched.report;
      if ('fault' in report) throw new FileRefused(REASONS[report.fault], report.fault);
      done(report.removed);
    } finally {
      watched.stop();
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  /** Each may take as much memory as the limit allows; more at once would only wait for a processor. */
  private async turn(): Promise<void> {
    while (this.running >= LIMITS.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
  }
}

async function* bounded(bytes: ByteStream, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > limit) throw new FileTooLarge(limit);
    yield piece;
  }
}

interface Watched {
  readonly child: ChildProcess;
  readonly report: Promise<ChildReport>;
  readonly stop: () => void;
}

function start(mediaType: string): Watched {
  const child = spawn(process.execPath, [...FLAGS, CHILD, mediaType], {
    // Neither the settings nor the secrets of this process.
    env: {},
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  const deadline = setTimeout(kill, LIMITS.milliseconds);
  // What lies outside the heap, as unpacked streams do, no flag bounds.
  const look = setInterval(() => void tooLarge(child.pid).then((large) => large && kill()), LOOK_MS);
  const stop = (): void => {
    clearTimeout(deadline);
    clearInterval(look);
    kill();
  };
  const report = reportOf(child);
  // Whoever stops reading before its end does not ask for it.
  report.catch(() => undefined);
  return { child, report, stop };
}

async function tooLarge(pid: number | undefined): Promise<boolean> {
  try {
    const pages = (await readFile(`/proc/${String(pid)}/statm`, 'utf8')).split(' ')[1];
    return Number(pages) * PAGE > LIMITS.resident;
  } catch {
    return false;
  }
}

/** Ended in the middle: by one of the limits. */
async function reportOf(child: ChildProcess): Promise<ChildReport> {
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdio[3] as Readable) chunks.push(chunk as Buffer);
  if ((await ended) !== 0) return { fault: 'too-heavy' };
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as ChildReport;
}

/** What the source throws is thrown on; a child that was killed, or has seen enough, reads no further. */
async function feed(child: ChildProcess, bytes: ByteStream): Promise<void> {
  let thrown: Error | undefined;
  async function* noted(): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      thrown = error instanceof Error ? error : new Error(String(error));
      throw thrown;
    }
  }
  try {
    await pipeline(Readable.from(noted()), child.stdin as Writable);
  } catch {
    if (thrown !== undefined) throw thrown;
  }
}
