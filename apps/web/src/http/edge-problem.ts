/** Refused before any use case saw it: the request itself is broken or too large. Status and code are stable. */
export class EdgeProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
    this.name = 'EdgeProblem';
  }
}
