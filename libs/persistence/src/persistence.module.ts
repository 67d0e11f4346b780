import { UnitOfWork } from '@isonomia/application';
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource, type PoolOptions } from './data-source.js';
import type { DatabaseAddress } from './database-address.js';
import { TypeOrmUnitOfWork } from './unit-of-work.js';

/** Binds the ports of `application` that keep or read rows. */
@Global()
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static forRoot(address: DatabaseAddress, pool: PoolOptions): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: DataSource, useFactory: () => createDataSource(address, pool).initialize() },
        {
          provide: UnitOfWork,
          useFactory: (source: DataSource) => new TypeOrmUnitOfWork(source),
          inject: [DataSource],
        },
      ],
      exports: [DataSource, UnitOfWork],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
