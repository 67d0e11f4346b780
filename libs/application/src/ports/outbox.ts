import { Injectable } from '@nestjs/common';
import { mailId, type MailId } from '../ids.js';
import { JobQueue } from './job-queue.js';
import { MailStore } from './mail-store.js';
import { Ids } from './system.js';
import type { Transaction } from './unit-of-work.js';

/** What each mail is filled in with; every value is a text that is shown as it stands. */
export interface MailParams {
  /** `place` is the agency, the region or the installation that the role holds in; `days` until the link ends. */
  readonly invitation: {
    readonly inviter: string;
    readonly role: string;
    readonly place: string;
    readonly link: string;
    readonly days: string;
  };
  readonly 'password-reset': { readonly name: string; readonly link: string; readonly minutes: string };
  readonly 'password-changed': { readonly name: string; readonly link: string };
  /** `factor` in words: "an authenticator app", "a passkey". */
  readonly 'new-sign-in-factor': { readonly name: string; readonly factor: string };
  readonly 'sign-in-factor-removed': { readonly name: string; readonly factor: string };
  readonly 'access-token-created': { readonly name: string; readonly token: string; readonly link: string };
}
export type MailTemplate = keyof MailParams;

/** One mail to one mailbox. `to` is a bare address; names never reach a header. */
export type Mail = {
  readonly [Template in MailTemplate]: {
    readonly to: string;
    /** Of the person who reads it, e.g. `en`. */
    readonly language: string;
    readonly template: Template;
    readonly params: MailParams[Template];
  };
}[MailTemplate];

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
