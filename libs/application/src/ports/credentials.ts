import type { UserId } from '../ids.js';

/** An account as its owner sees it. */
export interface AccountCard {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  /** Language tag of pages and mails. */
  readonly language: string;
}

export type PasswordFault =
  | 'user.password-too-short'
  | 'user.password-too-long'
  | 'user.password-common'
  | 'user.password-contains-name'
  | 'user.password-contains-product';

/** Try again after so many seconds. */
export interface Wait {
  readonly retryAfterSeconds: number;
}

/** Passwords and what stands in for a lost one. What it changes is committed at once, on a connection of its own. */
export abstract class Credentials {
  /** Undefined when the account is gone or disabled. */
  abstract card(user: UserId): Promise<AccountCard | undefined>;
  abstract fault(account: AccountCard, password: string): PasswordFault | undefined;

  /** Counts one try of somebody signed in; undefined when it may be made. */
  abstract admit(user: UserId): Promise<Wait | undefined>;
  abstract verify(user: UserId, password: string): Promise<boolean>;
  /** Ends every session of the account with the same statement. */
  abstract setPassword(user: UserId, password: string): Promise<void>;
  abstract setCard(user: UserId, card: Pick<AccountCard, 'name' | 'language'>): Promise<void>;

  /** Counts one try of a stranger, by account and by network address. */
  abstract admitStranger(email: string, address: string): Promise<Wait | undefined>;
  /** A link's secret for the account with this address; undefined when there is none, or when it has enough of them. */
  abstract issueReset(email: string): Promise<{ readonly account: AccountCard; readonly token: string } | undefined>;
  /** Whose link it is; undefined once it was used or is over. */
  abstract findReset(token: string): Promise<AccountCard | undefined>;
  /** As `setPassword`, once for every link; false when it was used meanwhile or is over. */
  abstract useReset(token: string, password: string): Promise<boolean>;
}

/** Minutes for which a link to a new password works. */
export const RESET_MINUTES = 30;
