import { type Job, JobQueue, type Transaction } from '@isonomia/application';
import { PgBoss } from 'pg-boss';
import { APPLICATION_ROLE, OPERATOR_ROLE, type QueueConnection, SCHEMA } from './queues.js';

/** How soon a job is missed whose worker died. */
const SUPERVISED_EVERY_SECONDS = 10;

export type ReportError = (error: Error) => void;

/** A client that leaves the schema alone. Who sends has the web's role, who works and maintains the operator's. */
export function connectBoss(connection: QueueConnection, use: { maintain: boolean; onError: ReportError }): PgBoss {
  const boss = new PgBoss({
    ...connection,
    schema: SCHEMA,
    application_name: 'isonomia jobs',
    options: `-c role=${use.maintain ? OPERATOR_ROLE : APPLICATION_ROLE} -c timezone=UTC`,
    max: use.maintain ? 4 : 2,
    migrate: false,
    createSchema: false,
    supervise: use.maintain,
    superviseIntervalSeconds: SUPERVISED_EVERY_SECONDS,
    monitorIntervalSeconds: SUPERVISED_EVERY_SECONDS,
    schedule: false,
    // Rebuilding an index takes its owner.
    reindex: false,
    useListenNotify: use.maintain,
  });
  boss.on('error', use.onError);
  return boss;
}

/** Sends jobs inside the caller's transaction: a job exists exactly when what it is about does. */
export class PgBossJobQueue extends JobQueue {
  private constructor(private readonly boss: PgBoss) {
    super();
  }

  static async open(connection: QueueConnection, onError: ReportError): Promise<PgBossJobQueue> {
    const boss = connectBoss(connection, { maintain: false, onError });
    await boss.start();
    return new PgBossJobQueue(boss);
  }

  async enqueue(tx: Transaction, job: Job, due?: Date): Promise<void> {
    const id = await this.boss.send(job.kind, job, { db: within(tx), ...(due !== undefined && { startAfter: due }) });
    if (id === null) throw new Error(`The queue "${job.kind}" took no job.`);
  }

  override async enqueueAll(tx: Transaction, jobs: readonly Job[]): Promise<void> {
    const options = { db: within(tx), returnId: true };
    for (const kind of new Set(jobs.map((job) => job.kind))) {
      const data = jobs.filter((job) => job.kind === kind).map((job) => ({ data: job }));
      const ids = await this.boss.insert(kind, data, options);
      if (ids?.length !== data.length) throw new Error(`The queue "${kind}" did not take every job.`);
    }
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }
}

/** The library's statements, in the caller's transaction. */
const within = (tx: Transaction) => ({
  executeSql: async (text: string, values: unknown[] = []) => ({ rows: [...(await tx.query<object>(text, values))] }),
});
