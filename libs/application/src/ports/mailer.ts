import type { MailId } from '../ids.js';
import type { MailFailure } from './mail-store.js';
import type { Attachment, Mail } from '../mail/mail.js';

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export abstract class MailWriter {
  abstract write(mail: Mail): WrittenMail;
}

export interface Letter extends WrittenMail {
  readonly id: MailId;
  readonly to: string;
  /** Language tag of the words. */
  readonly language: string;
  readonly attachment?: Attachment;
}

/** A mail server did not take it. */
export class MailNotTaken extends Error {
  constructor(readonly failure: Exclude<MailFailure, 'not-written'>) {
    super(`mail.${failure}: the mail server did not take a mail.`);
    this.name = 'MailNotTaken';
  }
}

export abstract class Mailer {
  /**
   * Sends one letter. Calls `handOver` once everything but the end of the letter has left: only after it resolves can
   * the server have taken the letter; when it rejects, nothing was sent. Throws `MailNotTaken` when the server says no or
   * is not there before that point, `MailUnanswered` when it falls silent after it.
   */
  abstract send(letter: Letter, handOver: () => Promise<void>): Promise<void>;
}

/** The whole letter left, and no answer came: it may have been taken. */
export class MailUnanswered extends Error {
  constructor() {
    super('mail.unanswered: the mail server fell silent after the whole letter had left.');
    this.name = 'MailUnanswered';
  }
}
