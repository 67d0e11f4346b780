import { Passwords, type PasswordChoice } from '@isonomia/application';
import { hashPassword } from './argon2id.js';
import { passwordFault } from './password-rules.js';

/** The port of `application` on the account library's rule and hash. */
export class AccountPasswords extends Passwords {
  fault(choice: PasswordChoice): string | undefined {
    return passwordFault(choice);
  }

  hash(password: string): Promise<string> {
    return hashPassword(password);
  }
}
