import { Injectable } from '@nestjs/common';
import { mailId, type MailId } from '../ids.js';
import type { Mail } from '../mail/mail.js';
import { JobQueue } from './job-queue.js';
import { MailStore } from './mail-store.js';
import { Ids } from './system.js';
import type { Transaction } from './unit-of-work.js';

/** No white space, no control character and nothing that separates addresses or ends one. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]{1,189}$/u;

/** Letters of one statement: some hundred kilobytes. */
const AT_ONCE = 500;

export const isMailAddress = (text: string): boolean => ADDRESS.test(text);

/**
 * Posts a mail as part of a transaction: what was done and the mail that tells of it stand or fall together, and whether
 * a mail server answers is the worker's concern alone.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly mails: MailStore,
    private readonly jobs: JobQueue,
    private readonly ids: Ids,
  ) {}

  async post(tx: Transaction, mail: Mail): Promise<MailId> {
    const posted = { id: this.newId(mail), mail };
    await this.mails.insert(tx, [posted]);
    await this.jobs.enqueue(tx, { kind: 'send-mail', mail: posted.id });
    return posted.id;
  }

  /** A letter to each of thousands, in a few statements. */
  async postAll(tx: Transaction, mails: readonly Mail[]): Promise<void> {
    const posted = mails.map((mail) => ({ id: this.newId(mail), mail }));
    for (let from = 0; from < posted.length; from += AT_ONCE) {
      const some = posted.slice(from, from + AT_ONCE);
      await this.mails.insert(tx, some);
      await this.jobs.enqueueAll(
        tx,
        some.map(({ id }) => ({ kind: 'send-mail', mail: id })),
      );
    }
  }

  private newId(mail: Mail): MailId {
    // The address is not repeated: whatever is wrong with it may be somebody's attempt.
    if (!isMailAddress(mail.to)) throw new Error('mail.address: that is not the address of one mailbox.');
    return mailId(this.ids.uuid());
  }
}
