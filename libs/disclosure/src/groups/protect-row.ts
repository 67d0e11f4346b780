import { ColumnAuditor } from '../audit/column.js';
import { buildSystem, type Watched } from '../audit/system.js';
import { isSumHidden } from '../audit/watched.js';
import type { Coarsening } from '../groups.js';
import type { LinearSolver } from '../linear.js';
import type { DisclosureRules } from '../rules.js';
import { totalOf } from './cell-safety.js';
import { complement, rowCells, rowPattern, type RowPattern } from './pattern.js';
import type { Population, RowColumns } from './population.js';

/** After so many rounds of hiding single cells a whole grouping goes. */
const MOST_REPAIRS = 12;
/** Ten times what rows of thousands of real agencies take. What is not answered by then counts as unsafe. */
const MOST_SOLVED = 5000;

export interface ProtectedRow {
  readonly pattern: RowPattern;
  readonly tally: Tally;
  readonly coarsenings: readonly Coarsening[];
}

export interface Tally {
  columns: number;
  unknowns: number;
  solved: number;
  certified: number;
  narrow: number;
  exact: number;
}

export const noTally = (): Tally => ({ columns: 0, unknowns: 0, solved: 0, certified: 0, narrow: 0, exact: 0 });

interface Given {
  readonly population: Population;
  readonly columns: RowColumns;
  readonly open: RowPattern;
  readonly rules: DisclosureRules;
  readonly solver: LinearSolver;
}

/** A cell of the row that gives something away: hiding one of these, the smallest first, may keep it. */
type Leak = readonly Watched[];

/**
 * What of a row may be shown in which groups: what each cell and grouping allows alone, then less and less until nobody
 * who reads all groupings together comes too near to anyone. Ends at the latest when nothing is shown.
 */
export function protectRow(unlimited: Given): ProtectedRow {
  const given = { ...unlimited, solver: limited(unlimited.solver, MOST_SOLVED) };
  const { population, columns, open, rules } = given;
  let pattern = rowPattern(population, columns, open, rules);
  const tally = noTally();
  const coarsenings: Coarsening[] = [];
  if (!rules.audited) return { pattern, tally, coarsenings };
  for (let repair = 1; ; repair += 1) {
    const { leaks, counted } = auditRow(given, pattern);
    addTo(tally, counted);
    if (leaks.length === 0) return { pattern, tally: { ...tally, ...sizeOf(counted) }, coarsenings };
    const next = repair % MOST_REPAIRS === 0 ? undefined : mended(given, pattern, leaks);
    const mend = next ?? withoutLastGrouping(given, pattern);
    if (mend === undefined)
      return { pattern: nothing(pattern), tally, coarsenings: [...coarsenings, { kind: 'withheld' }] };
    pattern = mend.pattern;
    coarsenings.push(...mend.coarsenings);
  }
}

/** Counted, not timed: the same contributors give the same table on a slow machine. */
function limited(solver: LinearSolver, most: number): LinearSolver {
  let asked = 0;
  return (program, work) =>
    solver(program, (session) =>
      work({
        boundUnknown: (unknown, bounds) => session.boundUnknown(unknown, bounds),
        boundSum: (sum, bounds) => session.boundSum(sum, bounds),
        extreme: (unknowns, direction) => {
          asked += 1;
          return asked > most ? { kind: 'unsolved' } : session.extreme(unknowns, direction);
        },
      }),
    );
}

interface Mended {
  readonly pattern: RowPattern;
  readonly coarsenings: readonly Coarsening[];
}

function auditRow(given: Given, pattern: RowPattern): { leaks: readonly Leak[]; counted: Tally } {
  const { population, columns, rules, solver } = given;
  const counted = noTally();
  const leaks: Leak[] = [];
  for (const column of [columns.women, columns.men]) {
    const system = buildSystem(population, column, { pattern, rules });
    const audit = new ColumnAuditor(system, rules).audit(solver);
    const hidden = hiddenGroups(population, pattern);
    const told = hidden.filter(
      (watched) => !isSumHidden({ population, column, system, pattern, rules }, watched, solver),
    );
    addTo(counted, {
      columns: 1,
      unknowns: audit.unknowns + hidden.length,
      solved: audit.solved,
      certified: audit.certified + hidden.length,
      exact: audit.failures.filter(({ exact }) => exact).length,
      narrow: audit.failures.filter(({ exact }) => !exact).length + told.length,
    });
    leaks.push(...audit.failures.map(({ atom }) => shownCells(population, atom.signature)));
    leaks.push(...told.map((watched) => neighbours(population, pattern, watched)));
  }
  return { leaks, counted };
}

