import { NotFound, type PlanLine, type PlanView } from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import { Spreadsheets } from '../assessment/spreadsheets.js';
import type { PlanWords } from './plan-words.js';

const FORMATS = ['csv', 'xlsx'] as const;
type PlanFormat = (typeof FORMATS)[number];

const MEDIA: Readonly<Record<PlanFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const COLUMNS = [
  'task',
  'dimension',
  'recommendation',
  'state',
  'overdue',
  'due',
  'role',
  'owner',
  'indicator',
  'target',
  'measured',
  'reason',
  'evidence',
] as const;

/** The plan as a table; cells that a program would take for formulas are the writer's to disarm. */
@Injectable()
export class PlanFiles {
  constructor(private readonly sheets: Spreadsheets) {}

  /** A format that nobody knows is an address that leads nowhere. */
  formatOf(typed: string): PlanFormat {
    const format = FORMATS.find((known) => known === typed);
    if (format === undefined) throw new NotFound('file');
    return format;
  }

  async write(plan: PlanWords, view: PlanView, format: PlanFormat) {
    const { t } = plan.words;
    const sheet = {
      name: t('page.plan.title'),
      header: COLUMNS.map((column) => t(`plan.field.${column}`)),
      rows: view.lines.map((line) => rowOf(plan, line)),
      rightToLeft: plan.words.direction === 'rtl',
    };
    const bytes = format === 'csv' ? this.sheets.csv(sheet) : await this.sheets.workbook([sheet]);
    return { name: `isonomia-plan-${view.today}.${format}`, mediaType: MEDIA[format], bytes };
  }
}

/** Days as ISO dates, which every program reads in the same way. */
function rowOf(plan: PlanWords, { task, evidence }: PlanLine): readonly string[] {
  const { t } = plan.words;
  const cells: Readonly<Record<(typeof COLUMNS)[number], string | undefined>> = {
    task: plan.title(task),
    dimension: plan.dimension(task),
    recommendation: task.origin?.rule,
    state: t(`plan.state.${task.state}`),
    overdue: plan.overdue(task) ? t('plan.overdue') : undefined,
    due: task.due,
    role: plan.role(task),
    owner: plan.owner(task),
    indicator: plan.indicator(task),
    target: task.target,
    measured: task.measured,
    reason: task.reason,
    evidence: evidence.map((one) => plan.evidence(one)).join('; '),
  };
  return COLUMNS.map((column) => cells[column] ?? '');
}
