import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { DatabaseAddress } from '../database-address.js';
import { inTransaction } from './backup-connection.js';
import { BackupFault } from './backup-fault.js';
import { copyIn, copyOut, isJobs, type KeptTable, keptTables, nameOf, sqlNameOf } from './kept-tables.js';
import { leadsTo, levelIn } from './level.js';
import type { SequenceValue } from './snapshot.js';

/** An empty database of the right level, in a transaction of its own. */
export interface RestoreTarget {
  readonly tables: readonly KeptTable[];
  /** Takes rows as `Snapshot.read` gives them. */
  write(table: KeptTable): Writable;
  /** What lies in the table now, as `Snapshot.read` gives it. */
  read(table: KeptTable): Readable;
  setSequences(values: readonly SequenceValue[]): Promise<void>;
  /** Every reference must lead somewhere before anything is kept. */
  demandReferences(): Promise<void>;
}

/** Refuses a database that a backup of this level does not belong into, as far as can be seen from outside. */
export function demandRoom(address: DatabaseAddress, level: readonly string[]): Promise<void> {
  return inTransaction(address, 'READ ONLY', async (client) => {
    await demandLevel(client, level);
    await demandEmpty(client, await keptTables(client));
  });
}

/**
 * Runs `work` with the tables to itself, without foreign keys and without policies, and puts both back: a failure
 * anywhere leaves the database as it was found.
 */
export function restoring<T>(address: DatabaseAddress, work: (target: RestoreTarget) => Promise<T>): Promise<T> {
  return inTransaction(address, 'READ WRITE', async (client) => {
    const tables = await keptTables(client);
    const owned = tables.filter((table) => !isJobs(table));
    await demandOwner(client, owned);
    await client.query(`LOCK TABLE ${owned.map(sqlNameOf).join(', ')} IN ACCESS EXCLUSIVE MODE`);
    const policed = await policedTables(client, owned);
    for (const name of policed) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
    await demandEmpty(client, tables);
    const references = await takeReferences(client, owned);
    const result = await work({
      tables,
      write: (table) => client.query(copyFrom(copyIn(table))),
      read: (table) => client.query(copyTo(copyOut(table))),
      setSequences: (values) => setSequences(client, values),
      demandReferences: () => putBack(client, references),
    });
    for (const name of policed) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
    return result;
  });
}

async function demandLevel(client: pg.Client, level: readonly string[]): Promise<void> {
  if (leadsTo(await levelIn(client), level)) return;
  throw new BackupFault('The schema of this database is newer than the backup: restore into an empty database.');
}

async function demandEmpty(client: pg.Client, tables: readonly KeptTable[]): Promise<void> {
  const filled: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ readonly filled: boolean }>(
      `SELECT EXISTS (SELECT FROM ${sqlNameOf(table)}) AS filled`,
    );
    if (rows[0]?.filled === true) filled.push(nameOf(table));
  }
  if (filled.length === 0) return;
  throw new BackupFault(
    `This database is not empty, and nothing is restored over what is there: ${filled.join(', ')}. Take an empty database, or an empty DATA_DIR.`,
  );
}

async function demandOwner(client: pg.Client, tables: readonly KeptTable[]): Promise<void> {
  const { rows } = await client.query<{ readonly name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE oid = ANY ($1::regclass[]) AND NOT pg_has_role(relowner, 'USAGE') ORDER BY 1`,
    [tables.map(sqlNameOf)],
  );
  if (rows.length === 0) return;
  throw new BackupFault(
    `Restoring takes the owner of the tables; this database user does not own ${rows.map(({ name }) => name).join(', ')}.`,
  );
}

async function policedTables(client: pg.Client, tables: readonly KeptTable[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE oid = ANY ($1::regclass[]) AND relforcerowsecurity`,
    [tables.map(sqlNameOf)],
  );
  return rows.map(({ name }) => name);
}

interface Reference {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Tables refer to one another in a circle (an agency to its logo, a file to its agency): no order of loading suits. */
async function takeReferences(client: pg.Client, tables: readonly KeptTable[]): Promise<readonly Reference[]> {
  const { rows } = await client.query<Reference>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid = ANY ($1::regclass[]) ORDER BY 1, 2`,
    [tables.map(sqlNameOf)],
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return rows;
}

async function putBack(client: pg.Client, references: readonly Reference[]): Promise<void> {
  for (const { table, name, definition } of references) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
}

/** RESTART and not setval, which would stay when the transaction is taken back. */
async function setSequences(client: pg.Client, values: readonly SequenceValue[]): Promise<void> {
  for (const value of values) {
    await client.query(`ALTER SEQUENCE ${sqlNameOf(value)} RESTART WITH ${BigInt(value.next)}`);
  }
}
