import { Injectable } from '@nestjs/common';
import { Credentials, type PasswordFault } from '../ports/credentials.js';
import { NewPassword } from './new-password.js';

export type ResetResult = { readonly ok: true } | { readonly ok: false; readonly reason: 'link-over' | PasswordFault };

class LinkOver extends Error {}

/** A new password by a link that was mailed. It works once; a password that is refused does not use it up. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly credentials: Credentials,
    private readonly newPassword: NewPassword,
  ) {}

  async isOpen(token: string): Promise<boolean> {
    return (await this.credentials.findReset(token)) !== undefined;
  }

  async execute({ token, password }: { readonly token: string; readonly password: string }): Promise<ResetResult> {
    const account = await this.credentials.findReset(token);
    if (account === undefined) return { ok: false, reason: 'link-over' };
    const fault = this.credentials.fault(account, password);
    if (fault !== undefined) return { ok: false, reason: fault };
    try {
      await this.newPassword.set(account, 'link', async () => {
        if (!(await this.credentials.useReset(token, password))) throw new LinkOver();
      });
      return { ok: true };
    } catch (error) {
      // Two people, or one with two windows: the first one's password stands.
      if (error instanceof LinkOver) return { ok: false, reason: 'link-over' };
      throw error;
    }
  }
}
