import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GroupContributor, GroupTable } from '@isonomia/disclosure';
import { parse } from 'csv-parse/sync';
import { sizeBand } from './regions.js';

/** Real figures, kept outside of the project; the tests that need them run where they are. */
const LEMAS = path.resolve('../shared/data/lemas2016_rank_sex_policy.csv');

export const hasLemas = (): boolean => existsSync(LEMAS);

/** Women's and men's column of each row. */
const ROWS = {
  sworn: ['PERS_FEMALE', 'PERS_MALE'],
  sergeants: ['PERS_SUP_SGT_FEM', 'PERS_SUP_SGT_MALE'],
  intermediate: ['PERS_SUP_INTM_FEM', 'PERS_SUP_INTM_MALE'],
} as const;

export const LEMAS_TABLE: GroupTable = {
  groupings: ['all', 'country', 'agency-type', 'size-band'],
  layouts: [Object.keys(ROWS).map((id) => ({ id, of: [id] }))],
};

type Line = Readonly<Record<string, string>>;

/** 2,784 agencies, each its own holding, their states for countries. */
export function lemasAgencies(): readonly GroupContributor[] {
  const lines = parse<Line>(readFileSync(LEMAS), { columns: true });
  return lines.map((line): GroupContributor => {
    const rows = Object.fromEntries(Object.entries(ROWS).map(([id, columns]) => [id, pairOf(line, columns)]));
    const people = (rows['sworn']?.women ?? 0) + (rows['sworn']?.men ?? 0);
    const { LEAR_ID: id = '', STATE: country = '', AGENCYTYPE: type = '' } = line;
    const groups = { all: 'all', country, 'agency-type': type, 'size-band': sizeBand(people) };
    return { id, holding: id, country, groups, rows };
  });
}

/** Negative is missing or skipped, never a count. */
function pairOf(line: Line, [women, men]: readonly [string, string]): { women: number; men: number } | undefined {
  const counts = { women: Number(line[women]), men: Number(line[men]) };
  return counts.women >= 0 && counts.men >= 0 ? counts : undefined;
}
