import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { installJobQueue } from '@isonomia/jobs';
import {
  BackupFault,
  clientConfig,
  type DatabaseAddress,
  demandRoom,
  isKnownLevel,
  type KeptTable,
  migrate,
  migrateTo,
  nameOf,
  type RestoreTarget,
  restoring,
} from '@isonomia/persistence';
import { refused } from '../exit.js';
import { damaged, type Progress, readManifest, readTable } from './dump-folder.js';
import type { DumpedTable, Manifest } from './manifest.js';
import { Measure, type Measured } from './measure.js';

export interface RestoreWork {
  readonly folder: string;
  /** Told how many bytes will pass, for each of the three times that the rows are read. */
  readonly begin?: (step: 'check' | 'load' | 'compare', bytes: number) => Progress;
}

/** Reads every file of a backup and compares it with what was written; touches no database. */
export async function checkBackup({ folder, begin }: RestoreWork): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const progress = begin?.('check', bytesOf(manifest)) ?? (() => undefined);
  for (const table of manifest.tables) {
    demandSame(table, await readTable({ folder, progress }, table, nowhere()), (reason) => damaged(table, reason));
  }
  return manifest;
}

/** Into an empty database: all of it, or nothing. What it holds afterwards was read back and compared. */
export async function restoreBackup(address: DatabaseAddress, work: RestoreWork): Promise<Manifest> {
  const manifest = await checkBackup(work);
  try {
    await prepare(address, manifest);
    await restoring(address, (target) => load(target, manifest, work));
  } catch (error) {
    throw error instanceof BackupFault ? refused(error.message, 'Nothing was restored.') : error;
  }
  await migrate(address);
  await installJobQueue(clientConfig(address));
  return manifest;
}

async function prepare(address: DatabaseAddress, { level, product }: Manifest): Promise<void> {
  if (!isKnownLevel(level)) {
    throw new BackupFault(
      `This backup was made by version ${product} of Isonomia, whose schema this version does not know: restore it with version ${product} or a newer one.`,
    );
  }
  await demandRoom(address, level);
  await migrateTo(address, level);
  await installJobQueue(clientConfig(address));
}

async function load(target: RestoreTarget, manifest: Manifest, { folder, begin }: RestoreWork): Promise<void> {
  const pairs = paired(target.tables, manifest);
  const loading = begin?.('load', bytesOf(manifest)) ?? (() => undefined);
  for (const [table, dumped] of pairs) {
    const measured = await readTable({ folder, progress: loading }, table, target.write(table));
    // Once more: the file may have changed since it was checked.
    demandSame(dumped, measured, (reason) => damaged(table, reason));
  }
  await target.demandReferences();
  await target.setSequences(manifest.sequences);
  const comparing = begin?.('compare', bytesOf(manifest)) ?? (() => undefined);
  for (const [table, dumped] of pairs)
    demandSame(dumped, await measured(target, table, comparing), restoredOtherwise(table));
}

/** The tables of the database beside those of the backup: neither may have one that the other lacks. */
function paired(present: readonly KeptTable[], { tables }: Manifest): readonly (readonly [KeptTable, DumpedTable])[] {
  const byName = new Map(present.map((table) => [nameOf(table), table]));
  const pairs = tables.map((dumped): readonly [KeptTable, DumpedTable] => {
    const table = byName.get(nameOf(dumped));
    byName.delete(nameOf(dumped));
    if (table === undefined || !sameNames(table.columns, dumped.columns)) throw differs(nameOf(dumped));
    return [{ ...table, columns: dumped.columns }, dumped];
  });
  const [more] = byName.keys();
  if (more !== undefined) throw differs(more);
  return pairs;
}

const differs = (table: string): BackupFault =>
  new BackupFault(
    `${table}: the database and the backup do not have the same columns; restore into an empty database.`,
  );

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));

async function measured(target: RestoreTarget, table: KeptTable, progress: Progress): Promise<Measured> {
  const measure = new Measure(progress);
  await pipeline(target.read(table), measure, nowhere());
  return measure.result();
}

function demandSame(wanted: DumpedTable, found: Measured, fault: (reason: string) => Error): void {
  if (found.rows !== wanted.rows) throw fault(`${found.rows} rows instead of ${wanted.rows}`);
  if (found.sha256 !== wanted.sha256) throw fault('its checksum is another one');
}

const restoredOtherwise =
  (table: KeptTable) =>
  (reason: string): BackupFault =>
    new BackupFault(`${nameOf(table)}: what was restored is not what the backup holds (${reason}).`);

const bytesOf = ({ tables }: Manifest): number => tables.reduce((sum, { bytes }) => sum + bytes, 0);

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
