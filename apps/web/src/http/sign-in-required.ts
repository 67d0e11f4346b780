/** Nobody is signed in. Programs get a 401, people the sign-in page and then the page they wanted. */
export class SignInRequired extends Error {
  readonly code = 'sign-in-required';
  constructor() {
    super('sign-in-required: sign in first.');
    this.name = 'SignInRequired';
  }
}
