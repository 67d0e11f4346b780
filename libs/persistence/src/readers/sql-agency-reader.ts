import {
  AgencyReader,
  agencyId,
  assessmentId,
  fileId,
  regionId,
  type AgencyId,
  type AgencyLine,
  type AssessmentLine,
  type AssessmentState,
  type Country,
  type Page,
  type Reach,
  type Transaction,
} from '@isonomia/application';
import { toCountry, type CountryRecord } from '../stores/agency-rows.js';
import { toDate, type At } from '../stores/values.js';

interface AgencyLineRecord {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly country: string;
  readonly region_id: string;
  readonly region: string;
  readonly logo_file_id: string | null;
  readonly fictional: boolean;
  readonly retired: boolean;
  readonly assessments: number;
}
interface AssessmentLineRecord {
  readonly id: string;
  readonly title: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly state: AssessmentState;
  readonly created_at: At;
  readonly submitted_at: At | null;
  readonly answered: number;
  readonly unconfirmed: number;
  readonly corrects: string | null;
}

/** Names compare by code point: the same page begins at the same place whatever the server's locale. */
const LIST = `
  SELECT g.id, g.name, g.type, c.name AS country, r.id AS region_id, r.name AS region, g.logo_file_id, g.fictional,
    g.retired_at IS NOT NULL AS retired,
    (SELECT count(*)::int FROM assessment a WHERE a.agency_id = g.id) AS assessments
  FROM agency g JOIN country c ON c.id = g.country_id JOIN region r ON r.id = c.region_id
  WHERE ($1::boolean OR g.id = ANY ($2::uuid[]) OR c.region_id = ANY ($3::uuid[]))
    AND ($4::text IS NULL OR strpos(lower(g.name), lower($4)) > 0)
    AND ($5::text IS NULL OR (g.name COLLATE "C", g.id) > ($5, $6::uuid))
  ORDER BY g.name COLLATE "C", g.id LIMIT $7`;

const ASSESSMENTS = `
  SELECT a.id, a.title, a.instrument_id, a.instrument_version, a.variant, a.reference_from, a.reference_to, a.state,
    a.created_at, a.submitted_at,
    (SELECT count(*)::int FROM answer w WHERE w.assessment_id = a.id AND w.body IS NOT NULL) AS answered,
    (SELECT count(*)::int FROM carried_answer k JOIN answer w USING (assessment_id, question_id)
      WHERE k.assessment_id = a.id AND k.prefilled AND w.revision = 1) AS unconfirmed, a.corrects
  FROM assessment a WHERE a.agency_id = $1 ORDER BY a.created_at DESC, a.id DESC`;

const COUNTRIES = `
  SELECT c.id AS country_id, c.code AS country_code, c.name AS country_name, r.id AS region_id, r.name AS region_name
  FROM country c JOIN region r ON r.id = c.region_id ORDER BY r.name COLLATE "C", c.name COLLATE "C"`;

export class SqlAgencyReader extends AgencyReader {
  async list(tx: Transaction, reach: Reach, page: Page): Promise<readonly AgencyLine[]> {
    const rows = await tx.query<AgencyLineRecord>(LIST, [
      reach.everywhere,
      reach.everywhere ? [] : reach.agencies,
      reach.everywhere ? [] : reach.regions,
      page.matching ?? null,
      page.after?.name ?? null,
      page.after?.id ?? null,
      page.size,
    ]);
    return rows.map(toAgencyLine);
  }

  async assessments(tx: Transaction, agency: AgencyId): Promise<readonly AssessmentLine[]> {
    return (await tx.query<AssessmentLineRecord>(ASSESSMENTS, [agency])).map(toAssessmentLine);
  }

  async countries(tx: Transaction): Promise<readonly Country[]> {
    return (await tx.query<CountryRecord>(COUNTRIES, [])).map(toCountry);
  }
}

const toAgencyLine = (row: AgencyLineRecord): AgencyLine => ({
  id: agencyId(row.id),
  name: row.name,
  type: row.type,
  country: row.country,
  regionId: regionId(row.region_id),
  region: row.region,
  ...(row.logo_file_id !== null && { logo: fileId(row.logo_file_id) }),
  fictional: row.fictional,
  retired: row.retired,
  assessments: row.assessments,
});

const toAssessmentLine = (row: AssessmentLineRecord): AssessmentLine => ({
  id: assessmentId(row.id),
  title: row.title,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  variant: row.variant,
  reference: { from: row.reference_from, to: row.reference_to },
  state: row.state,
  createdAt: toDate(row.created_at),
  ...(row.submitted_at !== null && { submittedAt: toDate(row.submitted_at) }),
  answered: row.answered,
  unconfirmed: row.unconfirmed,
  ...(row.corrects !== null && { corrects: assessmentId(row.corrects) }),
});
