import type { Attachment } from '../mail/mail.js';

/** A mail that stayed on this machine because there is no mail server. */
export interface KeptMail {
  readonly id: string;
  readonly at: Date;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachment?: Attachment;
}

export abstract class MailFolder {
  /** Newest first. */
  abstract newest(count: number): Promise<readonly KeptMail[]>;
  /** Throws away letters to these addresses, and letters that say one of these names. */
  abstract forget(about: readonly string[]): Promise<void>;
  /** How many were left before then; `remove` throws them away. */
  abstract older(than: Date, what: 'count' | 'remove'): Promise<number>;
}
