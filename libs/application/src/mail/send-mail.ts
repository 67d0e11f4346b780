import { Injectable } from '@nestjs/common';
import type { MailId } from '../ids.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog } from '../ports/audit-log.js';
import { Mailer, MailNotTaken, MailUnanswered, MailWriter, type WrittenMail } from '../ports/mailer.js';
import { MailStore, type ClaimedMail, type MailFailure } from '../ports/mail-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';

/** The queue tries as often; the last time, the mail is given up and the audit log says so. */
export const MAIL_ATTEMPTS = 17;

/**
 * What the worker does for a posted mail. Throws when it is to be tried again.
 *
 * A mail server and a database cannot commit together. Up to the end of the letter a mail is sent *at least* once: whoever
 * dies before has sent nothing, and the next one begins again. Just before the end the row is marked as handed over, and
 * from then on it is sent *at most* once: whoever dies in that moment may have been heard, and a second letter with the
 * same secret link is worse than one that has to be asked for again.
 */
@Injectable()
export class SendMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailStore,
    private readonly writer: MailWriter,
    private readonly mailer: Mailer,
    private readonly audit: AuditLog,
  ) {}

  async execute(command: { readonly mail: MailId }): Promise<void> {
    const claimed = await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.mails.claim(tx, command.mail));
    if (claimed === 'done') return;
    if (claimed === 'busy') throw new Error('mail.busy: another job is at it; this one looks again later.');
    const written = await this.write(claimed);
    try {
      const { to, language, attachment } = claimed.mail;
      const letter = { id: claimed.id, to, language, ...written, ...(attachment !== undefined && { attachment }) };
      await this.mailer.send(letter, () => this.handOver(claimed));
    } catch (error) {
      if (!(error instanceof MailUnanswered)) await this.failed(claimed, failureOf(error));
      if (error instanceof MailNotTaken && error.failure === 'refused') return;
      if (!(error instanceof MailUnanswered)) throw error;
    }
    await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.mails.finish(tx, claimed.id));
  }

  private async handOver(claimed: ClaimedMail): Promise<void> {
    const ours = await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.mails.handOver(tx, claimed));
    if (!ours) throw new Error('mail.taken-over: this mail took so long that another job took it.');
  }

  /** Words that are missing are a fault of ours that time does not heal. */
  private async write(claimed: ClaimedMail): Promise<WrittenMail> {
    try {
      return this.writer.write(claimed.mail);
    } catch (error) {
      await this.failed(claimed, 'not-written');
      throw error;
    }
  }

  private async failed(claimed: ClaimedMail, failure: MailFailure): Promise<void> {
    const { id, attempt, mail } = claimed;
    const last = failure !== 'unreachable' || attempt >= MAIL_ATTEMPTS;
    await this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      if (!last) return this.mails.release(tx, claimed, failure);
      if (!(await this.mails.giveUp(tx, claimed, failure))) return;
      await this.audit.append(tx, {
        action: 'mail.failed',
        actor: SYSTEM,
        subject: { kind: 'mail', id },
        detail: { template: mail.template, failure, attempts: attempt },
      });
    });
  }
}

const failureOf = (error: unknown): MailFailure => (error instanceof MailNotTaken ? error.failure : 'unreachable');
