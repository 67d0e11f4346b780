export { JobsModule } from './jobs.module.js';
export { installJobQueue } from './install-job-queue.js';
export { type JobHandlers, JobWorker } from './job-worker.js';
export { PgBossJobQueue, type ReportError } from './pg-boss-job-queue.js';
export type { QueueConnection } from './queues.js';
