import type { DatabaseAddress } from './database-address.js';
import { findEmbeddedPostgres, openEmbeddedPostgres, releaseEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { isAlive } from './embedded/postmaster-file.js';
import { webAddress } from './web-login.js';

export interface DatabaseSettings {
  /** The operator's PostgreSQL; without it the embedded one is meant. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** Of the embedded one. */
  readonly password: string;
  readonly warn?: (text: string) => void;
  /** The supervisor: what runs in its data folder is its own, also when a killed predecessor started it. */
  readonly adopt?: boolean;
}

export interface OpenDatabase {
  readonly address: DatabaseAddress;
  /** False when the embedded PostgreSQL has died; an operator's is not ours to watch. */
  isRunning(): boolean;
  /** Stops the embedded PostgreSQL unless somebody else uses it. */
  release(): Promise<void>;
}

/** For commands: the database, whether or not a server runs. */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if (settings.databaseUrl !== undefined) {
    return { address: { url: settings.databaseUrl }, isRunning: () => true, release: () => Promise.resolve() };
  }
  const found = await openEmbeddedPostgres(settings);
  const embedded = settings.adopt === true ? { ...found, startedHere: true } : found;
  return {
    address: embedded.address,
    isRunning: () => isAlive(embedded.pid),
    release: () => releaseEmbeddedPostgres(embedded),
  };
}

/** For the web process: the same database, as a login that is no superuser. */
export async function locateForWeb(
  settings: DatabaseSettings & { readonly webUrl?: string },
): Promise<DatabaseAddress> {
  if (settings.webUrl !== undefined) return { url: settings.webUrl };
  const address = await locateDatabase(settings);
  return 'url' in address ? address : webAddress(address);
}

/** For processes under the supervisor, which started the embedded one: where is it? */
export async function locateDatabase(settings: DatabaseSettings): Promise<DatabaseAddress> {
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl };
  const embedded = await findEmbeddedPostgres(settings);
  if (embedded !== undefined) return embedded.address;
  throw new Error('The embedded PostgreSQL does not run. Start everything with "npm start", or set DATABASE_URL.');
}
