import type { DataSource } from 'typeorm';
import { areMigrationsCurrent } from './migrate.js';

/** What of the database is missing for requests to be served; undefined when nothing is. */
export async function missingOfDatabase(dataSource: DataSource): Promise<'database' | 'migrations' | undefined> {
  try {
    await dataSource.query('SELECT 1');
  } catch {
    return 'database';
  }
  return (await areMigrationsCurrent(dataSource)) ? undefined : 'migrations';
}
