import type { DatabaseAddress } from './database-address.js';
import { findEmbeddedPostgres, openEmbeddedPostgres, releaseEmbeddedPostgres } from './embedded/embedded-postgres.js';

export interface DatabaseSettings {
  /** The operator's PostgreSQL; without it the embedded one is meant. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** Of the embedded one. */
  readonly password: string;
  readonly warn?: (text: string) => void;
}

export interface OpenDatabase {
  readonly address: DatabaseAddress;
  /** Stops the embedded PostgreSQL if this call started it and nobody else uses it. */
  release(): Promise<void>;
}

/** For commands: the database, whether or not a server runs. */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if (settings.databaseUrl !== undefined) {
    return { address: { url: settings.databaseUrl }, release: () => Promise.resolve() };
  }
  const embedded = await openEmbeddedPostgres(settings);
  return { address: embedded.address, release: () => releaseEmbeddedPostgres(embedded) };
}

/** For processes under the supervisor, which started the embedded one: where is it? */
export async function locateDatabase(settings: DatabaseSettings): Promise<DatabaseAddress> {
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl };
  const embedded = await findEmbeddedPostgres(settings);
  if (embedded !== undefined) return embedded.address;
  throw new Error('The embedded PostgreSQL does not run. Start everything with "npm start", or set DATABASE_URL.');
}
