import type { Writable } from 'node:stream';

const GATHER_MS = 20;

/**
 * Gathers log lines for a moment and writes them at once: under load a write for each line is a tenth of what a request
 * costs. What is gathered goes out before the process ends, whatever it ends of, except a kill that nobody hears.
 */
export class LineBuffer {
  private lines = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly target: Pick<Writable, 'write'>) {
    process.once('exit', () => this.flush());
  }

  write(line: string): void {
    this.lines += line;
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS).unref();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.lines === '') return;
    const lines = this.lines;
    this.lines = '';
    // Standard output is written synchronously on Linux, to files and pipes alike: nothing is left behind at the end.
    this.target.write(lines);
  }
}
