import { randomUUID } from 'node:crypto';
import { regionId, type RegionId, roundId, type RoundId, SYSTEM } from '@isonomia/application';
import type { Contribution } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import { clientConfig } from '@isonomia/persistence';
import pg from 'pg';
import type { BenchInstallation } from './installation.js';

const COUNTRIES = 40;
const TYPES = ['customs', 'police', 'border', 'prosecution'] as const;
const AT_ONCE = 1_000;
const REFERENCE = { from: '2025-01-01', to: '2025-12-31' };
const DAY = '2026-01-31';

interface Agency {
  readonly id: string;
  readonly country: string;
  readonly type: string;
}

export interface RegionSize {
  readonly agencies: number;
  readonly rounds: number;
}

/** The same on every run: what is compared must not be luck. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/**
 * A region of as many agencies and rounds as one asks for, every assessment validated and shared anonymously. The agencies
 * whose leads can sign in are among them. Numbers are those of an example, moved about.
 */
export class GeneratedRegion {
  readonly rounds: RoundId[] = [];
  private agencies: readonly Agency[] = [];
  private region: RegionId | undefined;

  private constructor(
    private readonly client: pg.Client,
    private readonly installation: BenchInstallation,
    private readonly given: { readonly example: Contribution; readonly instrument: Instrument },
  ) {}

  static async create(
    installation: BenchInstallation,
    given: { readonly example: Contribution; readonly instrument: Instrument },
    { agencies, rounds }: RegionSize,
  ): Promise<GeneratedRegion> {
    const client = new pg.Client({ ...clientConfig(installation.database.address), application_name: 'generator' });
    await client.connect();
    const region = new GeneratedRegion(client, installation, given);
    await region.found(agencies);
    for (let number = 0; number < rounds; number += 1) await region.addRound(agencies);
    await client.query('VACUUM ANALYZE');
    return region;
  }

  get regionId(): RegionId {
    if (this.region === undefined) throw new Error('There is no region yet.');
    return this.region;
  }

  /** Milliseconds that its contributions took to be written, where they went through the product's own store. */
  writtenInMs: number | undefined;

