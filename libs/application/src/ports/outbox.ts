import { Injectable } from '@nestjs/common';
import { mailId, type MailId } from '../ids.js';
import type { Mail } from '../mail/mail.js';
import { JobQueue } from './job-queue.js';
import { MailStore } from './mail-store.js';
import { Ids } from './system.js';
import type { Transaction } from './unit-of-work.js';

/** No white space, no control character and nothing that separates addresses or ends one. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]{1,189}$/u;

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
    // The address is not repeated: whatever is wrong with it may be somebody's attempt.
    if (!isMailAddress(mail.to)) throw new Error('mail.address: that is not the address of one mailbox.');
    const id = mailId(this.ids.uuid());
    await this.mails.insert(tx, id, mail);
    await this.jobs.enqueue(tx, { kind: 'send-mail', mail: id });
    return id;
  }
}
