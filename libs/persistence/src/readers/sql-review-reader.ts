import {
  agencyId,
  assessmentId,
  ReviewReader,
  userId,
  type AssessmentState,
  type ReviewLine,
  type ReviewReach,
  type ReviewStep,
  type Transaction,
} from '@isonomia/application';
import { present, toDate, type At } from '../stores/values.js';

interface LineRecord {
  readonly id: string;
  readonly title: string;
  readonly agency_id: string;
  readonly agency_name: string;
  readonly fictional: boolean;
  readonly time_zone: string;
  readonly country: string;
  readonly round: string | null;
  readonly state: AssessmentState;
  readonly submitted_at: At | null;
  readonly reviewed_by: string | null;
  readonly step: ReviewStep['step'] | null;
  readonly by: string | null;
  readonly at: At | null;
}

const COLUMNS = `a.id, a.title, a.agency_id, g.name AS agency_name, g.fictional, g.time_zone, c.name AS country,
  r.name AS round, a.state, a.submitted_at, a.reviewed_by`;
const PLACE = `JOIN agency g ON g.id = a.agency_id JOIN country c ON c.id = g.country_id LEFT JOIN round r ON r.id = a.round_id`;
const REACHED = `(a.agency_id = ANY ($1::uuid[]) OR c.region_id = ANY ($2::uuid[])) AND a.agency_id <> ALL ($3::uuid[])`;
const LAST = `(SELECT s.step, s.by, s.at FROM review_step s WHERE s.assessment_id = a.id ORDER BY s.id DESC LIMIT 1)`;

/** What waits is found by its own index, what was done by the steps of late. */
const LINES = `
  (SELECT ${COLUMNS}, s.step, s.by, s.at FROM assessment a ${PLACE} LEFT JOIN LATERAL ${LAST} s ON true
    WHERE a.state IN ('submitted', 'in-review') AND ${REACHED} ORDER BY a.submitted_at, a.id LIMIT $5)
  UNION ALL
  (SELECT ${COLUMNS}, s.step, s.by, s.at FROM review_step s JOIN assessment a ON a.id = s.assessment_id ${PLACE}
    WHERE s.at >= $4 AND (s.step, a.state) IN (('returned', 'draft'), ('validated', 'validated')) AND ${REACHED}
      AND NOT EXISTS (SELECT FROM review_step n WHERE n.assessment_id = s.assessment_id AND n.id > s.id)
    ORDER BY s.at DESC, a.id LIMIT $5)`;

export class SqlReviewReader extends ReviewReader {
  async lines(
    tx: Transaction,
    { agencies, regions, without }: ReviewReach,
    { since, most }: { readonly since: Date; readonly most: number },
  ): Promise<readonly ReviewLine[]> {
    return (await tx.query<LineRecord>(LINES, [agencies, regions, without, since, most])).map(toLine);
  }
}

const toLine = (row: LineRecord): ReviewLine => ({
  assessment: assessmentId(row.id),
  title: row.title,
  agency: { id: agencyId(row.agency_id), name: row.agency_name, fictional: row.fictional },
  country: row.country,
  timeZone: row.time_zone,
  ...present('round', row.round),
  state: row.state,
  ...(row.submitted_at !== null && { submittedAt: toDate(row.submitted_at) }),
  ...(row.reviewed_by !== null && { reviewedBy: userId(row.reviewed_by) }),
  ...(row.step !== null &&
    row.by !== null &&
    row.at !== null && { last: { step: row.step, by: userId(row.by), at: toDate(row.at) } }),
});
