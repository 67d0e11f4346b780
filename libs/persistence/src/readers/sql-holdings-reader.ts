import {
  agencyId,
  assessmentId,
  fileId,
  HoldingsReader,
  type AgencyId,
  type AssessmentId,
  type Holding,
  type StoredFile,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { first } from '../stores/values.js';

interface RowRecord {
  readonly row: object;
}

const rowsOf = (table: string, where: string, order: string): string =>
  `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${where} ORDER BY ${order}`;
const ofAgency = (table: string, order: string): readonly [string, string] => [
  table,
  rowsOf(table, 't.agency_id = $1', order),
];
const ofAssessment = (table: string, order: string): readonly [string, string] => [
  table,
  rowsOf(table, 't.agency_id = $1 AND t.assessment_id = $2', order),
];

/** What outcomes have in common is kept once for all; those that this agency's outcomes name. */
const OUTCOME_PARTS = rowsOf(
  'outcome_part',
  `t.sha256 IN (SELECT unnest(ARRAY[o.instrument_part, o.references_part, o.rules_part, o.texts_part])
    FROM outcome o WHERE o.agency_id = $1)`,
  't.sha256',
);

/** Without the digests of their secrets, which nobody reads. */
const LINKS = `SELECT to_jsonb(t) AS row FROM (
  SELECT id, agency_id, assessment_id, reports, editable, recipient, language, given_by, given_at, expires_at, revoked_at,
    revoked_by, opened, downloaded, ordered, last_used_at FROM personal_link WHERE agency_id = $1) t
  ORDER BY t.given_at, t.id`;

/** Who went to workshops for it; without the codes that open a seat, and the digest that nobody reads. */
const ATTENDED = `SELECT to_jsonb(t) AS row FROM (
  SELECT id, workshop_id, agency_id, agency_group_id, name, function, joined_at, removed_at, focal_point, listed_at
  FROM workshop_participant WHERE agency_id = $1) t ORDER BY t.workshop_id, t.name, t.id`;
/** What its group in a workshop said as one; what each of its people said for themselves is theirs. */
const ofGroup = (table: string, order: string): readonly [string, string] => [
  table,
  rowsOf(table, 't.group_id IN (SELECT g.id FROM workshop_group g WHERE g.agency_id = $1)', `t.workshop_id, ${order}`),
];

/** Name of the file, and how its rows are read. A table that names an agency and is missing here fails a test. */
const AGENCY_PARTS: readonly (readonly [string, string])[] = [
  ['agency', rowsOf('agency', 't.id = $1', 't.id')],
  ['people', 'SELECT agency_people($1) AS row'],
  ['invitation', 'SELECT agency_invitations($1) AS row'],
  ofAgency('assessment', 't.id'),
  ofAgency('assignment', 't.assessment_id, t.dimension_id'),
  ofAgency('comment', 't.id'),
  ofAgency('evidence', 't.id'),
  ofAgency('approval', 't.assessment_id'),
  ofAgency('decision', 't.outcome_id, t.rule_id'),
  ofAgency('document', 't.requested_at, t.id'),
  ofAgency('file', 't.id'),
  ofAgency('agency_erasure', 't.agency_id'),
  ['personal_link', LINKS],
  ofAgency('participation', 't.round_id'),
  ofAgency('contribution', 't.validated_at, t.assessment_id'),
  ofAgency('sharing', 't.id'),
  ofAgency('plan_task', 't.created_at, t.id'),
  ofAgency('plan_event', 't.id'),
  ofAgency('plan_evidence', 't.created_at, t.id'),
  ofAgency('plan_notice', 't.at, t.subject, t.kind'),
  ofAgency('plan_sharing', 't.id'),
  ofAgency('follow_up', 't.document_id'),
  ofAgency('workshop_group', 't.workshop_id'),
  ['workshop_participant', ATTENDED],
  ofGroup('workshop_consensus', 't.question_id'),
  ofGroup('workshop_consensus_history', 't.question_id, t.revision'),
  ofGroup('workshop_point', 't.created_at, t.id'),
  ofGroup('workshop_choice', 't.id'),
  ofGroup('workshop_comment', 't.said_at, t.id'),
  ofGroup('workshop_position', 't.clause_id'),
  ofGroup('workshop_commitment', 't.position'),
  ofGroup('workshop_offer', 't.id'),
  ['outcome_part', OUTCOME_PARTS],
];
const ASSESSMENT_PARTS: readonly (readonly [string, string])[] = [
  ofAssessment('answer', 't.question_id'),
  ofAssessment('answer_draft', 't.question_id'),
  ofAssessment('carried_answer', 't.question_id'),
  ofAssessment('answer_history', 't.question_id, t.revision'),
  ofAssessment('answer_set_history', 't.id'),
  ofAssessment('review_step', 't.id'),
  ofAssessment('review_decision', 't.id'),
  ofAssessment('outcome', 't.revision'),
];

const AUDIT = `SELECT a.id::text, to_jsonb(a) AS row FROM audit a WHERE a.agency_id = $1 AND a.id > $2::bigint
  ORDER BY a.id LIMIT $3`;
const FILES = 'SELECT id, name, media_type, size::text, sha256 FROM file WHERE agency_id = $1 ORDER BY id';

export class SqlHoldingsReader extends HoldingsReader {
  ofAgency(tx: Transaction, agency: AgencyId): Promise<readonly Holding[]> {
    return read(tx, AGENCY_PARTS, [agency]);
  }

  async assessments(tx: Transaction, agency: AgencyId): Promise<readonly AssessmentId[]> {
    const sql = 'SELECT id FROM assessment WHERE agency_id = $1 ORDER BY id';
    return (await tx.query<{ readonly id: string }>(sql, [agency])).map(({ id }) => assessmentId(id));
  }

  ofAssessment(tx: Transaction, agency: AgencyId, assessment: AssessmentId): Promise<readonly Holding[]> {
    return read(tx, ASSESSMENT_PARTS, [agency, assessment]);
  }

  audit(
    tx: Transaction,
    agency: AgencyId,
    { after, size }: { readonly after?: string; readonly size: number },
  ): Promise<readonly { readonly id: string; readonly row: object }[]> {
    return tx.query<{ readonly id: string; readonly row: object }>(AUDIT, [agency, after ?? '0', size]);
  }

  async files(tx: Transaction, agency: AgencyId): Promise<readonly StoredFile[]> {
    const rows = await tx.query<Readonly<Record<'id' | 'name' | 'media_type' | 'size' | 'sha256', string>>>(FILES, [
      agency,
    ]);
    return rows.map(({ id, name, media_type: mediaType, size, sha256 }) => ({
      id: fileId(id),
      agencyId: agencyId(agency),
      name,
      mediaType,
      size: Number(size),
      sha256,
    }));
  }

  async ofPerson(tx: Transaction, person: UserId): Promise<object | undefined> {
    const sql = 'SELECT person_holdings($1) AS row';
    return first(await tx.query<{ readonly row: object | null }>(sql, [person]))?.row ?? undefined;
  }
}

async function read(
  tx: Transaction,
  parts: readonly (readonly [string, string])[],
  parameters: readonly unknown[],
): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const [name, sql] of parts) {
    const rows = await tx.query<RowRecord>(sql, parameters);
    holdings.push({ name, rows: rows.map(({ row }) => row) });
  }
  return holdings;
}
