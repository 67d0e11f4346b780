import { WorkshopSignals } from '@isonomia/application';
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource, type PoolOptions } from './data-source.js';
import type { DatabaseAddress } from './database-address.js';
import { DatabaseState } from './database-state.js';
import { createPorts, PORT_PROVIDERS, PORTS } from './ports.js';
import { ListeningWorkshopSignals } from './signals/listening-workshop-signals.js';

/** Binds the ports of `application` that keep or read rows. */
@Global()
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorkshopSignals) private readonly signals: ListeningWorkshopSignals,
  ) {}

  static forRoot(address: DatabaseAddress, pool: PoolOptions): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: DataSource, useFactory: () => createDataSource(address, pool).initialize() },
        { provide: DatabaseState, useFactory: (source: DataSource) => new DatabaseState(source), inject: [DataSource] },
        { provide: PORTS, useFactory: createPorts, inject: [DataSource] },
        { provide: WorkshopSignals, useFactory: () => new ListeningWorkshopSignals(address) },
        ...PORT_PROVIDERS,
      ],
      exports: [DataSource, DatabaseState, PORTS, WorkshopSignals, ...PORT_PROVIDERS],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.signals.close();
    await this.dataSource.destroy();
  }
}
