/** One kind of attack: how often it was tried, and where it got through. */
export class Check {
  tried = 0;
  readonly failures: string[] = [];
  readonly counts = new Map<string, number>();

  constructor(
    readonly id: string,
    readonly what: string,
  ) {}

  /** Counts one try; words say what was wrong, nothing that all was well. */
  saw(fault: string | undefined): void {
    this.tried += 1;
    if (fault !== undefined) this.failures.push(fault);
  }

  count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
}

export class Report {
  readonly checks: Check[] = [];

  check(id: string, what: string): Check {
    const check = new Check(id, what);
    this.checks.push(check);
    return check;
  }

  /** An attack that never took place shows nothing: it fails too. */
  get hasFailed(): boolean {
    return this.checks.length === 0 || this.checks.some(({ tried, failures }) => tried === 0 || failures.length > 0);
  }

  lines(shown = 20): readonly string[] {
    const faults = this.checks.flatMap(({ id, failures }) => [
      ...failures.slice(0, shown).map((failure) => `  ${id}: ${failure}`),
      ...(failures.length > shown ? [`  ${id}: and ${failures.length - shown} more`] : []),
    ]);
    const rows = this.checks.map(({ id, what, tried, failures, counts }) => {
      const more = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
      const verdict = tried === 0 ? 'NOT TRIED' : failures.length === 0 ? 'held' : `${failures.length} FAILED`;
      return [id, verdict, String(tried), more === '' ? what : `${what} (${more})`] as const;
    });
    const width = (column: 0 | 1 | 2): number => Math.max(...rows.map((row) => row[column].length), 0);
    const table = rows.map(
      ([id, verdict, tried, what]) =>
        `${id.padEnd(width(0))}  ${verdict.padEnd(width(1))}  ${tried.padStart(width(2))}  ${what}`,
    );
    return [...(faults.length > 0 ? ['', 'What got through:', ...faults] : []), '', ...table];
  }
}
