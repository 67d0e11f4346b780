import { loadSecrets, readConfig } from '@isonomia/config';
import { openEmbeddedPostgres, type SocketAddress, stopEmbeddedPostgres } from '@isonomia/persistence';
import { FORGETFUL } from './database.js';

/**
 * The PostgreSQL of a data folder, running for as long as a file of tests: commands find it and need not start their
 * own each time. It does not wait for the disk; nothing here is to survive.
 */
export async function holdDatabase(
  dataDir: string,
): Promise<{ readonly address: SocketAddress; release(): Promise<void> }> {
  const password = loadSecrets(readConfig({ DATA_DIR: dataDir })).databasePassword;
  const { address, pid } = await openEmbeddedPostgres({ dataDir, password, settings: FORGETFUL });
  return { address, release: () => stopEmbeddedPostgres(pid) };
}
