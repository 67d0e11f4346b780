import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { Credentials, type PasswordFault } from '../ports/credentials.js';
import { NotFound } from '../problems/problems.js';
import { NewPassword } from './new-password.js';

export type ChangeResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'current-wrong' | 'same' | PasswordFault }
  | { readonly ok: false; readonly reason: 'throttled'; readonly retryAfterSeconds: number };

/** By somebody signed in, who shows the password that holds now. Every session ends; the edge opens a new one for this. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly credentials: Credentials,
    private readonly newPassword: NewPassword,
  ) {}

  async execute(
    actor: Actor,
    { current, password }: { readonly current: string; readonly password: string },
  ): Promise<ChangeResult> {
    const account = await this.credentials.card(actor.userId);
    if (account === undefined) throw new NotFound('user');
    const wait = await this.credentials.admit(actor.userId);
    if (wait !== undefined) return { ok: false, reason: 'throttled', ...wait };
    if (!(await this.credentials.verify(actor.userId, current))) return { ok: false, reason: 'current-wrong' };
    const fault = this.credentials.fault(account, password);
    if (fault !== undefined) return { ok: false, reason: fault };
    if (current === password) return { ok: false, reason: 'same' };
    await this.newPassword.set(account, 'password', () => this.credentials.setPassword(actor.userId, password));
    return { ok: true };
  }
}
