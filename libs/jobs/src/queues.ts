import type { Job } from '@isonomia/application';
import type { Queue } from 'pg-boss';

/** Where PostgreSQL answers, in the words of `pg`. */
export type QueueConnection =
  | { readonly connectionString: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

export const SCHEMA = 'pgboss';
export const APPLICATION_ROLE = 'isonomia_app';
export const OPERATOR_ROLE = 'isonomia_operator';

const DAY_SECONDS = 86_400;

/** One queue a kind of job. A failed job is tried again later, each time after a longer pause. */
export const QUEUES: Readonly<Record<Job['kind'], Omit<Queue, 'name'>>> = {
  'make-document': {
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 120,
    // Somebody waits for it: of a worker that died, the next one has it within half a minute.
    heartbeatSeconds: 15,
    retentionSeconds: 7 * DAY_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
    // The worker is woken at once; polling is the backstop.
    notify: true,
  },
  'make-release': {
    retryLimit: 2,
    retryDelay: 5,
    retryBackoff: true,
    // A thousand agencies in many countries take minutes. A heart that beats in the process that computes would miss its beat.
    expireInSeconds: 900,
    retentionSeconds: 7 * DAY_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
    notify: true,
  },
  'send-mail': {
    // A mail server may be away for half a day: 5 s, 10 s, 20 s … and then once an hour.
    retryLimit: 16,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3600,
    // After this time the mail of a worker that died may be taken over.
    expireInSeconds: 60,
    retentionSeconds: 7 * DAY_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
    notify: true,
  },
  'discard-evidence-file': {
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 120,
    // Counted from the moment that a job is due.
    retentionSeconds: 14 * DAY_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
    notify: false,
  },
};
