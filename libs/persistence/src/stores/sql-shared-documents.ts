import {
  agencyId,
  assessmentId,
  documentId,
  linkId,
  releaseId,
  SharedDocuments,
  type Asking,
  type AssessmentId,
  type DocumentId,
  type HeldLink,
  type NewOrder,
  type Ordered,
  type ReleaseId,
  type SharedAssessment,
  type SharedDocument,
  type SharedRelease,
  type Transaction,
} from '@isonomia/application';
import type { DataSource } from 'typeorm';
import { autocommit } from './autocommit.js';
import { toForm, type FormRecord } from './form-values.js';
import { first, present, toDate, type At } from './values.js';

interface HeldRecord {
  readonly id: string;
  readonly agency_id: string | null;
  readonly agency: string | null;
  readonly fictional: boolean;
  readonly time_zone: string | null;
  readonly round: string | null;
  readonly recipient: string;
  readonly language: string;
  readonly editable: boolean;
  readonly expires_at: At;
  readonly ordered: number;
  readonly last_used_at: At | null;
}
interface AssessmentRecord {
  readonly id: string;
  readonly title: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly status: SharedAssessment['status'];
  readonly languages: readonly string[];
}
interface ReleaseRecord {
  readonly id: string;
  readonly number: number;
  readonly published_at: At;
  readonly round: string;
  readonly region: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
}
interface DocumentRecord extends FormRecord {
  readonly id: string;
  readonly kind: SharedDocument['kind'];
  readonly subject: string;
  readonly title: string;
  readonly state: SharedDocument['state'];
  readonly requested_at: At;
  readonly started_at: At | null;
  readonly finished_at: At | null;
  readonly sha256: string | null;
  readonly size: string | null;
}
interface OrderRecord {
  readonly document: string | null;
  readonly agency_id: string | null;
  readonly made: boolean;
}

const ASSESSMENTS = `SELECT id, title, reference_from::text, reference_to::text, status, languages FROM link_assessments($1, $2)`;
const RELEASES = 'SELECT * FROM link_releases($1, $2)';
const DOCUMENTS = 'SELECT * FROM link_documents($1, $2)';
const ORDER = 'SELECT document, agency_id, made FROM order_by_link($1, $2, $3, $4, $5, $6, $7)';
const ORDER_REPORT = 'SELECT document, agency_id, made FROM order_report_by_link($1, $2, $3, $4, $5, $6, $7)';
const NOTE = 'SELECT note_link($1, $2, $3, $4, $5, $6) AS done';

/** Calls the functions that ask for the digest of the link anew. */
export class SqlSharedDocuments extends SharedDocuments {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find({ key, at }: Asking): Promise<HeldLink | undefined> {
    const { rows } = await autocommit(this.dataSource).query<HeldRecord>({
      name: 'link-of',
      text: 'SELECT * FROM link_of($1, $2)',
      values: [key, at],
    });
    const row = first(rows);
    return row === undefined ? undefined : toHeld(row, key);
  }

  async assessments(tx: Transaction, { key, at }: Asking): Promise<readonly SharedAssessment[]> {
    return (await tx.query<AssessmentRecord>(ASSESSMENTS, [key, at])).map((row) => ({
      id: assessmentId(row.id),
      title: row.title,
      reference: { from: row.reference_from, to: row.reference_to },
      status: row.status,
      languages: row.languages,
    }));
  }

  async releases(tx: Transaction, { key, at }: Asking): Promise<readonly SharedRelease[]> {
    return (await tx.query<ReleaseRecord>(RELEASES, [key, at])).map((row) => ({
      id: releaseId(row.id),
      number: row.number,
      round: row.round,
      region: row.region,
      publishedAt: toDate(row.published_at),
      instrumentId: row.instrument_id,
      instrumentVersion: row.instrument_version,
    }));
  }

  async documents(tx: Transaction, { key, at }: Asking): Promise<readonly SharedDocument[]> {
    return (await tx.query<DocumentRecord>(DOCUMENTS, [key, at])).map(toDocument);
  }

  order(tx: Transaction, asking: Asking, assessment: AssessmentId, order: NewOrder): Promise<Ordered> {
    return ordered(tx, ORDER, asking, { ...order, subject: assessment });
  }

  orderReport(tx: Transaction, asking: Asking, release: ReleaseId, order: NewOrder): Promise<Ordered> {
    return ordered(tx, ORDER_REPORT, asking, { ...order, subject: release });
  }

  async note(tx: Transaction, { key, at }: Asking, entry: Parameters<SharedDocuments['note']>[2]): Promise<boolean> {
    const { action, document, detail = {} } = entry;
    const subject = [document?.kind ?? 'link', document?.id ?? null];
    const row = first(await tx.query<{ readonly done: boolean }>(NOTE, [key, at, action, ...subject, detail]));
    return row?.done === true;
  }

  async *read({ key, at }: Asking, document: DocumentId): AsyncGenerator<Uint8Array> {
    for (let position = 0; ; position += 1) {
      const { rows } = await autocommit(this.dataSource).query<{ readonly bytes: Buffer | null }>({
        name: 'link-chunk',
        text: 'SELECT link_chunk($1, $2, $3, $4) AS bytes',
        values: [key, at, document, position],
      });
      const bytes = first(rows)?.bytes ?? undefined;
      if (bytes === undefined) return;
      yield bytes;
    }
  }
}

async function ordered(
  tx: Transaction,
  sql: string,
  { key, at }: Asking,
  { id, subject, language, format, most }: NewOrder & { readonly subject: string },
): Promise<Ordered> {
  const row = first(await tx.query<OrderRecord>(sql, [key, at, id, subject, language, format, most]));
  if (row === undefined) return undefined;
  if (row.document === null) return 'as-many-as-it-may';
  return {
    document: documentId(row.document),
    made: row.made,
    ...(row.agency_id !== null && { agency: agencyId(row.agency_id) }),
  };
}

const toHeld = (row: HeldRecord, key: HeldLink['key']): HeldLink => ({
  key,
  id: linkId(row.id),
  ...(row.agency_id !== null && {
    agency: { id: agencyId(row.agency_id), name: row.agency ?? '', fictional: row.fictional },
  }),
  timeZone: row.time_zone ?? 'UTC',
  ...present('round', row.round),
  recipient: row.recipient,
  language: row.language,
  editable: row.editable,
  expiresAt: toDate(row.expires_at),
  ordered: row.ordered,
  ...present('lastUsedAt', row.last_used_at === null ? undefined : toDate(row.last_used_at)),
});

const toDocument = (row: DocumentRecord): SharedDocument => ({
  id: documentId(row.id),
  kind: row.kind,
  subject: row.kind === 'report' ? releaseId(row.subject) : assessmentId(row.subject),
  title: row.title,
  form: toForm(row),
  state: row.state,
  requestedAt: toDate(row.requested_at),
  ...(row.started_at !== null && { startedAt: toDate(row.started_at) }),
  ...(row.finished_at !== null && { finishedAt: toDate(row.finished_at) }),
  ...present('sha256', row.sha256),
  ...present('size', row.size === null ? undefined : Number(row.size)),
});
