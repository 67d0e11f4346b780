import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeCsv, writeWorkbook } from '@isonomia/workbook';
import type { DoneImport } from './done-import.js';

/** Every finding, as a sheet to work through or as data. */
export async function writeReport(file: string, done: DoneImport): Promise<void> {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.json') await writeFile(file, `${JSON.stringify(asData(done), undefined, 2)}\n`);
  else await writeFile(file, extension === '.xlsx' ? await writeWorkbook([sheetOf(done)]) : writeCsv(sheetOf(done)));
}

const asLines = ({ plan, tell }: DoneImport) =>
  plan.findings.map(({ kind, row, column, code, detail }) => ({ kind, row, column, code, reason: tell(code, detail) }));

const sheetOf = (done: DoneImport) => ({
  name: 'Findings',
  header: ['kind', 'row', 'column', 'code', 'reason'],
  rows: asLines(done).map(({ kind, row, column, code, reason }) => [kind, row, column, code, reason]),
});

function asData(done: DoneImport) {
  const { plan, imported, options } = done;
  const rows = new Map(plan.agencies.map(({ externalRef, row }) => [externalRef, row]));
  return {
    file: options.file,
    mapping: options.mapping,
    dryRun: options.dryRun ?? false,
    agencies: plan.agencies.length,
    findings: asLines(done),
    shares: plan.shares,
    unused: plan.unused,
    notAsked: plan.notAsked,
    imported: imported.map((one) => ({ row: rows.get(one.externalRef), ...one })),
  };
}
