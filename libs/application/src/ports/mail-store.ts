import type { MailId } from '../ids.js';
import type { Mail } from '../mail/mail.js';
import type { Transaction } from './unit-of-work.js';

/** Why a mail was not taken, without a word of the mail: `refused` for good, the others may pass. */
export type MailFailure = 'refused' | 'unreachable' | 'not-written';

export interface ClaimedMail {
  readonly id: MailId;
  readonly mail: Mail;
  /** How often it was begun, this time included. */
  readonly attempt: number;
}

export abstract class MailStore {
  /** All in one statement. */
  abstract insert(tx: Transaction, mails: readonly { readonly id: MailId; readonly mail: Mail }[]): Promise<void>;
  /**
   * Takes it for this worker; `busy` when another one has it and is not overdue; `done` when nothing is left to do. What
   * was handed over by a worker that is gone counts as sent, and is forgotten here.
   */
  abstract claim(tx: Transaction, id: MailId): Promise<ClaimedMail | 'busy' | 'done'>;
  /** The last letter is about to leave: from here on nobody else sends it. False when it is not ours any more. */
  abstract handOver(tx: Transaction, claimed: ClaimedMail): Promise<boolean>;
  /** Done: forgets what it was filled in with, the secret link above all. */
  abstract finish(tx: Transaction, id: MailId): Promise<void>;
  /** Back to the queue, to be tried again; unless it is not ours any more. */
  abstract release(tx: Transaction, claimed: ClaimedMail, failure: MailFailure): Promise<void>;
  /** Given up; forgets what it was filled in with. False when it is not ours any more. */
  abstract giveUp(tx: Transaction, claimed: ClaimedMail, failure: MailFailure): Promise<boolean>;
}
