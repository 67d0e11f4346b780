import { Injectable } from '@nestjs/common';
import { AuditLog } from '../ports/audit-log.js';
import { Credentials, RESET_MINUTES, type Wait } from '../ports/credentials.js';
import { Outbox } from '../ports/outbox.js';
import { Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { resetUrl } from './urls.js';

/** Somebody lost a password. Whoever asks learns nothing, least of all whether there is such an account. */
@Injectable()
export class AskPasswordReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: Credentials,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly installation: Installation,
  ) {}

  async execute(asked: { readonly email: string; readonly address: string }): Promise<Wait | undefined> {
    const wait = await this.credentials.admitStranger(asked.email, asked.address);
    if (wait !== undefined) return wait;
    const issued = await this.credentials.issueReset(asked.email);
    if (issued === undefined) return undefined;
    const { account, token } = issued;
    await this.unitOfWork.run({ actor: account.userId }, async (tx) => {
      await this.audit.append(tx, {
        action: 'password.reset-asked',
        actor: account.userId,
        subject: { kind: 'user', id: account.userId },
      });
      await this.outbox.post(tx, {
        to: account.email,
        language: account.language,
        template: 'password-reset',
        params: { name: account.name, link: resetUrl(this.installation, token), minutes: String(RESET_MINUTES) },
      });
    });
    return undefined;
  }
}
