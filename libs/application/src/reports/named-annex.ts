import type { Contribution, Standing } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { AgencyId } from '../ids.js';
import { namedAgency } from '../named/named-result.js';
import type { NamedScreen } from '../ports/named-reader.js';

/** An agency that shows its results to everybody in the round under its name, as it stood when the report was asked for. */
export interface AnnexedAgency {
  readonly name: string;
  readonly country: string;
  readonly agencyType: string;
  readonly overall: Standing;
  readonly dimensions: Readonly<Record<string, Standing>>;
  readonly gates: Contribution['gates'];
}

export interface NamedAnnex {
  /** Of the agencies, for the database: one that withdraws takes the report along. */
  readonly ids: readonly AgencyId[];
  /** By country, then by name: never by score. */
  readonly agencies: readonly AnnexedAgency[];
}

/** Paper is handed on: only the widest choice is enough for it. No numbers of people. */
export function annexOf({ agencies }: NamedScreen, instrument: Instrument): NamedAnnex {
  const open = agencies.filter(({ audience }) => audience === 'participants');
  return {
    ids: open.map(({ id }) => id),
    agencies: open.map((row) => {
      const { name, country, result } = namedAgency(row, instrument);
      const { agencyType, overall, dimensions, gates } = result;
      return { name, country: country.name, agencyType, overall, dimensions, gates };
    }),
  };
}
