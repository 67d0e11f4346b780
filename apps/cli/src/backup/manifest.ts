import { createHash } from 'node:crypto';
import type { SequenceValue, TableName } from '@isonomia/persistence';

/** One table's file, and what is in it. */
export interface DumpedTable extends TableName {
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of the rows before compression. */
  readonly bytes: number;
  /** Of the rows before compression: what a database that holds the same rows gives again. */
  readonly sha256: string;
}

/** What a folder holds; a folder without it is no backup. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly product: string;
  readonly server: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Names of the migrations that made the schema. */
  readonly level: readonly string[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly SequenceValue[];
}

export const FORMAT = 'isonomia-backup-1';
export const MANIFEST = 'manifest.json';

const digest = (manifest: unknown): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify({ ...manifest, sha256: digest(manifest) }, undefined, 2)}\n`;

/** Undefined when it is not as it was written. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { sha256, ...manifest } = value;
  return sha256 === digest(manifest) && isManifest(manifest) ? manifest : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] =>
  Array.isArray(value) && value.every(is);

/** They name files and stand in SQL. */
const isName = (value: unknown): value is string => isText(value) && /^\w{1,63}$/.test(value);
const isTableName = (value: unknown): value is TableName =>
  isRecord(value) && isName(value['schema']) && isName(value['name']);
const isTable = (value: unknown): value is DumpedTable =>
  isTableName(value) &&
  'columns' in value &&
  isListOf(value.columns, isName) &&
  'rows' in value &&
  isCount(value.rows) &&
  'bytes' in value &&
  isCount(value.bytes) &&
  'sha256' in value &&
  isText(value.sha256);
const isSequence = (value: unknown): value is SequenceValue =>
  isTableName(value) && 'next' in value && isText(value.next) && /^\d{1,19}$/.test(value.next);

const isManifest = (value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Manifest =>
  value['format'] === FORMAT &&
  ['product', 'server', 'startedAt', 'finishedAt'].every((key) => isText(value[key])) &&
  isListOf(value['level'], isName) &&
  isListOf(value['tables'], isTable) &&
  isListOf(value['sequences'], isSequence);
