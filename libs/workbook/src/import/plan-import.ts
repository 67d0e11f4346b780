import type { ImportedAgency } from '@isonomia/application';
import {
  type Answer,
  askedQuestions,
  crossChecks,
  type Fault,
  findQuestion,
  type Instrument,
  type Question,
} from '@isonomia/instrument';
import type { Table } from '../table.js';
import { readAnswersOf } from './answers.js';
import type { AgencyRules, ImportMapping, TextRule } from './mapping.js';
import { type Line, type Quantities, readQuantities } from './quantities.js';
import { columnFaults, columnsOfText, columnsUsed, type Finding, SheetReader } from './sheet-reader.js';
import { type Share, sharesOf } from './shares.js';

/** What an import would do, and everything that a person should know before it does. */
export interface ImportPlan {
  readonly agencies: readonly (ImportedAgency & { readonly row: number })[];
  readonly findings: readonly Finding[];
  readonly shares: { readonly agencies: number; readonly rows: readonly Share[] } | undefined;
  /** Columns that nothing is taken from, with the reason where the mapping gives one. */
  readonly unused: readonly { readonly column: string; readonly reason: string }[];
  /** Questions that the mapping speaks to and this variant does not ask. */
  readonly notAsked: readonly string[];
  /** Questions that must be answered before submission and that the file cannot answer. */
  readonly open: readonly string[];
}

export type PlannedImport =
  { readonly ok: true; readonly plan: ImportPlan } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads every line of a table. Faults are of the mapping alone: what is wrong with a cell is a finding of the plan. */
export function planImport(mapping: ImportMapping, instrument: Instrument, table: Table): PlannedImport {
  const sheet = new SheetReader(table, mapping);
  const faults = [...columnFaults(mapping, sheet), ...instrumentFaults(mapping, instrument)];
  if (faults.length > 0) return { ok: false, faults };
  const lines = table.rows
    .map((cells, index): Line => ({ row: index + 1, cells }))
    .filter(({ row, cells }) => row > 1 && cells.some((cell) => cell !== ''));
  const read = lines.map((line) => readLine({ mapping, instrument, sheet }, line));
  const agencies = read.flatMap(({ agency }) => agency ?? []);
  return {
    ok: true,
    plan: {
      agencies,
      findings: read.flatMap(({ findings }) => findings),
      shares:
        mapping.shares &&
        sharesOf(
          mapping.shares,
          read.map(({ quantities }) => quantities),
        ),
      unused: unusedColumns(mapping, sheet),
      notAsked: notAsked(mapping, instrument, agencies),
      open: openQuestions(mapping, instrument, agencies),
    },
  };
}

interface Plan {
  readonly mapping: ImportMapping;
  readonly instrument: Instrument;
  readonly sheet: SheetReader;
}

interface PlannedLine {
  /** Undefined when the line names no agency. */
  readonly agency?: ImportedAgency & { readonly row: number };
  readonly quantities: Quantities;
  readonly findings: readonly Finding[];
}

function readLine(plan: Plan, line: Line): PlannedLine {
  const { mapping, instrument, sheet } = plan;
  const fields = readFields(mapping.agency, sheet, line);
  const { quantities, findings } = readQuantities(mapping, sheet, line);
  if (!fields.ok) return { quantities: new Map(), findings: fields.findings };
  const { type } = fields.fields;
  const asked = askedOf(instrument, mapping, type);
  const read = readAnswersOf({ instrument, mapping, sheet, asked }, line, quantities);
  const { ranks, units } = mapping.agency;
  return {
    agency: { ...fields.fields, ranks, units, answers: read.answers, row: line.row },
    quantities,
    findings: [...findings, ...read.findings, ...crossCheckFindings(plan, line, type, read.answers)],
  };
}

type Fields = Pick<ImportedAgency, 'externalRef' | 'name' | 'type' | 'currency' | 'timeZone' | 'legalFrame'>;
type ReadFields =
  { readonly ok: true; readonly fields: Fields } | { readonly ok: false; readonly findings: readonly Finding[] };

