import {
  ErasureStore,
  userId,
  type AgencyId,
  type AskedErasure,
  type ErasedAgency,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { first, toDate, type At } from './values.js';

interface AskedRecord {
  readonly asked_by: string;
  readonly asked_at: At;
  readonly expires_at: At;
}
interface ErasedRecord {
  readonly names: readonly string[] | null;
  readonly assessments: number;
  readonly files: number;
  readonly people: number;
}

const ASKED = `SELECT asked_by, asked_at, expires_at FROM agency_erasure WHERE agency_id = $1 AND expires_at > $2`;
const ASK = `INSERT INTO agency_erasure (agency_id, asked_by, asked_at, expires_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (agency_id) DO NOTHING RETURNING agency_id`;
const FORGET_LAPSED = 'DELETE FROM agency_erasure WHERE agency_id = $1 AND expires_at <= $2';

/** Takes away by functions that ask the transaction's actor anew: the web's role may delete none of what was recorded. */
export class SqlErasureStore extends ErasureStore {
  async asked(tx: Transaction, agency: AgencyId, at: Date): Promise<AskedErasure | undefined> {
    const row = first(await tx.query<AskedRecord>(ASKED, [agency, at]));
    if (row === undefined) return undefined;
    const { asked_by: by, asked_at: since, expires_at: until } = row;
    return { askedBy: userId(by), askedAt: toDate(since), expiresAt: toDate(until) };
  }

  async ask(tx: Transaction, agency: AgencyId, { askedBy, askedAt, expiresAt }: AskedErasure): Promise<boolean> {
    await tx.query(FORGET_LAPSED, [agency, askedAt]);
    return (await tx.query(ASK, [agency, askedBy, askedAt, expiresAt])).length === 1;
  }

  async withdraw(tx: Transaction, agency: AgencyId): Promise<boolean> {
    const rows = await tx.query('DELETE FROM agency_erasure WHERE agency_id = $1 RETURNING agency_id', [agency]);
    return rows.length === 1;
  }

  async eraseAgency(tx: Transaction, agency: AgencyId, at: Date): Promise<ErasedAgency | undefined> {
    const row = first(await tx.query<ErasedRecord>('SELECT * FROM erase_agency($1, $2)', [agency, at]));
    if (row === undefined || row.names === null) return undefined;
    const { names, assessments, files, people } = row;
    return { names, assessments, files, people };
  }

  async addressOf(tx: Transaction, person: UserId): Promise<string | undefined> {
    const sql = 'SELECT erasable_address($1) AS address';
    return first(await tx.query<{ readonly address: string | null }>(sql, [person]))?.address ?? undefined;
  }

  async erasePerson(tx: Transaction, person: UserId, at: Date): Promise<readonly string[] | undefined> {
    const sql = 'SELECT erase_person($1, $2) AS names';
    return first(await tx.query<{ readonly names: readonly string[] | null }>(sql, [person, at]))?.names ?? undefined;
  }
}
