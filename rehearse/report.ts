/** What was checked, with how long each part took; printed as it happens. */
export class Rehearsal {
  private readonly begun = performance.now();
  private partBegun = performance.now();
  private passed = 0;
  private readonly failures: string[] = [];

  constructor(private readonly say: (line: string) => void) {}

  part(name: string): void {
    this.partBegun = performance.now();
    this.say(`\n${name}`);
  }

  /** A sentence that must hold; what does not is told at once and again at the end. */
  check(sentence: string, holds: boolean, otherwise = ''): void {
    const seconds = ((performance.now() - this.partBegun) / 1_000).toFixed(1).padStart(6);
    if (holds) {
      this.passed += 1;
      this.say(`${seconds} s  ok    ${sentence}`);
      return;
    }
    const told = otherwise === '' ? sentence : `${sentence} — ${otherwise}`;
    this.failures.push(told);
    this.say(`${seconds} s  FAILS ${told}`);
  }

  note(line: string): void {
    this.say(`          ${line}`);
  }

  get seconds(): number {
    return (performance.now() - this.begun) / 1_000;
  }

  get hasFailed(): boolean {
    return this.failures.length > 0;
  }

  get summary(): readonly string[] {
    return [
      `${this.passed} checks hold, ${this.failures.length} fail, after ${this.seconds.toFixed(0)} s.`,
      ...this.failures.map((failure) => `FAILS ${failure}`),
    ];
  }
}
