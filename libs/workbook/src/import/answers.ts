import { type Answer, type Instrument, parseAnswer, type Question } from '@isonomia/instrument';
import type { AnswerRule, ImportMapping } from './mapping.js';
import type { Line, Quantities } from './quantities.js';
import { NAMING } from './parse-mapping.js';
import { type Finding, own, type SheetReader } from './sheet-reader.js';

export interface ReadAnswers {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly findings: readonly Finding[];
}

export interface AnswerContext {
  readonly instrument: Instrument;
  readonly mapping: ImportMapping;
  readonly sheet: SheetReader;
  readonly asked: readonly Question[];
}

/** Types of question whose figures may be "not available"; a policy is there or it is not. */
const FIGURES: ReadonlySet<string> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage', 'number']);

/** An answer to each question that the file speaks to; figures that it lacks are not available, and nothing is guessed. */
export function readAnswersOf(context: AnswerContext, line: Line, quantities: Quantities): ReadAnswers {
  const answers: Record<string, Answer> = {};
  const findings: Finding[] = [];
  for (const question of context.asked) {
    const raw = answerOf(question, { ...context, line, quantities, findings });
    if (raw === undefined) continue;
    const parsed = parseAnswer(context.instrument, question, raw);
    if (parsed.ok) {
      answers[question.id] = parsed.answer;
      continue;
    }
    for (const { code, path, detail } of parsed.faults) {
      const place = path.split('.').slice(3).join('.');
      findings.push({
        kind: 'refused',
        row: line.row,
        column: question.id,
        code,
        detail: { question: question.id, place, ...detail },
      });
    }
    if (FIGURES.has(question.type)) answers[question.id] = { notAvailable: true };
  }
  return { answers, findings };
}

interface LineContext extends AnswerContext {
  readonly line: Line;
  readonly quantities: Quantities;
  readonly findings: Finding[];
}

function answerOf(question: Question, context: LineContext): unknown {
  const rule = own(context.mapping.answers, question.id);
  if (rule === undefined) return lacking(question);
  if (rule.kind === 'figure') return figure(question, rule, context);
  const { sheet, line, mapping, findings } = context;
  const code = sheet.known(line.cells, rule.column);
  if (code === undefined) return undefined;
  const value = rule.kind === 'level' ? levelOf(own(rule.values, code)) : yesOrNo(code, mapping);
  if (value !== undefined) return { value, source: mapping.source };
  const { column } = rule;
  findings.push({ kind: 'refused', row: line.row, column, code: 'import.unknown-code', detail: { got: code } });
  return undefined;
}

const levelOf = (level: number | undefined) => (level === undefined ? undefined : { level });

function yesOrNo(code: string, { yes, no }: ImportMapping): { readonly answer: 'yes' | 'no' } | undefined {
  if (yes.includes(code)) return { answer: 'yes' };
  return no.includes(code) ? { answer: 'no' } : undefined;
}

const NOT_AVAILABLE = { notAvailable: true } as const;

/** What nobody has to answer stays open. */
const lacking = (question: Question): unknown =>
  FIGURES.has(question.type) && !question.optional ? NOT_AVAILABLE : undefined;

/** Not available where nothing of it is known. */
function figure(
  question: Question,
  rule: Extract<AnswerRule, { readonly kind: 'figure' }>,
  { quantities, mapping }: LineContext,
): unknown {
  const filled = fill(rule.value, quantities);
  const value = withFixedRows(question, filled);
  if (value === undefined) return lacking(question);
  return { value, source: rule.source ?? mapping.source };
}

/** Numbers in the place of their names; undefined where one is not known. */
function fill(value: unknown, known: Quantities): unknown {
  if (typeof value === 'string') return known.get(value);
  if (Array.isArray(value)) return value.map((row) => fillRow(row, known));
  if (!isRecord(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, NAMING.has(key) ? part : fill(part, known)] as const);
  return parts.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(parts);
}

/** A row of which one cell is not known is not available as a whole, and keeps its name. */
function fillRow(row: unknown, known: Quantities): unknown {
  const filled = fill(row, known);
  if (filled !== undefined || !isRecord(row)) return filled;
  const naming = Object.entries(row).filter(([key]) => NAMING.has(key));
  return { ...Object.fromEntries(naming), ...NOT_AVAILABLE };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows that the instrument fixes and the file lacks are not available. */
function withFixedRows(question: Question, value: unknown): unknown {
  if (!isRecord(value)) return value;
  const key = question.type === 'flow' ? 'stages' : 'rows';
  const rows = value[key];
  if (!Array.isArray(rows)) return value;
  const fixed = question.type === 'flow' ? question.stages : 'rows' in question ? question.rows : [];
  const given = rows.filter(isRecord);
  if (given.every((row) => row['notAvailable'] === true)) return undefined;
  if (fixed.length === 0) return value;
  return { ...value, [key]: fixed.map((id) => given.find((row) => row['id'] === id) ?? { id, ...NOT_AVAILABLE }) };
}