/** Groups whose sum is not published, or was not when they were asked for: later sums must not give it away either. */
function hiddenGroups(population: Population, pattern: RowPattern): readonly Watched[] {
  return population.groupings.flatMap(({ groups }, grouping) =>
    groups.flatMap((_, group) => (pattern[grouping]?.[group] === true ? [] : [{ grouping, group }])),
  );
}

const shownCells = (population: Population, signature: readonly number[]): Leak =>
  signature.flatMap((group, grouping) =>
    group === -1 || population.groupings[grouping]?.earlier !== undefined ? [] : [{ grouping, group }],
  );

/** What can be hidden so that a hidden group is not told of: others of its grouping, else whatever is shown. */
function neighbours({ groupings }: Population, pattern: RowPattern, watched: Watched): Leak {
  const id = groupings[watched.grouping]?.id;
  const shown = groupings.flatMap(({ earlier, groups }, grouping): Leak => {
    if (earlier !== undefined) return [];
    return groups.flatMap((_, group) => (pattern[grouping]?.[group] === true ? [{ grouping, group }] : []));
  });
  const same = shown.filter(({ grouping }) => groupings[grouping]?.id === id);
  return same.length > 0 ? same : shown;
}

/** Hides for each leak the smallest cell that takes part in it, the sum of all last of all. */
function mended(given: Given, pattern: RowPattern, leaks: readonly Leak[]): Mended | undefined {
  const { population, columns, rules } = given;
  const cells = population.groupings.map((grouping) => rowCells(population, grouping, columns));
  const sizeOfCell = ({ grouping, group }: Watched): number => {
    const cell = cells[grouping]?.[group];
    return cell === undefined ? Infinity : totalOf(cell.women) + totalOf(cell.men);
  };
  const next = pattern.map((groups) => [...groups]);
  const coarsenings: Coarsening[] = [];
  for (const leak of leaks) {
    if (leak.some(({ grouping, group }) => next[grouping]?.[group] !== true)) continue;
    const [smallest] = leak.toSorted(
      (a, b) => sizeOfCell(a) - sizeOfCell(b) || b.grouping - a.grouping || a.group - b.group,
    );
    const grouping = smallest === undefined ? undefined : population.groupings[smallest.grouping];
    if (smallest === undefined || grouping === undefined) continue;
    const row = next[smallest.grouping];
    if (row !== undefined) row[smallest.group] = false;
    coarsenings.push({
      kind: 'hidden-cell',
      grouping: grouping.id,
      group: grouping.groups[smallest.group] ?? '',
      row: columns.row.id,
    });
  }
  if (coarsenings.length === 0) return undefined;
  const covered = next.map((shown, at) =>
    population.groupings[at]?.earlier === undefined ? complement(cells[at] ?? [], shown, rules) : shown,
  );
  return { pattern: covered, coarsenings };
}

function withoutLastGrouping({ population, columns }: Given, pattern: RowPattern): Mended | undefined {
  const last = population.groupings.findLastIndex(
    ({ earlier }, at) => earlier === undefined && pattern[at]?.includes(true) === true,
  );
  const grouping = population.groupings[last];
  if (grouping === undefined) return undefined;
  return {
    pattern: pattern.map((groups, at) => (at === last ? groups.map(() => false) : groups)),
    coarsenings: [{ kind: 'hidden-row', grouping: grouping.id, row: columns.row.id }],
  };
}

const nothing = (pattern: RowPattern): RowPattern => pattern.map((groups) => groups.map(() => false));

export function addTo(tally: Tally, more: Tally): void {
  tally.columns += more.columns;
  tally.unknowns += more.unknowns;
  tally.solved += more.solved;
  tally.certified += more.certified;
  tally.narrow += more.narrow;
  tally.exact += more.exact;
}

/** Rounds after the first look at the same columns again. */
const sizeOf = ({ columns, unknowns }: Tally): Pick<Tally, 'columns' | 'unknowns'> => ({ columns, unknowns });
