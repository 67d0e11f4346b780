import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * The pool beneath the data source. A statement that is a transaction by itself goes straight to it: one round trip,
 * prepared once a connection, and none of the cost of a query runner.
 */
export function autocommit(dataSource: DataSource): Pick<Pool, 'query'> {
  const { driver } = dataSource;
  if (!('master' in driver) || !isPool(driver.master))
    throw new Error('The data source has no pool yet: initialize it.');
  return driver.master;
}

const isPool = (value: unknown): value is Pick<Pool, 'query'> =>
  typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
