import cliProgress from 'cli-progress';

export interface ProgressBar {
  update(done: number): void;
  stop(): void;
}

/** Only for people: a log file gets no bar. */
export function progressBar(total: number): ProgressBar {
  if (!process.stderr.isTTY || total === 0) return { update: () => undefined, stop: () => undefined };
  const format = '{bar} {percentage} %  {value} of {total} agencies  {duration_formatted}';
  const bar = new cliProgress.SingleBar(
    { format, stream: process.stderr, clearOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