  async rows<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.client.query<Row>(sql, [...values])).rows;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** One more, in which as many of the agencies take part; answers its id. */
  async addRound(members: number): Promise<RoundId> {
    const round = roundId(randomUUID());
    const { id, version, variant } = this.given.example.instrument;
    await this.client.query(
      `INSERT INTO round (id, region_id, name, instrument_id, instrument_version, variant, opens_on, closes_on,
         reference_from, reference_to, state, closed_at, created_by, created_at)
       VALUES ($1, $2, 'Round', $3, $4, $5, $6, $6, $7, $8, 'closed', now(), 'bench', now())`,
      [round, this.region, id, version, variant, DAY, REFERENCE.from, REFERENCE.to],
    );
    const takingPart = this.agencies.slice(0, members);
    const ids = takingPart.map((agency) => agency.id);
    for (const sql of [
      `INSERT INTO participation (round_id, agency_id, invited_at, invited_by) SELECT $1, a, now(), 'bench' FROM unnest($2::uuid[]) a`,
      `INSERT INTO sharing (round_id, agency_id, choice, chosen_by, chosen_at)
         SELECT $1, a, 'anonymous', 'bench', now() FROM unnest($2::uuid[]) a`,
      `INSERT INTO assessment (id, agency_id, round_id, instrument_id, instrument_version, variant, agency_type, title,
           reference_from, reference_to, state, created_by, submitted_at, submitted_by)
         SELECT gen_random_uuid(), g.id, $1, '${id}', '${version}', '${variant}', g.type, 'Generated', '${REFERENCE.from}',
           '${REFERENCE.to}', 'validated', 'bench', now(), 'bench' FROM agency g WHERE g.id = ANY ($2)`,
    ])
      await this.client.query(sql, [round, ids]);
    const [first] = this.rounds;
    if (first === undefined || members < this.agencies.length) await this.write(round, takingPart);
    else await this.copy(first, round);
    if (members === this.agencies.length) this.rounds.push(round);
    return round;
  }

  private async found(count: number): Promise<void> {
    const [home] = await this.rows<{ region: string }>('SELECT region_id AS region FROM country LIMIT 1');
    this.region = regionId(home?.region ?? '');
    await this.client.query(
      `INSERT INTO country (id, region_id, code, name)
       SELECT gen_random_uuid(), $1, chr(65 + n / 26) || chr(65 + n % 26), 'Country ' || n
       FROM generate_series(0, $2 - 1) n ON CONFLICT DO NOTHING`,
      [this.region, COUNTRIES],
    );
    const [led] = await this.rows<{ led: number }>('SELECT count(*)::int AS led FROM agency');
    // Some countries have hundreds of agencies, some a handful.
    await this.client.query(
      `INSERT INTO agency (id, country_id, type, name)
       SELECT gen_random_uuid(), c.ids[1 + floor(power((n * 7919 % 10007) / 10007.0, 3) * cardinality(c.ids))::int],
         ($2::text[])[1 + n % 4], 'Generated ' || n
       FROM generate_series(1, $1) n, (SELECT array_agg(id ORDER BY code) AS ids FROM country) c`,
      [count - (led?.led ?? 0), TYPES],
    );
    // Those with a lead first: they take part in every round, however small.
    this.agencies = await this.rows<Agency>(
      `SELECT id, country_id AS country, type FROM agency ORDER BY name LIKE 'Generated %', name`,
    );
  }

  private async write(round: RoundId, takingPart: readonly Agency[]): Promise<void> {
    const { contributions, unitOfWork } = this.installation.ports;
    const assessments = new Map(
      (
        await this.rows<{ id: string; agency: string }>(
          'SELECT id, agency_id AS agency FROM assessment WHERE round_id = $1',
          [round],
        )
      ).map(({ id, agency }) => [agency, id]),
    );
    const next = numbers(4711);
    const validatedAt = new Date();
    const place = { round, region: this.regionId, validatedAt };
    const begun = performance.now();
    for (let from = 0; from < takingPart.length; from += AT_ONCE) {
      const added = takingPart.slice(from, from + AT_ONCE).map((agency) => ({
        ...place,
        contribution: moved(this.given.example, next, { ...agency, assessment: assessments.get(agency.id) ?? '' }),
      }));
      await unitOfWork.run({ actor: SYSTEM }, (tx) => contributions.recordAll(tx, added, this.given.instrument));
    }
    this.writtenInMs = performance.now() - begun;
  }

  /** The numbers of an earlier round once more: how many rows there are is what counts. */
  private async copy(from: RoundId, to: RoundId): Promise<void> {
    await this.client.query(
      `INSERT INTO contribution SELECT (jsonb_populate_record(c, jsonb_build_object('assessment_id', a.id, 'round_id', a.round_id))).*
       FROM contribution c JOIN assessment a ON a.agency_id = c.agency_id AND a.round_id = $2 WHERE c.round_id = $1`,
      [from, to],
    );
  }
}

const clamped = (value: number): number => Math.min(100, Math.max(0, value));

/** Somebody else's numbers of the same shape: scores up and down, a staff of forty to many thousands. */
function moved(
  example: Contribution,
  next: Generator<number, never>,
  agency: Agency & { readonly assessment: string },
) {
  const shift = (): number => (next.next().value - 0.5) * 60;
  const size = Math.exp(next.next().value * 6 - 2);
  const people = ({ women, men }: { readonly women: number; readonly men: number }) => ({
    women: Math.round(women * size * (0.5 + next.next().value)),
    men: Math.round(men * size * (0.5 + next.next().value)),
  });
  const by = shift();
  const standing = (one: Contribution['overall']): Contribution['overall'] => {
    if (one.evidenced === undefined) return one;
    const evidenced = clamped(one.evidenced + by + shift() / 3);
    return { ...one, evidenced, ...(one.claimed !== undefined && { claimed: clamped(evidenced + 10) }) };
  };
  const bands = example.bands.map((band) => ({ ...band, ...people(band) }));
  const staff = bands.reduce((sum, { women, men }) => sum + women + men, 0);
  const contribution: Contribution = {
    ...example,
    assessment: agency.assessment,
    agency: agency.id,
    holding: agency.id,
    country: agency.country,
    agencyType: agency.type,
    sizeBand: staff < 100 ? 'under-100' : staff < 500 ? '100-499' : staff < 2_000 ? '500-1999' : '2000-up',
    overall: standing(example.overall),
    dimensions: Object.fromEntries(Object.entries(example.dimensions).map(([id, one]) => [id, standing(one)])),
    items: Object.fromEntries(Object.entries(example.items).map(([id, value]) => [id, clamped(value + by + shift())])),
    bands,
    ...(example.hires !== undefined && { hires: people(example.hires) }),
    ...(example.leavers !== undefined && { leavers: people(example.leavers) }),
  };
  return contribution;
}
