import {
  agencyId,
  assessmentId,
  regionId,
  roundId,
  type AgencyId,
  type NewContribution,
  type RegionId,
  type RoundId,
} from '@isonomia/application';
import type { Contribution, Standing } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { Ports } from '@isonomia/persistence';
import { randomUUID } from 'node:crypto';
import { asOwner, type TestDatabase } from './database.js';

export interface ComparedAgency {
  readonly id: AgencyId;
  readonly contribution: Contribution;
}
export interface ComparedRound {
  readonly id: RoundId;
  readonly region: RegionId;
  readonly agencies: readonly ComparedAgency[];
}

export interface RoundSketch {
  readonly instrument: Instrument;
  /** How many agencies each country has. */
  readonly countries: readonly number[];
  readonly name?: string;
  readonly state?: 'open' | 'closed';
  readonly choice?: 'own' | 'anonymous';
}

const SQL = {
  region: `INSERT INTO region (id, name, fictional) VALUES ($1, 'Middle Region', true)`,
  country: 'INSERT INTO country (id, region_id, code, name) VALUES ($1, $2, $3, $4)',
  agency: `INSERT INTO agency (id, country_id, type, name, fictional) VALUES ($1, $2, $3, $4, true)`,
  round: `INSERT INTO round (id, region_id, name, instrument_id, instrument_version, variant, opens_on, closes_on,
      reference_from, reference_to, state, closed_at, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, 'full', '2026-01-15', '2026-04-15', '2025-01-01', '2025-12-31', $6,
      CASE WHEN $6 = 'closed' THEN now() END, 'chen', now())`,
  participation: `INSERT INTO participation (round_id, agency_id, invited_at, invited_by) VALUES ($1, $2, now(), 'chen')`,
  assessment: `INSERT INTO assessment (id, agency_id, instrument_id, instrument_version, variant, agency_type, state, title,
      created_by, submitted_at, submitted_by, reviewed_by)
    VALUES ($1, $2, $3, $4, 'full', $5, 'validated', 'Self-assessment 2025', 'asha', now(), 'asha', 'bruno')`,
  sharing: `INSERT INTO sharing (round_id, agency_id, choice, chosen_by, chosen_at) VALUES ($1, $2, $3, 'asha', now())`,
};

const TYPES = ['customs', 'police'] as const;

/** A round of a region of its own whose agencies were validated, each with numbers that follow from its place. */
export async function comparedRound(database: TestDatabase, ports: Ports, sketch: RoundSketch): Promise<ComparedRound> {
  const { instrument, countries, name = 'Round 2026', state = 'closed', choice = 'anonymous' } = sketch;
  const [round, region] = [roundId(randomUUID()), regionId(randomUUID())];
  const agencies: ComparedAgency[] = [];
  await asOwner(database.address, async (client) => {
    await client.query(SQL.region, [region]);
    await client.query(SQL.round, [round, region, name, instrument.id, instrument.version, state]);
    for (const [index, count] of countries.entries()) {
      const country = randomUUID();
      const letter = String.fromCodePoint(0x41 + index);
      await client.query(SQL.country, [country, region, `X${letter}`, `Country ${letter}`]);
      for (let n = 0; n < count; n += 1) {
        const place = agencies.length;
        const agencyType = TYPES[place % TYPES.length] ?? 'police';
        const agency = agencyId(randomUUID());
        const assessment = assessmentId(randomUUID());
        await client.query(SQL.agency, [agency, country, agencyType, `Agency ${letter}${n + 1}`]);
        await client.query(SQL.participation, [round, agency]);
        await client.query(SQL.assessment, [assessment, agency, instrument.id, instrument.version, agencyType]);
        await client.query(SQL.sharing, [round, agency, choice]);
        const held = { assessment, agency, holding: agency, country, agencyType };
        agencies.push({ id: agency, contribution: contributionAt(instrument, place, held) });
      }
    }
  });
  const added = agencies.map(({ contribution }): NewContribution => ({
    contribution,
    round,
    region,
    validatedAt: new Date('2026-04-20T10:00:00Z'),
  }));
  await ports.unitOfWork.run({ actor: SYSTEM }, (tx) => ports.contributions.recordAll(tx, added, instrument));
  return { id: round, region, agencies };
}

const SYSTEM = 'system' as Parameters<Ports['unitOfWork']['run']>[0]['actor'];

/** What the agency in this place brings: spread out, and the same whenever it is asked for. */
export function contributionAt(
  instrument: Instrument,
  place: number,
  held: Pick<Contribution, 'assessment' | 'agency' | 'holding' | 'country' | 'agencyType'>,
): Contribution {
  const spread = (salt: number): number => ((place * 37 + salt * 17) % 61) + 20;
  const standing = (salt: number): Standing => {
    const evidenced = spread(salt);
    return { claimed: evidenced + 10, evidenced, interval: [evidenced - 3, evidenced + 3], level: levelOf(evidenced) };
  };
  const people = (salt: number) => ({ women: 40 + ((place * 7 + salt) % 23), men: 60 + ((place * 11 + salt) % 31) });
  return {
    ...held,
    sizeBand: '500-1999',
    instrument: { id: instrument.id, version: instrument.version, variant: 'full' },
    reference: { from: '2025-01-01', to: '2025-12-31' },
    overall: standing(99),
    dimensions: Object.fromEntries(instrument.dimensions.map(({ id }, salt) => [id, standing(salt)])),
    items: Object.fromEntries(instrument.items.map(({ id }, salt) => [id, spread(salt)])),
    gates: Object.fromEntries(instrument.gates.map(({ id }, salt) => [id, (place + salt) % 3 === 0 ? 'open' : 'met'])),
    coverage: { answered: 100, evidenced: 40 + (place % 20), data: 70 + (place % 10) },
    bands: instrument.bands.map(({ id }, salt) => ({ band: id, ...people(salt) })),
    hires: people(50),
    leavers: people(60),
  };
}

function levelOf(score: number): NonNullable<Standing['level']> {
  if (score < 40) return 'emerging';
  return score < 60 ? 'developing' : 'advanced';
}
