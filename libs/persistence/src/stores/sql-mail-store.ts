import {
  mailId,
  MailStore,
  type ClaimedMail,
  type Mail,
  type MailFailure,
  type MailId,
  type Transaction,
} from '@isonomia/application';
import { first, recordset } from './values.js';

/** Longer than an attempt takes: who has been at it for so long is gone, or is told so when handing over. */
const OVERDUE = "interval '55 seconds'";
/** With the number of the attempt: nobody else has taken it since. */
const OURS = "state IN ('sending', 'handed-over')";

const INSERT = `INSERT INTO mail (id, recipient, language, template, params)
  SELECT id, recipient, language, template, params FROM jsonb_to_recordset($1::jsonb) i (
    id uuid, recipient text, language text, template text, params jsonb)`;

/** Beside the words, so that it is emptied with them. */
const ATTACHED = '$attachment';

interface MailRecord {
  readonly id: string;
  readonly recipient: string;
  readonly language: string;
  readonly template: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly state: string;
}

export class SqlMailStore extends MailStore {
  async insert(tx: Transaction, mails: readonly { readonly id: MailId; readonly mail: Mail }[]): Promise<void> {
    const rows = mails.map(({ id, mail: { to, language, template, params, attachment } }) => ({
      id,
      recipient: to,
      language,
      template,
      params: { ...params, ...(attachment !== undefined && { [ATTACHED]: attachment }) },
    }));
    await tx.query(INSERT, [recordset(rows)]);
  }

  async claim(tx: Transaction, id: MailId): Promise<ClaimedMail | 'busy' | 'done'> {
    const row = first(
      await tx.query<MailRecord>(
        `UPDATE mail SET changed_at = now(),
           state = CASE state WHEN 'handed-over' THEN 'sent' ELSE 'sending' END,
           attempts = attempts + CASE state WHEN 'handed-over' THEN 0 ELSE 1 END,
           params = CASE state WHEN 'handed-over' THEN '{}' ELSE params END
         WHERE id = $1 AND (state = 'queued' OR state IN ('sending', 'handed-over') AND changed_at < now() - ${OVERDUE})
         RETURNING id, recipient, language, template, params, attempts, state`,
        [id],
      ),
    );
    if (row !== undefined) return row.state === 'sent' ? 'done' : toClaimed(row);
    const pending = await tx.query(`SELECT FROM mail WHERE id = $1 AND state IN ('sending', 'handed-over')`, [id]);
    return pending.length === 0 ? 'done' : 'busy';
  }

  async handOver(tx: Transaction, { id, attempt }: ClaimedMail): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE mail SET state = 'handed-over', changed_at = now()
       WHERE id = $1 AND state = 'sending' AND attempts = $2 RETURNING id`,
      [id, attempt],
    );
    return rows.length === 1;
  }

  async finish(tx: Transaction, id: MailId): Promise<void> {
    await tx.query(`UPDATE mail SET state = 'sent', params = '{}', failure = NULL, changed_at = now() WHERE id = $1`, [
      id,
    ]);
  }

  async release(tx: Transaction, { id, attempt }: ClaimedMail, failure: MailFailure): Promise<void> {
    await tx.query(
      `UPDATE mail SET state = 'queued', failure = $3, changed_at = now() WHERE id = $1 AND attempts = $2 AND ${OURS}`,
      [id, attempt, failure],
    );
  }

  async giveUp(tx: Transaction, { id, attempt }: ClaimedMail, failure: MailFailure): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE mail SET state = 'failed', failure = $3, params = '{}', changed_at = now()
       WHERE id = $1 AND attempts = $2 AND ${OURS} RETURNING id`,
      [id, attempt, failure],
    );
    return rows.length === 1;
  }
}

/** What stands in the row was a `Mail` when it was posted; a later version may lack its template, and then says so. */
const toClaimed = ({ id, attempts, recipient, language, template, params }: MailRecord): ClaimedMail => {
  const { [ATTACHED]: attachment, ...words } = params;
  const attached = attachment === undefined ? {} : { attachment };
  return {
    id: mailId(id),
    attempt: attempts,
    mail: { to: recipient, language, template, params: words, ...attached } as unknown as Mail,
  };
};
