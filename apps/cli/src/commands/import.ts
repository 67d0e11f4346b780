import path from 'node:path';
import type { Command } from 'commander';
import type { ImportOptions } from '../import/done-import.js';
import { misused } from '../exit.js';

const HELP = `
Examples:
  isonomia import --mapping mappings/lemas-2016.yaml --file lemas2016.csv --dry-run --report findings.csv
  isonomia import --mapping mappings/lemas-2016.yaml --file lemas2016.csv --submit --report findings.json

The mapping says which column is which agency field, question, row and sex; docs/import.md describes it. Everything is
written in one transaction: an import that fails leaves nothing behind. A cell that is refused counts as not available.
The summary goes to standard output; --report writes every refused or doubtful cell, as CSV, XLSX or, with the ids of
what was created, JSON.`;

export function importCommand(root: Command): void {
  root
    .command('import')
    .description('create agencies and assessments from a CSV or XLSX file')
    .requiredOption('--mapping <file>', 'what the columns mean (YAML)')
    .requiredOption('--file <file>', 'the file to import (CSV or XLSX)')
    .option('--dry-run', 'read and check everything, write nothing')
    .option('--submit', 'submit every assessment, approved as the mapping says')
    .option('--report <file>', 'write every finding to a .csv, .xlsx or .json file')
    .addHelpText('after', HELP)
    .action(run);
}

const REPORTS = ['.csv', '.xlsx', '.json'];

async function run(options: ImportOptions): Promise<void> {
  const { report } = options;
  if (report !== undefined && !REPORTS.includes(path.extname(report).toLowerCase())) {
    throw misused(`--report takes a name that ends in ${REPORTS.join(', ')}.`);
  }
  await (await import('../import/import-file.js')).runImport(options);
}
