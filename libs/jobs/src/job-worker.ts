import type { DiscardEvidenceFileJob, Job, MakeDocumentJob, MakeReleaseJob, SendMailJob } from '@isonomia/application';
import type { PgBoss } from 'pg-boss';
import { connectBoss, type ReportError } from './pg-boss-job-queue.js';
import type { QueueConnection } from './queues.js';

/** What to do for each kind of job. Throwing means: try again later. */
export type JobHandlers = { readonly [Kind in Job['kind']]: (job: Extract<Job, { kind: Kind }>) => Promise<void> };

const POLLING_SECONDS = 1;
/** More than two documents at once buy nothing on two cores. */
const AT_ONCE = 2;
const STOP_TIMEOUT_MS = 15_000;
/** For what nobody waits for. */
const UNHURRIED = { pollingIntervalSeconds: 60, batchSize: 1 };

/** Takes jobs from the queues until it is stopped; jobs under way are finished first. */
export class JobWorker {
  private constructor(private readonly boss: PgBoss) {}

  static async start(connection: QueueConnection, handlers: JobHandlers, onError: ReportError): Promise<JobWorker> {
    const boss = connectBoss(connection, { maintain: true, onError });
    await boss.start();
    // Nobody notifies of a job that is to be tried again: it is found by looking, and each second is soon enough.
    const looking = { pollingIntervalSeconds: POLLING_SECONDS, notifyPollingIntervalSeconds: POLLING_SECONDS };
    const options = { ...looking, localConcurrency: AT_ONCE, batchSize: 1 };
    await boss.work<MakeDocumentJob>('make-document', options, async (jobs) => {
      for (const { data } of jobs) await handlers['make-document'](data);
    });
    await boss.work<SendMailJob>('send-mail', options, async (jobs) => {
      for (const { data } of jobs) await handlers['send-mail'](data);
    });
    await boss.work<MakeReleaseJob>('make-release', { ...looking, batchSize: 1 }, async (jobs) => {
      for (const { data } of jobs) await handlers['make-release'](data);
    });
    await boss.work<DiscardEvidenceFileJob>('discard-evidence-file', UNHURRIED, async (jobs) => {
      for (const { data } of jobs) await handlers['discard-evidence-file'](data);
    });
    return new JobWorker(boss);
  }

  async stop(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
  }
}
