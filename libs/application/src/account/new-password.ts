import { Injectable } from '@nestjs/common';
import { AuditLog } from '../ports/audit-log.js';
import type { AccountCard } from '../ports/credentials.js';
import { Outbox } from '../ports/outbox.js';
import { Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { forgottenUrl } from './urls.js';

/**
 * A new password, and what tells of it. Accounts are kept on connections of their own, so `change` comes last: if it
 * fails, neither row nor mail remains; if the row cannot be written, it is never tried.
 */
@Injectable()
export class NewPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly installation: Installation,
  ) {}

  async set(account: AccountCard, by: 'password' | 'link', change: () => Promise<void>): Promise<void> {
    await this.unitOfWork.run({ actor: account.userId }, async (tx) => {
      await this.audit.append(tx, {
        action: 'password.changed',
        actor: account.userId,
        subject: { kind: 'user', id: account.userId },
        detail: { by },
      });
      await this.outbox.post(tx, {
        to: account.email,
        language: account.language,
        template: 'password-changed',
        params: { name: account.name, link: forgottenUrl(this.installation) },
      });
      await change();
    });
  }
}
