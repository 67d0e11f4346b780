import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { nameOf, type TableName } from '@isonomia/persistence';
import { misused, refused } from '../exit.js';
import { MANIFEST, type Manifest, manifestText, parseManifest } from './manifest.js';
import { Measure, type Measured } from './measure.js';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY = 0o600;
/** Half the time of the usual level, for a twentieth more bytes: files are compressed already, and much is hexadecimal. */
const COMPRESSION = { level: 3 };

/** Hears how many more bytes have passed. */
export type Progress = (bytes: number) => void;

const fileOf = (folder: string, table: TableName): string => path.join(folder, `${nameOf(table)}.copy.gz`);

/** A folder for a backup: new, or empty so far; its owner's alone. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    if ((await readdir(folder)).length > 0) {
      throw misused(`${folder} is not empty: a backup goes into a folder of its own, and nothing is written over.`);
    }
  } catch (error) {
    if (['EEXIST', 'ENOTDIR'].includes(codeOf(error))) throw misused(`${folder} is not a folder.`);
    throw error;
  }
  await chmod(folder, OWNER_ONLY_FOLDER);
}

/** After a failure: empties the folder again, so that it can be used for the next try. */
export async function clearFolder(folder: string): Promise<void> {
  const names = await readdir(folder);
  const ours = names.filter((name) => name.endsWith('.copy.gz') || name.startsWith(MANIFEST));
  await Promise.all(ours.map((name) => rm(path.join(folder, name), { force: true })));
}

export async function writeTable(
  { folder, progress }: { readonly folder: string; readonly progress: Progress },
  table: TableName,
  rows: Readable,
): Promise<Measured> {
  const measure = new Measure(progress);
  const file = createWriteStream(fileOf(folder, table), { flags: 'wx', mode: OWNER_ONLY, flush: true });
  await pipeline(rows, measure, createGzip(COMPRESSION), file);
  return measure.result();
}

/** Reads a table's rows into `sink` and says what passed. A file that is cut short or damaged is refused by name. */
export async function readTable(
  { folder, progress }: { readonly folder: string; readonly progress: Progress },
  table: TableName,
  sink: Writable,
): Promise<Measured> {
  const measure = new Measure(progress);
  try {
    await pipeline(createReadStream(fileOf(folder, table)), createGunzip(), measure, sink);
  } catch (error) {
    throw isOfTheFile(error) ? damaged(table, error.message) : error;
  }
  return measure.result();
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Missing, cut short, or not what gzip wrote: not the database's faults. */
const isOfTheFile = (error: unknown): error is NodeJS.ErrnoException => /^(Z_|ENOENT|EISDIR)/.test(codeOf(error));

export const damaged = (table: TableName, reason: string): Error =>
  refused(`${nameOf(table)}: this file of the backup is damaged (${reason}). Nothing was restored.`);

/** The last that is written, at once or not at all: until it lies there the folder is no backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const draft = path.join(folder, `${MANIFEST}.part`);
  await writeFile(draft, manifestText(manifest), { flag: 'wx', mode: OWNER_ONLY, flush: true });
  await rename(draft, path.join(folder, MANIFEST));
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(path.join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error;
    throw refused(`${folder} holds no ${MANIFEST}: it is no backup, or one that was broken off. Nothing was restored.`);
  }
  const manifest = parseManifest(text);
  if (manifest === undefined) {
    throw refused(`${path.join(folder, MANIFEST)} is not as it was written. Nothing was restored.`);
  }
  return manifest;
}
