import { HIDDEN, sumCells, type Cell } from '../cell.js';
import { discloseCount } from '../counts.js';
import type {
  Coarsening,
  DisclosedGroup,
  DisclosedGroups,
  DisclosedRow,
  GroupContributor,
  GroupTable,
  PublishedRow,
} from '../groups.js';
import type { LinearSolver } from '../linear.js';
import { STANDARD_RULES, type DisclosureRules } from '../rules.js';
import { totalOf } from './cell-safety.js';
import { rowCells } from './pattern.js';
import { columnsOf, populationOf, type IndexedGrouping, type Population, type RowColumns } from './population.js';
import { addTo, noTally, protectRow, type ProtectedRow, type Tally } from './protect-row.js';
import { withheldGroups, type GroupReasons } from './withheld-groups.js';

interface Attempt {
  readonly layout: number;
  readonly rows: readonly { readonly columns: RowColumns; readonly shown: ProtectedRow }[];
}

interface Plan {
  readonly population: Population;
  readonly table: GroupTable;
  readonly reasons: GroupReasons;
  readonly rules: DisclosureRules;
  readonly solver: LinearSolver;
}

/**
 * Women and men by row over groups of agencies, as they may be published: the same for the same contributors in any order.
 * Rows are merged when finer ones cannot all be shown over everybody. Source: method.md §8; ADR 0027.
 */
export function discloseGroups(
  contributors: readonly GroupContributor[],
  table: GroupTable,
  solver: LinearSolver,
  rules: DisclosureRules = STANDARD_RULES,
): DisclosedGroups {
  const population = populationOf(contributors, table);
  const plan: Plan = { population, table, reasons: withheldGroups(population, rules), rules, solver };
  const attempts: Attempt[] = [];
  for (const [layout, rows] of layoutsOf(table)) {
    const attempt = tryLayout(plan, layout, rows);
    attempts.push(attempt);
    if (isComplete(plan, attempt)) break;
  }
  const best = attempts.toSorted((a, b) => shownCells(b) - shownCells(a) || a.layout - b.layout);
  const chosen = attempts.find((attempt) => isComplete(plan, attempt)) ?? best[0];
  return published(plan, chosen ?? { layout: 0, rows: [] }, attempts);
}

/** What was published once in merged rows cannot be published in finer ones: their difference would be the rest. */
function layoutsOf({ layouts, earlier = [] }: GroupTable): readonly (readonly [number, readonly PublishedRow[]])[] {
  const all = layouts.map((rows, at) => [at, rows] as const);
  const [before] = earlier.map(({ disclosed }) => namesOf(disclosed.rows)).filter((names) => names !== '');
  return before === undefined ? all : all.filter(([, rows]) => namesOf(rows) === before);
}

const namesOf = (rows: readonly PublishedRow[]): string => rows.map(({ id, of }) => `${id}=${of.join()}`).join(';');

function tryLayout(plan: Plan, layout: number, rows: readonly PublishedRow[]): Attempt {
  const { population, reasons, rules, solver } = plan;
  const open = reasons.map((groups) => groups.map((reason) => reason === undefined));
  return {
    layout,
    rows: rows.map((row) => {
      const columns = columnsOf(population, row);
      return { columns, shown: protectRow({ population, columns, open, rules, solver }) };
    }),
  };
}

/** Whether every row is shown over the widest grouping, as far as that is shown at all. */
function isComplete({ reasons }: Plan, { rows }: Attempt): boolean {
  const open = (reasons[0] ?? []).filter((reason) => reason === undefined).length;
  return rows.every(({ shown }) => (shown.pattern[0] ?? []).filter(Boolean).length === open);
}

const shownCells = ({ rows }: Attempt): number =>
  rows.reduce((sum, { shown }) => sum + shown.pattern.flat().filter(Boolean).length, 0);

