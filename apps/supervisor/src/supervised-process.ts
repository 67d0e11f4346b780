import { type ChildProcess, fork } from 'node:child_process';
import type { Environment } from '@isonomia/config';
import { DATABASE_READY, EXIT_MISCONFIGURED, PROCESS_READY } from '@isonomia/supervision';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const STOP_TIMEOUT_MS = 20_000;

export interface SupervisedOptions {
  readonly name: string;
  readonly file: string;
  readonly env: Environment;
  /** The process said what it says when it can work. */
  readonly onReady: () => void;
  /** It ended and will not be started again. */
  readonly onGiveUp: () => void;
  readonly say: (text: string) => void;
}

/** A process that is started again when it dies, after a pause that grows with every one that never got ready. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private released = false;
  private hasBeenReady = false;
  private pause = FIRST_PAUSE_MS;

  constructor(private readonly options: SupervisedOptions) {}

  /** Loads the program; it waits for `release` before it touches the database. */
  start(): void {
    this.hasBeenReady = false;
    const child = fork(this.options.file, [], {
      execArgv: ['--enable-source-maps'],
      env: { ...this.options.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    child.on('message', (message) => {
      if (message !== PROCESS_READY) return;
      this.hasBeenReady = true;
      this.options.onReady();
    });
    child.on('error', (error) => this.options.say(`${this.options.name}: ${error.message}`));
    child.on('exit', (code, signal) => this.ended(code, signal));
    if (this.released) this.tell();
  }

  /** The database is there and current. */
  release(): void {
    this.released = true;
    this.tell();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  private tell(): void {
    // A process that died meanwhile has no channel; its successor is told when it starts.
    if (this.child?.connected === true) this.child.send(DATABASE_READY, () => undefined);
  }

  private ended(code: number | null, signal: string | null): void {
    if (this.stopping) return;
    if (code === EXIT_MISCONFIGURED) {
      this.options.onGiveUp();
      return;
    }
    // Who could work did not die of what it was started with.
    this.pause = this.hasBeenReady ? FIRST_PAUSE_MS : Math.min(this.pause * 2, LONGEST_PAUSE_MS);
    this.options.say(
      `The ${this.options.name} process ended (${signal ?? `code ${code}`}); starting it again in ${this.pause} ms.`,
    );
    this.timer = setTimeout(() => this.start(), this.pause);
  }
}
