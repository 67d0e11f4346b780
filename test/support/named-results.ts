import { userId, type AgencyId, type AssessmentId, type RoundId } from '@isonomia/application';
import { ContentLibrary } from '@isonomia/content';
import { createPorts } from '@isonomia/persistence';
import type { Contribution } from '@isonomia/comparison';
import { contributed } from './contributions.js';
import { asOwner, type TestDatabase } from './database.js';

interface Shown {
  readonly round: RoundId;
  readonly agency: AgencyId;
  readonly assessment: AssessmentId;
}

/** An agency of a round that is validated and shows its results to everybody who takes part. */
export async function showsItsName(database: TestDatabase, { round, agency, assessment }: Shown): Promise<void> {
  const instrument = (await new ContentLibrary({ content: 'libs/content' }).find('geoa-le'))?.instrument;
  if (instrument === undefined) throw new Error('geoa-le is not there');
  const [place] = await asOwner(database.address, async (client) => {
    await client.query(
      `INSERT INTO sharing (round_id, agency_id, choice, chosen_by, chosen_at) VALUES ($1, $2, 'participants', 'asha', now())`,
      [round, agency],
    );
    const sql = `SELECT g.country_id AS country, c.region_id AS region FROM agency g JOIN country c ON c.id = g.country_id
      WHERE g.id = $1`;
    return (await client.query<{ country: string; region: never }>(sql, [agency])).rows;
  });
  if (place === undefined) throw new Error('the agency is not there');
  const bands = instrument.bands.map(({ id }, at) => ({ band: id, women: 40 - 5 * at, men: 90 - 10 * at }));
  const contribution = contributed(assessment, {
    agency,
    holding: agency,
    country: place.country,
    agencyType: 'customs',
    instrument: { id: instrument.id, version: instrument.version, variant: 'full' },
    ...scoresOf(instrument.dimensions, instrument.items),
    gates: Object.fromEntries(instrument.gates.map(({ id }, at) => [id, at === 0 ? 'open' : 'met'])),
    bands,
    hires: { women: 12, men: 31 },
    leavers: { women: 2, men: 17 },
  });
  const { unitOfWork, contributions } = createPorts(database.operator);
  const added = [{ contribution, round, region: place.region, validatedAt: new Date('2026-06-01T09:00:00Z') }];
  await unitOfWork.run({ actor: userId('system') }, (tx) => contributions.recordAll(tx, added, instrument));
}

interface Named {
  readonly id: string;
}
const LEVELS = ['initial', 'emerging', 'developing', 'advanced', 'leading'] as const;

function scoresOf(
  dimensions: readonly Named[],
  items: readonly Named[],
): Pick<Contribution, 'overall' | 'dimensions' | 'items'> {
  const standing = (evidenced: number) => ({
    claimed: Math.min(100, evidenced + 14),
    evidenced,
    interval: [Math.max(0, evidenced - 6), Math.min(100, evidenced + 5)] as const,
    level: LEVELS[Math.min(4, Math.floor(evidenced / 20))] ?? 'leading',
  });
  return {
    overall: standing(47.3),
    dimensions: Object.fromEntries(
      dimensions.map(({ id }, at) => [id, at === 4 ? {} : standing((at * 37 + 12) % 100)]),
    ),
    items: Object.fromEntries(items.map(({ id }, at) => [id, (at % 5) * 25])),
  };
}
