import type { RetentionConfig } from './config.js';
import type { Settings } from './settings.js';

const TEN_YEARS = 3653;
const DAYS = { min: 0, max: TEN_YEARS };
/** A removal can be undone for a day, and a code must not be accepted twice. */
const AT_LEAST_A_DAY = { min: 1, max: TEN_YEARS };
/** Somebody may come back to what was typed half a year ago. */
const AT_LEAST_A_MONTH = { min: 30, max: TEN_YEARS };

export const readRetention = (settings: Settings): RetentionConfig => ({
  sessions: settings.whole('RETAIN_SESSIONS_DAYS', 7, DAYS),
  signInTries: settings.whole('RETAIN_SIGN_IN_TRIES_DAYS', 1, DAYS),
  verifications: settings.whole('RETAIN_VERIFICATIONS_DAYS', 1, DAYS),
  invitations: settings.whole('RETAIN_INVITATIONS_DAYS', 90, DAYS),
  mails: settings.whole('RETAIN_MAILS_DAYS', 30, DAYS),
  drafts: settings.whole('RETAIN_DRAFTS_DAYS', 365, AT_LEAST_A_MONTH),
  removedFiles: settings.whole('RETAIN_REMOVED_FILES_DAYS', 2, AT_LEAST_A_DAY),
  accessTokens: settings.whole('RETAIN_ACCESS_TOKENS_DAYS', 90, DAYS),
  personalLinks: settings.whole('RETAIN_PERSONAL_LINKS_DAYS', 90, DAYS),
  workshopPeople: settings.whole('RETAIN_WORKSHOP_PEOPLE_DAYS', 400, AT_LEAST_A_MONTH),
  failedDocuments: settings.whole('RETAIN_FAILED_DOCUMENTS_DAYS', 30, AT_LEAST_A_DAY),
  erasureRequests: settings.whole('RETAIN_ERASURE_REQUESTS_DAYS', 30, DAYS),
});
