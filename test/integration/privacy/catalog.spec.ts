import { readFileSync } from 'node:fs';
import { RETENTION_CLASSES } from '@isonomia/application';
import { readConfig } from '@isonomia/config';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';

const PAGE = readFileSync('docs/privacy.md', 'utf8');
const section = (title: string): string => PAGE.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
const isOfTheDatabase = (name: string): boolean => /^(public|identity)\.\w+$/.test(name);

/** Columns that say who somebody is, by what they are called. */
const NAMES_A_PERSON = /^(user_id|userId|actor_id|author_id|(?!superseded)\w+_by|email|recipient)$/;

describe('docs/privacy.md', () => {
  let database: TestDatabase;
  let columns: readonly { readonly table: string; readonly full: string; readonly column: string }[];
  beforeAll(async () => {
    database = await createTestDatabase();
    columns = await asOwner(database.address, async (client) => {
      const { rows } = await client.query<{ table: string; full: string; column: string }>(
        `SELECT c.table_name AS table, c.table_schema || '.' || c.table_name AS full, c.column_name AS column
         FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
         WHERE c.table_schema IN ('public', 'identity') AND t.table_type = 'BASE TABLE'`,
      );
      return rows;
    });
  });
  afterAll(() => database.close());

  it('names every table of the database once, and none that is not there', () => {
    const named = quoted(section('What is stored')).filter(isOfTheDatabase);
    expect([...named].sort()).toEqual([...new Set(columns.map(({ full }) => full))].sort());
  });

  it('has an entry in every column of every class', () => {
    const rows = section('What is stored')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      const cells = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      expect(cells).toHaveLength(6);
      expect(cells.filter((cell) => cell === '')).toEqual([]);
    }
  });

  it('names every column that says who somebody is, and none that is not there', () => {
    const named = quoted(section('Where a person is named')).filter((name) => /^\w+\.\w+$/.test(name));
    const there = new Set(columns.map(({ table, column }) => `${table}.${column}`));
    expect(named.filter((name) => !there.has(name))).toEqual([]);
    const wanted = columns.filter(({ column }) => NAMES_A_PERSON.test(column));
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.map(({ table, column }) => `${table}.${column}`).filter((name) => !named.includes(name))).toEqual([]);
  });

  it('gives the periods that the settings have', () => {
    const { retention } = readConfig({});
    const days = (text: string): RegExp => new RegExp(`\\b${text} days?\\b`);
    const stored = section('What is stored');
    for (const one of RETENTION_CLASSES.filter((name) => name !== 'removedFiles' && name !== 'erasureRequests'))
      expect(stored).toMatch(days(String(retention[one])));
    expect(stored).toContain(`at most ${retention.removedFiles}`);
    expect(stored).toContain(`lapsed ones ${retention.erasureRequests} more`);
  });

  it('knows of no table that names an agency and that erasing one forgets, but the audit', async () => {
    const source = await asOwner(database.address, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        `SELECT string_agg(prosrc, ' ') AS text FROM pg_proc WHERE proname = 'erase_agency'`,
      );
      return rows[0]?.text ?? '';
    });
    const named = columns.filter(({ full, column }) => full.startsWith('public.') && column === 'agency_id');
    const forgotten = named
      .map(({ table }) => table)
      .filter((table) => !source.includes(`DELETE FROM public.${table} `));
    // The chunks of a file go with the file.
    expect(forgotten.sort()).toEqual(['audit', 'file_chunk']);
  });
});
