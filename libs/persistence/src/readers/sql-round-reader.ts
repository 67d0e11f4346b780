import {
  agencyId,
  assessmentId,
  countryId,
  PROGRESS,
  regionId,
  roundId,
  RoundReader,
  type AgencyId,
  type AssessmentState,
  type Board,
  type BoardFilter,
  type BoardLine,
  type Candidate,
  type CountryTotals,
  type Progress,
  type Reach,
  type Reminding,
  type RoundId,
  type RoundLine,
  type RoundOfAgency,
  type RoundState,
  type SharingChoice,
  type Transaction,
} from '@isonomia/application';
import { first, toDate, type At } from '../stores/values.js';

/** Of a participation `p`: what was started in the round, not what corrects it. */
const STARTED = `LEFT JOIN assessment a ON a.round_id = p.round_id AND a.agency_id = p.agency_id AND a.corrects IS NULL`;

const LIST = `
  SELECT d.id, d.name, d.region_id, r.name AS region, d.state, d.opens_on, d.closes_on,
    count(p.agency_id) FILTER (WHERE p.declined_at IS NULL)::int AS invited,
    count(a.id) FILTER (WHERE a.state <> 'draft')::int AS submitted
  FROM round d JOIN region r ON r.id = d.region_id
  LEFT JOIN participation p ON p.round_id = d.id ${STARTED}
  WHERE $1::boolean OR d.region_id = ANY ($2::uuid[])
  GROUP BY d.id, r.id ORDER BY r.name COLLATE "C", d.opens_on DESC, d.created_at DESC, d.id`;

/**
 * One statement for the screen: where every agency is, summed by country, and of those that the filter lets through one page,
 * for which alone answers are counted.
 */
const BOARD = `
  WITH placed AS MATERIALIZED (
    SELECT p.agency_id, g.name, g.type, c.id AS country_id, c.name AS country, p.invited_at, p.reminded_at,
      a.id AS assessment_id, greatest(a.created_at, a.submitted_at) AS moved_at,
      CASE
        WHEN a.id IS NULL THEN CASE WHEN p.declined_at IS NULL THEN 'not-started' ELSE 'declined' END
        WHEN a.state <> 'draft' THEN a.state
        WHEN (SELECT s.step FROM review_step s WHERE s.assessment_id = a.id ORDER BY s.at DESC LIMIT 1) = 'returned' THEN 'returned'
        ELSE 'started'
      END AS progress
    FROM participation p JOIN agency g ON g.id = p.agency_id JOIN country c ON c.id = g.country_id ${STARTED}
    WHERE p.round_id = $1
  ), shown AS MATERIALIZED (
    SELECT * FROM placed
    WHERE ($3::uuid IS NULL OR country_id = $3) AND ($4::text IS NULL OR progress = $4)
      AND ($5::text IS NULL OR strpos(lower(name), lower($5)) > 0)
      AND ($6::text IS NULL OR (name COLLATE "C", agency_id) > ($6, $7::uuid))
    ORDER BY name COLLATE "C", agency_id LIMIT $8
  ), asked AS MATERIALIZED (
    SELECT q.key AS question_id, q.value AS dimension FROM jsonb_each_text($2::jsonb) q
  ), led AS MATERIALIZED (
    SELECT led.id FROM led_agencies(ARRAY(SELECT agency_id FROM shown)) led (id)
  )
  SELECT
    (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
      SELECT country_id, country, progress, count(*)::int AS n FROM placed
      GROUP BY country_id, country, progress ORDER BY country COLLATE "C", country_id) t) AS totals,
    (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY l.name COLLATE "C", l.agency_id), '[]') FROM (
      SELECT s.*, s.agency_id IN (SELECT id FROM led) AS has_lead,
        coalesce((SELECT h.choice FROM sharing h WHERE h.round_id = $1 AND h.agency_id = s.agency_id ORDER BY h.id DESC LIMIT 1), 'own')
          AS sharing,
        (SELECT max(w.changed_at) FROM answer w WHERE w.assessment_id = s.assessment_id) AS answered_at,
        (SELECT coalesce(jsonb_object_agg(d.dimension, d.n), '{}') FROM (
          SELECT k.dimension, count(*)::int AS n FROM answer w JOIN asked k ON k.question_id = w.question_id
          WHERE w.assessment_id = s.assessment_id AND w.body IS NOT NULL GROUP BY k.dimension) d) AS answered
      FROM shown s) l) AS agencies`;

