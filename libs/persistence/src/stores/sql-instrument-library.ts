import {
  InstrumentLibrary,
  PublishedVersionChanged,
  type Publication,
  type PublishedInstrument,
  type Transaction,
} from '@isonomia/application';
import type { DataSource } from 'typeorm';
import { autocommit } from './autocommit.js';
import { Remembered } from './remembered.js';
import { first } from './values.js';

/** What is published for good; whether it is still offered is beside it. */
type Body = Omit<PublishedInstrument, 'sha256' | 'offered'>;
interface VersionRecord {
  readonly instrument_id: string;
  readonly version: string;
}
interface WholeRecord {
  readonly sha256: string;
  readonly body: Body;
  readonly offered: boolean;
}

/** What is published already wins, language by language. */
const ADD_LANGUAGES = `
  UPDATE instrument_version SET body = jsonb_set(body, '{texts}', ($3::jsonb -> 'texts') || (body -> 'texts'))
  WHERE instrument_id = $1 AND version = $2
    AND NOT body -> 'texts' ?& ARRAY(SELECT jsonb_object_keys($3::jsonb -> 'texts'))
  RETURNING version`;

const VERSIONS_IN_MEMORY = 50;

/** Parsed once a process and shared by every request: pure code keeps its indexes by the instrument object. */
export class SqlInstrumentLibrary extends InstrumentLibrary {
  private readonly remembered = new Remembered<string, PublishedInstrument>(VERSIONS_IN_MEMORY);

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  find(id: string, version: string): Promise<PublishedInstrument | undefined> {
    return this.remembered.get(`${id} ${version}`, async () => {
      const { rows } = await autocommit(this.dataSource).query<WholeRecord>(
        `SELECT sha256, body, retired_at IS NULL AS offered FROM instrument_version
         WHERE instrument_id = $1 AND version = $2`,
        [id, version],
      );
      const row = first(rows);
      return row === undefined ? undefined : { ...row.body, sha256: row.sha256, offered: row.offered };
    });
  }

  async offered(): Promise<readonly PublishedInstrument[]> {
    const { rows } = await autocommit(this.dataSource).query<VersionRecord>(
      'SELECT instrument_id, version FROM instrument_version WHERE retired_at IS NULL',
    );
    const found = await Promise.all(rows.map((row) => this.find(row.instrument_id, row.version)));
    return found.filter((one) => one !== undefined).sort(byIdThenLatest);
  }

  async publish(tx: Transaction, { sha256, offered, ...body }: PublishedInstrument): Promise<Publication> {
    const { id, version } = body.instrument;
    const json = JSON.stringify(body);
    const inserted = await tx.query(
      `INSERT INTO instrument_version (instrument_id, version, sha256, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT (instrument_id, version) DO NOTHING RETURNING version`,
      [id, version, sha256, json],
    );
    await tx.query(
      `UPDATE instrument_version SET retired_at = CASE WHEN $3 THEN NULL ELSE now() END
       WHERE instrument_id = $1 AND version = $2 AND (retired_at IS NULL) <> $3::boolean`,
      [id, version, offered],
    );
    if (inserted.length > 0) return 'new';
    const sql = `SELECT sha256 = $3 AS structure, body = $4::jsonb AS words FROM instrument_version
      WHERE instrument_id = $1 AND version = $2`;
    const kept = first(
      await tx.query<{ readonly structure: boolean; readonly words: boolean }>(sql, [id, version, sha256, json]),
    );
    if (kept?.structure !== true) throw new PublishedVersionChanged(id, version);
    if (kept.words) return 'same';
    const translated = await tx.query(ADD_LANGUAGES, [id, version, json]);
    return translated.length > 0 ? 'translated' : 'words-differ';
  }
}

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

function byIdThenLatest({ instrument: a }: PublishedInstrument, { instrument: b }: PublishedInstrument): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  const other = numbers(b.version);
  const differing = numbers(a.version).findIndex((part, position) => part !== other[position]);
  return differing === -1 ? 0 : (other[differing] ?? 0) - (numbers(a.version)[differing] ?? 0);
}
