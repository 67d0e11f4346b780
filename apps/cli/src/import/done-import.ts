import type { ImportedAssessment } from '@isonomia/application';
import type { ImportPlan, Table } from '@isonomia/workbook';

export interface ImportOptions {
  readonly mapping: string;
  readonly file: string;
  readonly dryRun?: true;
  readonly submit?: true;
  readonly report?: string;
}

export interface DoneImport {
  readonly plan: ImportPlan;
  readonly table: Table;
  /** Empty after a dry run. */
  readonly imported: readonly ImportedAssessment[];
  readonly options: ImportOptions;
  readonly seconds: number;
  /** Words for the code of a finding. */
  readonly tell: Tell;
}

export type Tell = (code: string, detail: Readonly<Record<string, string | number>>) => string;
