import {
  assessmentId,
  linkId,
  LinkStore,
  userId,
  type LinkPlace,
  type NewLink,
  type PersonalLink,
  type Transaction,
} from '@isonomia/application';
import { first, present, toDate, type At } from './values.js';

interface LinkRecord {
  readonly id: string;
  readonly assessment_id: string | null;
  readonly reports: boolean;
  readonly editable: boolean;
  readonly recipient: string;
  readonly given_by: string;
  readonly given_at: At;
  readonly expires_at: At;
  readonly revoked_at: At | null;
  readonly opened: number;
  readonly downloaded: number;
  readonly ordered: number;
  readonly last_used_at: At | null;
}

const INSERT = `INSERT INTO personal_link (id, agency_id, round_id, assessment_id, reports, editable, recipient, language,
    token_sha256, given_by, given_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
const OF_PLACE = `SELECT id, assessment_id, reports, editable, recipient, given_by, given_at, expires_at, revoked_at, opened,
    downloaded, ordered, last_used_at
  FROM personal_link WHERE agency_id = $1 OR round_id = $2 ORDER BY given_at DESC, id`;
const REVOKE = `UPDATE personal_link SET revoked_at = $5, revoked_by = $4
  WHERE id = $3 AND (agency_id = $1 OR round_id = $2) AND revoked_at IS NULL RETURNING id`;

export class SqlLinkStore extends LinkStore {
  async insert(tx: Transaction, link: NewLink): Promise<void> {
    const { id, place, assessment, reports, editable, recipient, language, token } = link;
    const what = [assessment ?? null, reports, editable, recipient, language, token];
    await tx.query(INSERT, [id, ...columnsOf(place), ...what, link.givenBy, link.givenAt, link.expiresAt]);
  }

  async ofPlace(tx: Transaction, place: LinkPlace): Promise<readonly PersonalLink[]> {
    return (await tx.query<LinkRecord>(OF_PLACE, columnsOf(place))).map(toLink);
  }

  async revoke(tx: Transaction, place: LinkPlace, given: Parameters<LinkStore['revoke']>[2]): Promise<boolean> {
    const { id, actor, at } = given;
    return first(await tx.query(REVOKE, [...columnsOf(place), id, actor, at])) !== undefined;
  }
}

const columnsOf = (place: LinkPlace) => ('agency' in place ? [place.agency, null] : [null, place.round]);

const toLink = (row: LinkRecord): PersonalLink => ({
  id: linkId(row.id),
  ...(row.assessment_id !== null && { assessment: assessmentId(row.assessment_id) }),
  reports: row.reports,
  editable: row.editable,
  recipient: row.recipient,
  givenBy: userId(row.given_by),
  givenAt: toDate(row.given_at),
  expiresAt: toDate(row.expires_at),
  ...present('revokedAt', row.revoked_at === null ? undefined : toDate(row.revoked_at)),
  opened: row.opened,
  downloaded: row.downloaded,
  ordered: row.ordered,
  ...present('lastUsedAt', row.last_used_at === null ? undefined : toDate(row.last_used_at)),
});
