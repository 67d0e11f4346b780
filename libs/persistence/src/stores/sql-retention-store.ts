import { RetentionStore, type RetentionClass, type Transaction } from '@isonomia/application';
import { first } from './values.js';

/** Table, and which of its rows ended before $1. */
type Rows = readonly [table: string, where: string];

const DELETED: Readonly<Record<Exclude<RetentionClass, 'removedFiles'>, readonly Rows[]>> = {
  sessions: [['identity.session', '"expiresAt" < $1']],
  signInTries: [['identity.sign_in_try', 'window_ends < $1']],
  verifications: [
    ['identity.verification', '"expiresAt" < $1'],
    ['identity.password_reset', 'expires_at < $1'],
    ['identity.used_code', 'until < $1'],
  ],
  invitations: [['invitation', 'coalesce(accepted_at, revoked_at, expires_at) < $1']],
  mails: [['mail', `state IN ('sent', 'failed') AND changed_at < $1`]],
  drafts: [['answer_draft', 'kept_at < $1']],
  accessTokens: [['identity.access_token', 'least(revoked_at, expires_at) < $1']],
  personalLinks: [['personal_link', 'least(revoked_at, expires_at) < $1']],
  // With them goes what each said for themselves; what a group agreed on and what all adopted stays.
  workshopPeople: [
    ['workshop_participant', 'workshop_id IN (SELECT w.id FROM workshop w WHERE (w.ends_on + 1)::timestamptz < $1)'],
  ],
  failedDocuments: [['document', `state = 'failed' AND coalesce(finished_at, requested_at) < $1`]],
  erasureRequests: [['agency_erasure', 'expires_at < $1']],
};

/** The row of evidence stays, as removed; a job takes the file after a day, and this what no job took. */
const REMOVED = `removed_at < $1 AND file_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM evidence o WHERE o.file_id = evidence.file_id AND (o.removed_at IS NULL OR o.removed_at >= $1))`;
const PART = `UPDATE evidence e SET file_id = NULL FROM (SELECT id, file_id FROM evidence WHERE ${REMOVED} FOR UPDATE) due
  WHERE e.id = due.id RETURNING due.file_id`;

/** In the operator's role: of no agency, or of all. */
export class SqlRetentionStore extends RetentionStore {
  async count(tx: Transaction, what: RetentionClass, before: Date): Promise<number> {
    if (what === 'removedFiles') return countOf(tx, ['evidence', REMOVED], before);
    let rows = 0;
    for (const one of DELETED[what]) rows += await countOf(tx, one, before);
    return rows;
  }

  async purge(tx: Transaction, what: RetentionClass, before: Date): Promise<number> {
    if (what === 'removedFiles') return discard(tx, before);
    let rows = 0;
    for (const [table, where] of DELETED[what]) {
      const gone = `WITH gone AS (DELETE FROM ${table} WHERE ${where} RETURNING 1) SELECT count(*)::int AS n FROM gone`;
      rows += first(await tx.query<{ readonly n: number }>(gone, [before]))?.n ?? 0;
    }
    return rows;
  }
}

async function countOf(tx: Transaction, [table, where]: Rows, before: Date): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`;
  return first(await tx.query<{ readonly n: number }>(sql, [before]))?.n ?? 0;
}

async function discard(tx: Transaction, before: Date): Promise<number> {
  const parted = await tx.query<{ readonly file_id: string }>(PART, [before]);
  await tx.query('DELETE FROM file WHERE id = ANY ($1)', [parted.map(({ file_id: id }) => id)]);
  return parted.length;
}
