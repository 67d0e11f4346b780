import type { CheckRule, ImportMapping, QuantityRule } from './mapping.js';
import { type Finding, own, type SheetReader } from './sheet-reader.js';

/** One agency's numbers by name; one that is not known is absent. */
export type Quantities = ReadonlyMap<string, number>;

export interface ReadQuantities {
  readonly quantities: Quantities;
  readonly findings: readonly Finding[];
}

const WHOLE = /^\d{1,12}$/;

/** Numbers of one line, derived ones included, less those that a check refuses. */
export function readQuantities(mapping: ImportMapping, sheet: SheetReader, line: Line): ReadQuantities {
  const quantities = new Map<string, number>();
  const findings: Finding[] = [];
  for (const [id, rule] of Object.entries(mapping.quantities)) {
    const read = rule.kind === 'derived' ? derive(rule, quantities) : readCell(rule, sheet, line);
    if (read === undefined) continue;
    if (typeof read === 'number') quantities.set(id, read);
    else findings.push({ kind: 'refused', row: line.row, column: columnOf(id, mapping), ...read });
  }
  for (const check of mapping.checks) {
    const breach = breachOf(check, quantities);
    if (breach === undefined) continue;
    const kind = check.refuses.length > 0 ? 'refused' : 'doubtful';
    const detail = { check: check.id, reason: check.reason, ...breach };
    findings.push({ kind, row: line.row, column: check.column, code: 'import.contradiction', detail });
    for (const id of check.refuses) quantities.delete(id);
  }
  return { quantities, findings };
}

export interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

type Refusal = Pick<Finding, 'code' | 'detail'>;

function readCell(
  rule: Exclude<QuantityRule, { readonly kind: 'derived' }>,
  sheet: SheetReader,
  { cells }: Line,
): number | Refusal | undefined {
  const cell = sheet.known(cells, rule.column);
  if (cell === undefined) return undefined;
  if (rule.kind === 'codes') return own(rule.values, cell) ?? { code: 'import.unknown-code', detail: { got: cell } };
  const plain = cell.replace(/[\s\u00a0\u202f]/g, '');
  return WHOLE.test(plain) ? Number(plain) : { code: 'import.not-a-count', detail: { got: cell.slice(0, 40) } };
}

/** Not known as soon as one part is not. */
function derive(
  { plus, minus }: Extract<QuantityRule, { readonly kind: 'derived' }>,
  known: Quantities,
): number | Refusal | undefined {
  const whole = sumOf(plus, known);
  const parts = sumOf(minus, known);
  if (whole === undefined || parts === undefined) return undefined;
  if (parts > whole) return { code: 'import.negative', detail: { whole, parts, result: whole - parts } };
  return whole - parts;
}

const sumOf = (names: readonly string[], known: Quantities): number | undefined =>
  names.reduce<number | undefined>((sum, name) => {
    const value = known.get(name);
    return sum === undefined || value === undefined ? undefined : sum + value;
  }, 0);

/** What is known of a sum: at least this many. */
const leastOf = (names: readonly string[], known: Quantities): number =>
  names.reduce((sum, name) => sum + (known.get(name) ?? 0), 0);

function breachOf(check: CheckRule, known: Quantities): { readonly left: number; readonly right: number } | undefined {
  const right = sumOf(check.right, known);
  if (right === undefined || right < check.from) return undefined;
  // Where the known parts alone are too many, no unknown one can mend it.
  const left = check.relation === 'at-most' ? leastOf(check.left, known) : sumOf(check.left, known);
  if (left === undefined) return undefined;
  const bound = right * check.factor;
  const holds = check.relation === 'equal' ? left === bound : check.relation === 'below' ? left < bound : left <= bound;
  return holds ? undefined : { left, right };
}

/** The column that a person would look at first: that of the quantity, or of the first it is made from. */
function columnOf(id: string, mapping: ImportMapping): string {
  const rule = own(mapping.quantities, id);
  if (rule === undefined) return '';
  return rule.kind === 'derived' ? columnOf(rule.plus[0] ?? '', mapping) : rule.column;
}