function published(plan: Plan, chosen: Attempt, attempts: readonly Attempt[]): DisclosedGroups {
  const { population, table } = plan;
  const now = population.groupings
    .map((grouping, at) => ({ grouping, at }))
    .filter(({ grouping }) => grouping.earlier === undefined);
  const groupings = now.map(({ grouping, at }) => [grouping.id, groupsOf(plan, chosen, at)] as const);
  const of = now.reduce((sum, { grouping }) => sum + grouping.groups.length, 0) * (table.layouts[0]?.length ?? 0);
  const shown = now.reduce(
    (sum, { at }) => sum + chosen.rows.reduce((rows, row) => rows + countShown(row.shown, at), 0),
    0,
  );
  return {
    rows: shown === 0 ? [] : chosen.rows.map(({ columns }) => columns.row),
    groupings: Object.fromEntries(groupings),
    audit: { ...tallyOf(chosen), coarsenings: coarseningsOf(chosen, attempts, shown) },
    suppressed: of === 0 ? 0 : Math.max(0, 1 - shown / of),
  };
}

const countShown = ({ pattern }: ProtectedRow, grouping: number): number =>
  (pattern[grouping] ?? []).filter(Boolean).length;

function tallyOf({ rows }: Attempt): Tally {
  const tally = noTally();
  for (const { shown } of rows) addTo(tally, shown.tally);
  return tally;
}

function coarseningsOf({ layout, rows }: Attempt, attempts: readonly Attempt[], shown: number): readonly Coarsening[] {
  const merged: Coarsening[] = attempts.length > 1 && layout > 0 ? [{ kind: 'merged-rows', layout }] : [];
  const inRows = rows.flatMap((row) => row.shown.coarsenings).filter(({ kind }) => kind !== 'withheld');
  return [...merged, ...inRows, ...(shown === 0 ? [{ kind: 'withheld' } as const] : [])];
}

function groupsOf(plan: Plan, { rows }: Attempt, at: number): Readonly<Record<string, DisclosedGroup>> {
  const { population, reasons, rules } = plan;
  const grouping = population.groupings[at];
  if (grouping === undefined) return {};
  const tables = rows.map(({ columns, shown }) =>
    rowsByGroup(population, grouping, { columns, shown: shown.pattern[at] ?? [], rules }),
  );
  return Object.fromEntries(
    grouping.groups.map((name, group): [string, DisclosedGroup] => {
      const reason = reasons[at]?.[group];
      if (reason !== undefined) return [name, { state: 'withheld', reason }];
      if (rows.every(({ shown }) => shown.pattern[at]?.[group] !== true))
        return [name, { state: 'withheld', reason: 'unsafe' }];
      const shown = tables.flatMap((table) => table[group] ?? []);
      return [name, { state: 'shown', ...membersOf(population, grouping, group), rows: shown, total: totalRow(shown) }];
    }),
  );
}

interface RowGroups {
  readonly columns: RowColumns;
  readonly shown: readonly boolean[];
  readonly rules: DisclosureRules;
}

function rowsByGroup(population: Population, grouping: IndexedGrouping, given: RowGroups): readonly DisclosedRow[] {
  const { columns, shown, rules } = given;
  return rowCells(population, grouping, columns).map(({ women, men }, group): DisclosedRow => {
    const cell = (count: number): Cell => (shown[group] === true ? discloseCount(count, 'shown', rules) : HIDDEN);
    const sexes = { women: cell(totalOf(women)), men: cell(totalOf(men)) };
    return { id: columns.row.id, ...sexes, total: sumCells([sexes.women, sexes.men]) };
  });
}

function totalRow(rows: readonly DisclosedRow[]): DisclosedRow {
  const women = sumCells(rows.map((row) => row.women));
  const men = sumCells(rows.map((row) => row.men));
  return { id: 'total', women, men, total: sumCells([women, men]) };
}

function membersOf(
  population: Population,
  grouping: IndexedGrouping,
  group: number,
): { holdings: number; agencies: number } {
  const members = grouping.order.filter((at) => grouping.groupOf[at] === group);
  return { holdings: new Set(members.map((at) => population.holding[at] ?? -1)).size, agencies: members.length };
}