const CANDIDATES = `
  WITH open AS MATERIALIZED (
    SELECT g.id, g.name, g.type, c.id AS country_id, c.name AS country
    FROM round d JOIN country c ON c.region_id = d.region_id AND (d.countries = '{}' OR c.id = ANY (d.countries))
    JOIN agency g ON g.country_id = c.id AND (d.agency_types = '{}' OR g.type = ANY (d.agency_types))
    WHERE d.id = $1 AND g.retired_at IS NULL
      AND NOT EXISTS (SELECT FROM participation p WHERE p.round_id = d.id AND p.agency_id = g.id)
  ), led AS MATERIALIZED (SELECT led.id FROM led_agencies(ARRAY(SELECT id FROM open)) led (id))
  SELECT o.*, o.id IN (SELECT id FROM led) AS has_lead FROM open o
  ORDER BY o.country COLLATE "C", o.country_id, o.name COLLATE "C", o.id`;

const TO_REMIND = `
  WITH waiting AS MATERIALIZED (
    SELECT p.agency_id, g.name, p.invited_at, p.reminded_at FROM participation p JOIN agency g ON g.id = p.agency_id ${STARTED}
    WHERE p.round_id = $1 AND p.declined_at IS NULL AND (a.id IS NULL OR a.state = 'draft')
  ), led AS MATERIALIZED (SELECT led.id FROM led_agencies(ARRAY(SELECT agency_id FROM waiting)) led (id))
  SELECT w.*, w.agency_id IN (SELECT id FROM led) AS has_lead FROM waiting w ORDER BY w.name COLLATE "C", w.agency_id`;

const OF_AGENCY = `
  SELECT d.id, d.name, d.state, d.opens_on, d.closes_on, p.declined_at IS NOT NULL AS declined,
    a.id AS assessment_id, a.state AS assessment_state,
    coalesce((SELECT h.choice FROM sharing h WHERE h.round_id = p.round_id AND h.agency_id = p.agency_id ORDER BY h.id DESC LIMIT 1), 'own')
      AS sharing
  FROM participation p JOIN round d ON d.id = p.round_id ${STARTED}
  WHERE p.agency_id = $1 ORDER BY d.state = 'closed', d.closes_on, d.id`;

interface RoundLineRecord {
  readonly id: string;
  readonly name: string;
  readonly region_id: string;
  readonly region: string;
  readonly state: RoundState;
  readonly opens_on: string;
  readonly closes_on: string;
  readonly invited: number;
  readonly submitted: number;
}
interface BoardRecord {
  readonly totals: readonly {
    readonly country_id: string;
    readonly country: string;
    readonly progress: Progress;
    readonly n: number;
  }[];
  readonly agencies: readonly BoardLineRecord[];
}
interface BoardLineRecord {
  readonly agency_id: string;
  readonly name: string;
  readonly type: string;
  readonly country: string;
  readonly progress: Progress;
  readonly invited_at: At;
  readonly reminded_at: At | null;
  readonly moved_at: At | null;
  readonly answered_at: At | null;
  readonly has_lead: boolean;
  readonly sharing: SharingChoice;
  readonly answered: Readonly<Record<string, number>>;
}
interface CandidateRecord {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly country_id: string;
  readonly country: string;
  readonly has_lead: boolean;
}
interface RemindingRecord {
  readonly agency_id: string;
  readonly name: string;
  readonly invited_at: At;
  readonly reminded_at: At | null;
  readonly has_lead: boolean;
}
interface RoundOfAgencyRecord {
  readonly id: string;
  readonly name: string;
  readonly state: RoundState;
  readonly opens_on: string;
  readonly closes_on: string;
  readonly declined: boolean;
  readonly sharing: SharingChoice;
  readonly assessment_id: string | null;
  readonly assessment_state: AssessmentState | null;
}

