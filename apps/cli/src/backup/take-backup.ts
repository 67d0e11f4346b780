import { BackupFault, type DatabaseAddress, type Snapshot, withSnapshot } from '@isonomia/persistence';
import { refused } from '../exit.js';
import { clearFolder, makeFolder, type Progress, writeManifest, writeTable } from './dump-folder.js';
import { type DumpedTable, FORMAT, type Manifest } from './manifest.js';

export interface BackupWork {
  readonly folder: string;
  /** Version of the product. */
  readonly product: string;
  /** Told the size on disk once, and then how many more bytes have passed. */
  readonly begin?: (about: number) => Progress;
}

/** Writes everything that this database holds, as it was at one moment, into a folder of its own. */
export async function takeBackup(address: DatabaseAddress, work: BackupWork): Promise<Manifest> {
  await makeFolder(work.folder);
  try {
    return await withSnapshot(address, (snapshot) => dump(snapshot, work));
  } catch (error) {
    await clearFolder(work.folder);
    throw error instanceof BackupFault ? refused(error.message) : error;
  }
}

async function dump(snapshot: Snapshot, { folder, product, begin }: BackupWork): Promise<Manifest> {
  const startedAt = new Date().toISOString();
  const progress = begin?.(snapshot.tables.reduce((sum, { size }) => sum + size, 0)) ?? (() => undefined);
  const tables: DumpedTable[] = [];
  for (const table of snapshot.tables) {
    const { schema, name, columns } = table;
    tables.push({ schema, name, columns, ...(await writeTable({ folder, progress }, table, snapshot.read(table))) });
  }
  const sequences = await snapshot.sequences();
  const { level, server } = snapshot;
  const finishedAt = new Date().toISOString();
  const manifest: Manifest = { format: FORMAT, product, server, startedAt, finishedAt, level, tables, sequences };
  await writeManifest(folder, manifest);
  return manifest;
}
