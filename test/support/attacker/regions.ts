import type { GroupContributor, GroupTable } from '@isonomia/disclosure';

/** A number from 0 to under 1, the same row of them for the same seed. */
export type Draw = () => number;

export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface RegionShape {
  readonly countries: number;
  /** Agencies of a country, from and to. */
  readonly agencies: readonly [least: number, most: number];
  /** How often an agency shares a ministry with others of its country. */
  readonly ministry?: number;
}

/** An agency with scores and gates beside its people. */
export interface Participant extends GroupContributor {
  readonly scores: Readonly<Record<string, number>>;
  readonly gates: Readonly<Record<string, boolean>>;
}

const BANDS = [
  { id: 'junior', part: 0.6, women: 0.2 },
  { id: 'middle', part: 0.2, women: 0.1 },
  { id: 'leaders', part: 0.02, women: 0.08 },
  { id: 'civil', part: 0.15, women: 0.5 },
  { id: 'civil-leaders', part: 0.03, women: 0.3 },
] as const;
const TYPES = ['police', 'police', 'police', 'customs', 'border'];

export const REGION_TABLE: GroupTable = {
  groupings: ['all', 'country', 'agency-type', 'size-band'],
  layouts: [
    BANDS.map(({ id }) => ({ id, of: [id] })),
    [
      { id: 'uniformed', of: ['junior', 'middle', 'leaders'] },
      { id: 'civilian', of: ['civil', 'civil-leaders'] },
    ],
  ],
};

export const sizeBand = (people: number): string =>
  people < 100 ? 'under-100' : people < 500 ? '100-499' : people < 2000 ? '500-1999' : '2000-up';

/** Agencies as they are: most small, few large, few women among leaders, and often one, two or none. */
export function region({ countries, agencies: [least, most], ministry = 0.1 }: RegionShape, draw: Draw): Participant[] {
  return Array.from({ length: countries }, (_, country) => {
    const count = least + Math.floor(draw() * (most - least + 1));
    return Array.from({ length: count }, (_agency, at) =>
      participant(`c${country}`, `c${country}-a${at}`, ministry, draw),
    );
  }).flat();
}

function participant(country: string, id: string, ministry: number, draw: Draw): Participant {
  const size = Math.exp(4 + draw() * 4.5);
  const rows = Object.fromEntries(
    BANDS.map(({ id: band, part, women }) => {
      const people = Math.round(size * part * (0.6 + draw() * 0.8));
      const some = Math.min(people, Math.round(people * women * draw() * 2));
      return [band, { women: some, men: people - some }];
    }),
  );
  const total = Object.values(rows).reduce((sum, { women, men }) => sum + women + men, 0);
  const type = TYPES[Math.floor(draw() * TYPES.length)] ?? 'police';
  return {
    id,
    country,
    holding: draw() < ministry ? `${country}-ministry` : id,
    groups: { all: 'all', country, 'agency-type': type, 'size-band': sizeBand(total) },
    rows,
    scores: { policy: Math.round(draw() * 1000) / 10, career: Math.round(draw() * 1000) / 10 },
    gates: { harassment: draw() < 0.4, 'parental-leave': draw() < 0.7 },
  };
}
