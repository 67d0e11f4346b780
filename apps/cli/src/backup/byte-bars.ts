import cliProgress from 'cli-progress';
import type { Progress } from './dump-folder.js';

/** One bar after the other, for people alone: a log file gets none. */
export function byteBars(): { readonly next: (step: string, bytes: number) => Progress; readonly stop: () => void } {
  let bar: cliProgress.SingleBar | undefined;
  const stop = (): void => bar?.stop();
  const next = (step: string, bytes: number): Progress => {
    stop();
    if (!process.stderr.isTTY) return () => undefined;
    const format = `${step.padEnd(10)} {bar} {percentage} %  {duration_formatted}`;
    const options = { format, stream: process.stderr, clearOnComplete: true };
    const begun = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
    bar = begun;
    begun.start(Math.max(bytes, 1), 0);
    let done = 0;
    // What a table takes on disk is a guess at how long its rows are.
    return (more) => begun.update((done = Math.min(done + more, Math.max(bytes, 1))));
  };
  return { next, stop };
}
