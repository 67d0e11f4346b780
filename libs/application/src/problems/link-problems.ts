import { Problem } from './problem.js';

/** Expired, revoked or never given: the three must look the same. */
export class LinkUnusable extends Problem {
  readonly code = 'link.unusable';
  constructor() {
    super('link.unusable: this link opens nothing; ask whoever gave it to you for a new one.');
  }
}

/** Printing takes others' time: a link that everybody passes on must not have documents made without end. */
export class LinkSpent extends Problem {
  readonly code = 'link.spent';
  constructor(most: number) {
    super(`link.spent: a link may have ${most} documents made; what is made can still be opened.`, { most });
  }
}
