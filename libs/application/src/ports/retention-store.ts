import type { Transaction } from './unit-of-work.js';

/** What goes by itself, once it is of no use any more. The audit is no class: it stays, and names ids alone. */
export const RETENTION_CLASSES = [
  'sessions',
  'signInTries',
  'verifications',
  'invitations',
  'mails',
  'drafts',
  'removedFiles',
  'accessTokens',
  'personalLinks',
  'workshopPeople',
  'failedDocuments',
  'erasureRequests',
] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** Counts and deletes what ended before a point in time. */
export abstract class RetentionStore {
  abstract count(tx: Transaction, what: RetentionClass, before: Date): Promise<number>;
  abstract purge(tx: Transaction, what: RetentionClass, before: Date): Promise<number>;
}
