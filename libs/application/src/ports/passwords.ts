export interface PasswordChoice {
  readonly password: string;
  readonly email: string;
  readonly name: string;
}

/** The one rule for passwords, and their hashes: the account library's, behind a port. */
export abstract class Passwords {
  /** A code such as `user.password-too-short`; undefined when it may be used. */
  abstract fault(choice: PasswordChoice): string | undefined;
  abstract hash(password: string): Promise<string>;
}
