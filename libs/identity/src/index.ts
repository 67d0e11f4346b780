export { AccountDirectory } from './account-directory.js';
export { Accounts } from './accounts.js';
export type { NewUser, SignedIn, SignInAttempt, SignInResult } from './accounts.js';
export { createIdentityPool } from './identity-pool.js';
export { pendingIdentityTables } from './pending-tables.js';
export { ABSOLUTE_SECONDS, IDLE_SECONDS, PASSWORD_LENGTH, sessionCookieName } from './library.js';
export type { IdentityOptions } from './library.js';
