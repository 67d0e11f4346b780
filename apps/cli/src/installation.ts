import { type Config, loadConfig, loadSecrets, type Secrets } from '@isonomia/config';
import { AccountDirectory, Accounts, createIdentityPool, SecondFactors } from '@isonomia/identity';
import {
  pendingMigrations,
  clientConfig,
  createDataSource,
  OPERATOR_ROLE,
  openDatabase,
  type OpenDatabase,
} from '@isonomia/persistence';
import { misused } from './exit.js';
import { bindPorts, type Ports } from './ports.js';
import { say } from './output.js';

/** Settings, database and accounts, for as long as a command needs them. */
export interface Installation {
  readonly config: Config;
  readonly database: OpenDatabase;
  /** Signs what this installation makes up by itself. */
  readonly secret: string;
  readonly accounts: Accounts;
  readonly factors: SecondFactors;
  readonly ports: Ports;
}

interface Opened {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly address: OpenDatabase['address'];
  readonly database: OpenDatabase;
}

/** The database of this installation, whether or not a server runs on it. */
export async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const secrets = loadSecrets(config);
  const database = await openDatabase({
    dataDir: config.dataDir,
    password: secrets.databasePassword,
    warn: say,
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
  });
  try {
    return await work({ config, secrets, database, address: database.address });
  } finally {
    await database.release();
  }
}

const POOL = { name: 'isonomia command', size: 4, role: OPERATOR_ROLE } as const;

export function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  return withDatabase(async ({ config, secrets, database }) => {
    if ((await pendingMigrations(database.address)).length > 0) {
      throw misused('The database is of another version; run "isonomia migrate" first.');
    }
    const connection = clientConfig(database.address);
    const dataSource = await createDataSource(database.address, POOL).initialize();
    const pool = createIdentityPool(connection, 2);
    try {
      const options = { pool, secret: secrets.authSecret, publicUrl: config.publicUrl };
      const [accounts, factors] = [new Accounts(options), new SecondFactors(options)];
      const ports = bindPorts(dataSource, new AccountDirectory(pool), config);
      return await work({ config, database, secret: secrets.authSecret, accounts, factors, ports });
    } finally {
      await pool.end();
      await dataSource.destroy();
    }
  });
}
