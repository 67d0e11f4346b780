import { Problem } from './problem.js';

/** Each release is measured against all that were published before: one of a round at a time. */
export class ReleaseUnderWay extends Problem {
  readonly code = 'release.under-way';
  constructor() {
    super('release.under-way: a release of this round is being made, or has failed and waits to be tried again.');
  }
}

/** Fewer contributors than any number may rest on. */
export class TooFewToRelease extends Problem {
  readonly code = 'release.too-few';
  constructor(least: number) {
    super(`release.too-few: a release needs ${least} agencies of different ministries that share their results.`, {
      least,
    });
  }
}

/** Subtracted from an earlier release, the new one would tell of fewer agencies than any number may rest on. */
export class TooCloseToEarlier extends Problem {
  readonly code = 'release.too-close';
  constructor(least: number) {
    super(
      `release.too-close: since the last release fewer than ${least} agencies were added or changed; wait until there are as many.`,
      { least },
    );
  }
}

/** Nothing to try again: it is ready, or it is being made. */
export class ReleaseNotFailed extends Problem {
  readonly code = 'release.not-failed';
  constructor(state: string) {
    super(
      `release.not-failed: this release is ${state}; only one that failed, or that nobody works on, is tried again.`,
      {
        state,
      },
    );
  }
}
