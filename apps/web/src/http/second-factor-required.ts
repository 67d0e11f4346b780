import type { Owed } from '@isonomia/application';

/** Signed in, but not far enough. Programs get a 403, people the page that settles it and then the page they wanted. */
export class SecondFactorRequired extends Error {
  readonly code = 'second-factor.required';
  constructor(readonly owes: Owed) {
    super('second-factor.required: prove the second factor first.');
    this.name = 'SecondFactorRequired';
  }
}
