import type { RoundId } from '@isonomia/application';
import type { GeneratedRegion } from './generated-region.js';

/**
 * What somebody would write by hand who needs no disclosure control: quartiles of every dimension and the median of every
 * item, over everybody and by country, type and size; people by band.
 */
const GROUPS = 'GROUPING SETS ((n), (country_id, n), (agency_type, n), (size_band, n))';
const SCORES = `
  SELECT country_id, agency_type, size_band, n, count(*), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY e) AS evidenced,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY c) AS claimed
  FROM contribution, unnest(evidenced, claimed) WITH ORDINALITY AS u (e, c, n)
  WHERE round_id = $1 AND superseded_by IS NULL GROUP BY ${GROUPS}`;
const ITEMS = `
  SELECT country_id, agency_type, size_band, n, percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS median
  FROM contribution, unnest(items) WITH ORDINALITY AS u (v, n)
  WHERE round_id = $1 AND superseded_by IS NULL GROUP BY ${GROUPS}`;

export async function aggregateInSql(region: GeneratedRegion, round: RoundId): Promise<void> {
  for (const sql of [SCORES, ITEMS]) await region.rows(sql, [round]);
}