export class SqlRoundReader extends RoundReader {
  async list(tx: Transaction, reach: Reach): Promise<readonly RoundLine[]> {
    const parameters = [reach.everywhere, reach.everywhere ? [] : reach.regions];
    return (await tx.query<RoundLineRecord>(LIST, parameters)).map(toLine);
  }

  async board(
    tx: Transaction,
    round: RoundId,
    questions: Readonly<Record<string, string>>,
    filter: BoardFilter,
  ): Promise<Board> {
    const { country, progress, matching, after, size } = filter;
    const chosen = [country, progress, matching, after?.name, after?.id].map((one) => one ?? null);
    const row = first(await tx.query<BoardRecord>(BOARD, [round, JSON.stringify(questions), ...chosen, size]));
    return { agencies: (row?.agencies ?? []).map(toBoardLine), totals: totalsOf(row?.totals ?? []) };
  }

  async candidates(tx: Transaction, round: RoundId): Promise<readonly Candidate[]> {
    return (await tx.query<CandidateRecord>(CANDIDATES, [round])).map((row) => ({
      agency: agencyId(row.id),
      name: row.name,
      type: row.type,
      countryId: countryId(row.country_id),
      country: row.country,
      hasLead: row.has_lead,
    }));
  }

  async toRemind(tx: Transaction, round: RoundId): Promise<readonly Reminding[]> {
    return (await tx.query<RemindingRecord>(TO_REMIND, [round])).map((row) => ({
      agency: agencyId(row.agency_id),
      name: row.name,
      hasLead: row.has_lead,
      invitedAt: toDate(row.invited_at),
      ...(row.reminded_at !== null && { remindedAt: toDate(row.reminded_at) }),
    }));
  }

  async ofAgency(tx: Transaction, agency: AgencyId): Promise<readonly RoundOfAgency[]> {
    return (await tx.query<RoundOfAgencyRecord>(OF_AGENCY, [agency])).map(toRoundOfAgency);
  }
}

const toLine = (row: RoundLineRecord): RoundLine => ({
  id: roundId(row.id),
  name: row.name,
  regionId: regionId(row.region_id),
  region: row.region,
  state: row.state,
  opensOn: row.opens_on,
  closesOn: row.closes_on,
  invited: row.invited,
  submitted: row.submitted,
});

function toBoardLine(row: BoardLineRecord): BoardLine {
  const moments = [row.moved_at, row.answered_at].flatMap((at) => (at === null ? [] : [toDate(at).getTime()]));
  return {
    agency: agencyId(row.agency_id),
    name: row.name,
    country: row.country,
    type: row.type,
    progress: row.progress,
    invitedAt: toDate(row.invited_at),
    ...(row.reminded_at !== null && { remindedAt: toDate(row.reminded_at) }),
    ...(moments.length > 0 && { lastActivity: new Date(Math.max(...moments)) }),
    hasLead: row.has_lead,
    sharing: row.sharing,
    answered: row.answered,
  };
}

/** The rows come by country; each country once, with every step, those that nobody is at included. */
function totalsOf(rows: BoardRecord['totals']): readonly CountryTotals[] {
  const byCountry = new Map<string, { name: string; progress: Record<Progress, number> }>();
  const none = (): Record<Progress, number> =>
    Object.fromEntries(PROGRESS.map((one) => [one, 0])) as Record<Progress, number>;
  for (const { country_id, country, progress, n } of rows) {
    const totals = byCountry.get(country_id) ?? { name: country, progress: none() };
    totals.progress[progress] = n;
    byCountry.set(country_id, totals);
  }
  return [...byCountry].map(([id, totals]) => ({ country: countryId(id), ...totals }));
}

const toRoundOfAgency = (row: RoundOfAgencyRecord): RoundOfAgency => ({
  id: roundId(row.id),
  name: row.name,
  state: row.state,
  opensOn: row.opens_on,
  closesOn: row.closes_on,
  declined: row.declined,
  sharing: row.sharing,
  ...(row.assessment_id !== null &&
    row.assessment_state !== null && {
      assessment: { id: assessmentId(row.assessment_id), state: row.assessment_state },
    }),
});
