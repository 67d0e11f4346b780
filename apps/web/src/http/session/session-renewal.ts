/** What the password page needs of accounts: the one session that stays, under a new id. */
export abstract class SessionRenewal {
  /** Cookies of the session that takes the place of this one; none when `work` says that nothing was changed. */
  abstract around<Result extends { readonly ok: boolean }>(
    cookieHeader: string,
    secondFactor: boolean,
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly setCookies: readonly string[] }>;
}
