import { randomUUID } from 'node:crypto';
import { roundId, type AgencyId, type RoundId } from '@isonomia/application';
import { asOwner, type TestDatabase } from './database.js';
import type { Stage } from './stage.js';

/** Where rows can be arranged as the owner of the tables: a stage, or a test of its own making. */
export type Arranging = Pick<Stage, 'rows'>;

/** As the owner of the tables of a running web application. */
export const arrangingOn = ({ address }: TestDatabase): Arranging => ({
  rows: (sql, parameters?: readonly unknown[]) =>
    asOwner(address, async (client) => (await client.query(sql, [...(parameters ?? [])])).rows as never),
});

export interface RoundGiven {
  readonly name: string;
  readonly year: number;
  readonly instrument?: string;
  readonly version?: string;
  readonly variant?: string;
  readonly previous?: RoundId;
  readonly state?: 'planned' | 'open' | 'closed';
}

const ROUND = `INSERT INTO round (id, region_id, name, instrument_id, instrument_version, variant, opens_on, closes_on,
    reference_from, reference_to, previous_id, state, closed_at, created_by, created_at)
  SELECT $1, c.region_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE $11 WHEN 'closed' THEN now() END, 'root', now()
  FROM agency g JOIN country c ON c.id = g.country_id WHERE g.id = $12`;
const INVITED = `INSERT INTO participation (round_id, agency_id, invited_at, invited_by) VALUES ($1, $2, now(), 'root')`;

/** A round of the agency's region to which it is invited: by rows, for tests that are about what comes after. */
export async function invitedRound(stage: Arranging, agency: AgencyId, given: RoundGiven): Promise<RoundId> {
  const { name, year, instrument = 'sample', version = '1.0.0', variant = 'full', previous, state = 'open' } = given;
  const id = randomUUID();
  const dates = [`${year + 1}-02-01`, `${year + 1}-12-01`, `${year}-01-01`, `${year}-12-31`];
  await stage.rows(ROUND, [id, name, instrument, version, variant, ...dates, previous ?? null, state, agency]);
  await stage.rows(INVITED, [id, agency]);
  return roundId(id);
}

const VALIDATED = `UPDATE assessment SET state = 'validated', reviewed_by = 'bruno', revision = revision + 1 WHERE id = $1`;

/** As the review leaves it, for tests that are not about the review. */
export async function validated(stage: Arranging, assessment: string): Promise<void> {
  await stage.rows(VALIDATED, [assessment]);
}