/** An agency that cannot be named is left out, and told of. */
function readFields(rules: AgencyRules, sheet: SheetReader, { row, cells }: Line): ReadFields {
  const keys = ['ref', 'name', 'type', 'currency', 'timeZone'] as const;
  const read = keys.map((key) => ({ key, rule: rules[key], text: sheet.text(cells, rules[key])?.trim() ?? '' }));
  const empty = read.filter(({ text }) => text === '');
  if (empty.length > 0) {
    return { ok: false, findings: empty.map(({ key, rule }) => nameless(key, rule, sheet, { row, cells })) };
  }
  const texts = Object.fromEntries(read.map(({ key, text }) => [key, text])) as Record<(typeof keys)[number], string>;
  const legalFrame = rules.legalFrame === undefined ? '' : (sheet.text(cells, rules.legalFrame)?.trim() ?? '');
  const { ref: externalRef, ...others } = texts;
  const fields = { externalRef, ...others };
  return { ok: true, fields: legalFrame === '' ? fields : { ...fields, legalFrame } };
}

function nameless(field: string, rule: TextRule, sheet: SheetReader, { row, cells }: Line): Finding {
  const [column = ''] = columnsOfText(rule);
  return { kind: 'refused', row, column, code: 'import.no-agency', detail: { field, got: sheet.cell(cells, column) } };
}

/** Context answers that conditions look at are not in such files: what depends on one is not asked. */
const askedOf = (instrument: Instrument, { variant }: ImportMapping, agencyType: string): readonly Question[] =>
  askedQuestions(instrument, { variant, agencyType, answers: {} });

/** Answers that contradict one another by the instrument's own rules. */
function crossCheckFindings(
  { instrument, mapping }: Plan,
  { row }: Line,
  agencyType: string,
  answers: Readonly<Record<string, Answer>>,
): readonly Finding[] {
  const { variant } = mapping;
  return crossChecks(instrument, { variant, agencyType, answers }).map(({ check, sex, left, right, questions }) => ({
    kind: 'doubtful',
    row,
    column: questions.join(' '),
    code: 'import.cross-check',
    detail: { check, left, right, sex: sex ?? 'all' },
  }));
}

function instrumentFaults(mapping: ImportMapping, instrument: Instrument): readonly Fault[] {
  const unknown = Object.keys(mapping.answers).filter((id) => findQuestion(instrument, id) === undefined);
  const faults: Fault[] = unknown.map((id) => ({
    code: 'mapping.unknown-question',
    path: `answers.${id}`,
    detail: { question: id },
  }));
  if (!instrument.variants.includes(mapping.variant)) {
    const detail = { choices: instrument.variants.join(', '), got: mapping.variant };
    faults.push({ code: 'mapping.not-a-choice', path: 'variant', detail });
  }
  return faults;
}

function unusedColumns(mapping: ImportMapping, sheet: SheetReader): ImportPlan['unused'] {
  const used = columnsUsed(mapping);
  return sheet.columns
    .filter((column) => column !== '' && !used.has(column))
    .map((column) => ({ column, reason: mapping.unused[column] ?? '' }));
}

type Agencies = readonly ImportedAgency[];

const typesOf = (agencies: Agencies): readonly string[] => [...new Set(agencies.map(({ type }) => type))];

function notAsked(mapping: ImportMapping, instrument: Instrument, agencies: Agencies): readonly string[] {
  const asked = new Set(
    typesOf(agencies).flatMap((type) => askedOf(instrument, mapping, type).map(({ id }): string => id)),
  );
  return Object.keys(mapping.answers).filter((id) => !asked.has(id));
}

function openQuestions(mapping: ImportMapping, instrument: Instrument, agencies: Agencies): readonly string[] {
  const open = agencies.flatMap(({ type, answers }) =>
    askedOf(instrument, mapping, type)
      .filter(({ id, optional }) => !optional && !Object.hasOwn(answers, id))
      .map(({ id }): string => id),
  );
  return [...new Set(open)];
}
