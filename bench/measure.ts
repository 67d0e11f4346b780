/** Operations a second of `work`, called until `seconds` have passed after a warm-up; the median of five rounds. */
export function rate(work: () => void, seconds = 1): number {
  const rounds: number[] = [];
  for (let round = -1; round < 5; round += 1) {
    const started = performance.now();
    let calls = 0;
    do {
      work();
      calls += 1;
    } while (performance.now() - started < (seconds * 1000) / 5);
    // The first round warms the compiler up.
    if (round >= 0) rounds.push((calls * 1000) / (performance.now() - started));
  }
  return median(rounds);
}

export async function rateOfAsync(work: () => Promise<unknown>, seconds = 1): Promise<number> {
  const rounds: number[] = [];
  for (let round = -1; round < 5; round += 1) {
    const started = performance.now();
    let calls = 0;
    do {
      await work();
      calls += 1;
    } while (performance.now() - started < (seconds * 1000) / 5);
    if (round >= 0) rounds.push((calls * 1000) / (performance.now() - started));
  }
  return median(rounds);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One row: what, its figure, what it is held against, and the ratio that counts on a noisy machine. */
export function row(what: string, figure: string, ratio = '', aim = ''): void {
  print(`  ${what.padEnd(52)} ${figure.padStart(14)}  ${ratio.padStart(10)}  ${aim}`);
}
