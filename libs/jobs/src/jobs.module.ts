import { JobQueue } from '@isonomia/application';
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { PgBossJobQueue, type ReportError } from './pg-boss-job-queue.js';
import type { QueueConnection } from './queues.js';

/** Binds the port `JobQueue`. */
@Global()
@Module({})
export class JobsModule implements OnApplicationShutdown {
  constructor(@Inject(JobQueue) private readonly queue: PgBossJobQueue) {}

  static forRoot(connection: QueueConnection, onError: ReportError): DynamicModule {
    return {
      module: JobsModule,
      providers: [{ provide: JobQueue, useFactory: () => PgBossJobQueue.open(connection, onError) }],
      exports: [JobQueue],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
