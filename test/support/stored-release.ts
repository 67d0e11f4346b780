import type { RegionId, ReleaseId, RoundId } from '@isonomia/application';
import { canonicalJson } from '@isonomia/instrument';
import { createHash, randomUUID } from 'node:crypto';
import { asOwner, type TestDatabase } from './database.js';
import { EXAMPLE_COUNTRIES, EXAMPLE_RELEASE } from './release-example.js';

export interface StoredRelease {
  readonly release: ReleaseId;
  readonly round: RoundId;
  readonly sha256: string;
}

/** The example release as the worker would have left it in a region, with its countries and a closed round around it. */
export async function storeRelease({ address }: TestDatabase, region: RegionId): Promise<StoredRelease> {
  const release = randomUUID() as ReleaseId;
  const round = randomUUID() as RoundId;
  const { statement, groups } = EXAMPLE_RELEASE;
  const sha256 = createHash('sha256').update(canonicalJson(EXAMPLE_RELEASE)).digest('hex');
  const { instrument, reference } = statement;
  await asOwner(address, async (client) => {
    for (const { id, code, name } of EXAMPLE_COUNTRIES)
      await client.query(
        'INSERT INTO country (id, region_id, code, name) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [id, region, code, name],
      );
    await client.query(
      `INSERT INTO round (id, region_id, name, instrument_id, instrument_version, variant, opens_on, closes_on,
         reference_from, reference_to, state, closed_at, created_by, created_at)
       VALUES ($1, $2, 'Round 2026', $3, $4, $5, '2026-01-15', '2026-04-15', $6, $7, 'closed', now(), 'chen', now())`,
      [round, region, instrument.id, instrument.version, instrument.variant, reference.from, reference.to],
    );
    await client.query(
      `INSERT INTO release (id, round_id, region_id, number, created_by, created_at)
       VALUES ($1, $2, $3, 1, 'chen', '2026-05-18T09:00:00Z')`,
      [release, round, region],
    );
    await client.query(
      `INSERT INTO release_table (release_id, grouping, group_id, position, body)
       SELECT $1, g.body->>'grouping', g.body->>'group', g.position, g.body
       FROM jsonb_array_elements($2) WITH ORDINALITY AS g (body, position)`,
      [release, JSON.stringify(groups)],
    );
    await client.query(
      `UPDATE release SET state = 'ready', finished_at = '2026-05-18T09:00:30Z', sha256 = $2, statement = $3 WHERE id = $1`,
      [release, sha256, JSON.stringify(statement)],
    );
  });
  return { release, round, sha256 };
}

/** An agency in the round: its leads may then read what the round released. */
export async function joinRound({ address }: TestDatabase, round: RoundId, agency: string): Promise<void> {
  await asOwner(address, (client) =>
    client.query(
      `INSERT INTO participation (round_id, agency_id, invited_at, invited_by) VALUES ($1, $2, now(), 'chen')`,
      [round, agency],
    ),
  );
}
