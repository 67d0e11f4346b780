import { getMigrations } from 'better-auth/db/migration';
import { configureLibrary, type IdentityOptions } from './library.js';

/** Tables and columns that the account library wants and the database lacks; a test keeps this empty. */
export async function pendingIdentityTables(options: IdentityOptions): Promise<readonly string[]> {
  const { toBeAdded, toBeCreated } = await getMigrations(configureLibrary(options).options);
  return [...toBeAdded, ...toBeCreated].map(({ table, fields }) => `${table}: ${Object.keys(fields).join(', ')}`);
}
