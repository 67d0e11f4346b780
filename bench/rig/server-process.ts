import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
/** Of the kernel's clock that /proc counts processor time in; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export interface ServerOptions {
  readonly file: string;
  /** On the command line, for a server that reads no settings. */
  readonly arguments?: (port: number) => readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly log: string;
  readonly pollMs?: number;
  readonly timeoutMs?: number;
}

/** A server in a process of its own that answers /health/ready; ends with the benchmark. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** From the start of the process to its first "ready". */
    readonly readyAfterMs: number,
  ) {}

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const port = await freePort();
    const log = openSync(options.log, 'a', 0o600);
    const begun = performance.now();
    const child = spawn(process.execPath, [options.file, ...(options.arguments?.(port) ?? [])], {
      cwd: options.folder,
      env: { ...cleanEnvironment(), ...options.settings, HOST: '127.0.0.1', PORT: String(port) },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const url = `http://127.0.0.1:${port}`;
    const end = Date.now() + (options.timeoutMs ?? READY_TIMEOUT_MS);
    while (!(await isReady(url))) {
      if (child.exitCode !== null || Date.now() > end) {
        child.kill('SIGKILL');
        throw new Error(`${options.file} did not get ready. Its last words:\n${lastLines(options.log)}`);
      }
      await pause(options.pollMs ?? 50);
    }
    return new ServerProcess(child, url, performance.now() - begun);
  }

  /** Seconds of processor time so far. */
  processorSeconds(): number {
    const stat = readFileSync(`/proc/${this.child.pid ?? 0}/stat`, 'utf8');
    // The name in parentheses may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Megabytes that the process holds now. */
  residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.child.pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(force);
  }
}

/** No setting of the shell: the DATABASE_URL of a real installation must not reach a benchmark that writes. */
function cleanEnvironment(): Record<string, string> {
  const folders = [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
  return { PATH: folders.join(path.delimiter), HOME: homedir(), LANG: 'C.UTF-8' };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(NO_PORT)));
    });
  });
}
const NO_PORT = new Error('The system gave no port.');

const lastLines = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
