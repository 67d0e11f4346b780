import type { Fault } from '@isonomia/instrument';
import type { Table } from '../table.js';
import type { ImportMapping, TextRule } from './mapping.js';

/** Something about one cell that a person should look at. `refused`: it was not taken over; `doubtful`: it was. */
export interface Finding {
  readonly kind: 'refused' | 'doubtful';
  /** Line of the file, from 1; the first holds the names of the columns. */
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Cells by the names in the first row. */
export class SheetReader {
  private readonly positions: ReadonlyMap<string, number>;
  readonly columns: readonly string[];

  constructor(
    table: Table,
    private readonly mapping: Pick<ImportMapping, 'missing'>,
  ) {
    this.columns = table.rows[0] ?? [];
    this.positions = new Map(this.columns.map((name, position) => [name, position]));
  }

  has(column: string): boolean {
    return this.positions.has(column);
  }

  cell(cells: readonly string[], column: string): string {
    const position = this.positions.get(column);
    return position === undefined ? '' : (cells[position] ?? '');
  }

  /** Undefined where the file says "not known". */
  known(cells: readonly string[], column: string): string | undefined {
    const cell = this.cell(cells, column);
    const { values, below } = this.mapping.missing;
    if (values.includes(cell)) return undefined;
    if (below !== undefined && NUMBER.test(cell) && Number(cell) < below) return undefined;
    return cell;
  }

  /** Undefined when a code has no other words. */
  text(cells: readonly string[], rule: TextRule): string | undefined {
    if ('text' in rule) return rule.text.replace(PLACE, (_, column: string) => this.cell(cells, column));
    return own(rule.values, this.cell(cells, rule.column)) ?? rule.otherwise;
  }
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const PLACE = /\{([^{}]+)\}/g;

export const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

export const columnsOfText = (rule: TextRule): readonly string[] =>
  'text' in rule ? [...rule.text.matchAll(PLACE)].map(([, column]) => column ?? '') : [rule.column];

/** Where each column that the mapping takes something from is named. */
export function columnsUsed(mapping: ImportMapping): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  const use = (place: string, columns: readonly string[]): void => {
    for (const column of columns) if (!used.has(column)) used.set(column, place);
  };
  const { ref, name, type, currency, timeZone, legalFrame } = mapping.agency;
  const texts = { ref, name, type, currency, timeZone, ...(legalFrame !== undefined && { legalFrame }) };
  for (const [key, rule] of Object.entries(texts)) use(`agency.${key}`, columnsOfText(rule));
  for (const [id, rule] of Object.entries(mapping.quantities)) {
    if (rule.kind !== 'derived') use(`quantities.${id}`, [rule.column]);
  }
  for (const [position, { column }] of mapping.checks.entries()) use(`checks.${position}`, [column]);
  for (const [id, rule] of Object.entries(mapping.answers)) {
    if (rule.kind !== 'figure') use(`answers.${id}`, [rule.column]);
  }
  return used;
}

/** Columns that the mapping names and the file lacks, and names that two columns share. */
export function columnFaults(mapping: ImportMapping, sheet: SheetReader): readonly Fault[] {
  const named = new Map([...columnsUsed(mapping)]);
  for (const column of Object.keys(mapping.unused)) named.set(column, 'unused');
  const missing = [...named].filter(([column]) => !sheet.has(column));
  const twice = [...named].filter(([column]) => sheet.columns.filter((name) => name === column).length > 1);
  return [
    ...missing.map(([column, path]) => ({ code: 'mapping.unknown-column', path, detail: { column } })),
    ...twice.map(([column, path]) => ({ code: 'mapping.column-twice', path, detail: { column } })),
  ];
}
