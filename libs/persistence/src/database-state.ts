import type { DataSource } from 'typeorm';
import { areMigrationsCurrent } from './migrate.js';

/** Whether the database can serve requests. */
export class DatabaseState {
  constructor(private readonly dataSource: DataSource) {}

  /** What is missing; undefined when nothing is. */
  async missing(): Promise<'database' | 'migrations' | undefined> {
    try {
      await this.dataSource.query('SELECT 1');
    } catch {
      return 'database';
    }
    return (await areMigrationsCurrent(this.dataSource)) ? undefined : 'migrations';
  }
}
