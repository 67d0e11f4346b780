/** Refused before any use case saw it: the request itself is broken or too large. Status and code are stable. */
export class EdgeProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What the answer carries beside code and words. */
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${message}`);
    this.name = 'EdgeProblem';
  }
}
