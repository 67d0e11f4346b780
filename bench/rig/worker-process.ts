import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The worker as the build made it; ends with the benchmark. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static start(options: {
    readonly file: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly folder: string;
    readonly log: string;
  }): WorkerProcess {
    const log = openSync(options.log, 'a', 0o600);
    // No setting of the shell, as for the web process.
    const folders = [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
    const shell = { PATH: folders.join(path.delimiter), HOME: homedir(), LANG: 'C.UTF-8' };
    const child = spawn(process.execPath, [options.file], {
      cwd: options.folder,
      env: { ...shell, ...options.settings },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    return new WorkerProcess(child);
  }

  /** By itself: nothing more comes of what waits for it. */
  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }
}
