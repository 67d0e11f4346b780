export { clientConfig, type DatabaseAddress, type RemoteAddress, type SocketAddress } from './database-address.js';
export { APPLICATION_ROLE, createDataSource, OPERATOR_ROLE, type PoolOptions } from './data-source.js';
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  openEmbeddedPostgres,
  releaseEmbeddedPostgres,
  stopEmbeddedPostgres,
} from './embedded/embedded-postgres.js';
export { DatabaseState } from './database-state.js';
export { readMark, writeMark } from './marks.js';
export { areMigrationsCurrent, migrate, migrateTo, pendingMigrations } from './migrate.js';
export {
  type DatabaseSettings,
  locateDatabase,
  locateForWeb,
  type OpenDatabase,
  openDatabase,
} from './open-database.js';
export { PersistenceModule } from './persistence.module.js';
export { createPorts, PORT_PROVIDERS, PORTS, type Ports } from './ports.js';
export { TypeOrmTransaction, TypeOrmUnitOfWork } from './unit-of-work.js';
export { webAddress } from './web-login.js';
export { HmacSealKey } from './system/system.js';
export { type AuditSealing, openAuditSealing } from './audit-sealing.js';
export { BackupFault } from './backup/backup-fault.js';
export { type KeptTable, nameOf, type TableName } from './backup/kept-tables.js';
export { isKnownLevel } from './backup/level.js';
export { demandRoom, restoring, type RestoreTarget } from './backup/restoring.js';
export { type SequenceValue, type Snapshot, withSnapshot } from './backup/snapshot.js';
