import type { Finding, Share } from '@isonomia/workbook';
import type { DoneImport } from './done-import.js';

/** What a person reads at the end: what was done, what to look at, what the figures say. */
export function printReport(done: DoneImport): string {
  const { plan } = done;
  return [
    heading(done),
    '',
    ...findingLines(done),
    ...shareLines(plan.shares),
    ...unusedLines(plan.unused),
    ...(plan.notAsked.length === 0 ? [] : [`Mapped, but not asked in this variant: ${plan.notAsked.join(', ')}`, '']),
    ...sheetLines(done),
  ].join('\n');
}

function heading({ plan, options, imported, seconds }: DoneImport): string {
  const read = `${plan.agencies.length} agencies read`;
  const time = `${seconds.toFixed(1)} s`;
  if (options.dryRun) return `${read}, nothing written (dry run), ${time}.`;
  return `${read}, ${imported.length} assessments ${options.submit ? 'imported and submitted' : 'imported as drafts'}, ${time}.`;
}

/** One line a kind of finding and column, with how often and where first. */
function findingLines({ plan, tell }: DoneImport): readonly string[] {
  if (plan.findings.length === 0) return ['No cell refused, none doubtful.', ''];
  const groups = new Map<string, Finding[]>();
  for (const finding of plan.findings) {
    const key = [finding.kind, finding.code, finding.column, finding.detail['check'] ?? ''].join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const kinds = (['refused', 'doubtful'] as const).map((kind) => {
    const count = plan.findings.filter((finding) => finding.kind === kind).length;
    return `${count} ${kind}`;
  });
  return [`Cells: ${kinds.join(', ')}.`, ...[...groups.values()].map((group) => groupLine(group, tell)), ''];
}

function groupLine(group: readonly Finding[], tell: DoneImport['tell']): string {
  const first = group[0];
  if (first === undefined) return '';
  const count = String(group.length).padStart(6);
  return `${count} × ${first.kind}  ${first.column}: ${tell(first.code, first.detail)} (first in row ${first.row})`;
}

function shareLines(shares: DoneImport['plan']['shares']): readonly string[] {
  if (shares === undefined) return [];
  const width = Math.max(...shares.rows.map(({ label }) => label.length));
  return [
    `Women's share over the ${shares.agencies} agencies that have all counts:`,
    ...shares.rows.map((row) => `  ${row.label.padEnd(width)}  ${shareOf(row)}`),
    '',
  ];
}

const grouped = new Intl.NumberFormat('en');

function shareOf({ women, men }: Share): string {
  const all = women + men;
  if (all === 0) return 'nobody counted';
  return `${((100 * women) / all).toFixed(1)} % (${grouped.format(women)} of ${grouped.format(all)})`;
}

function unusedLines(unused: DoneImport['plan']['unused']): readonly string[] {
  if (unused.length === 0) return [];
  const width = Math.max(...unused.map(({ column }) => column.length));
  const lines = unused.map(({ column, reason }) =>
    `  ${column.padEnd(width)}  ${reason === '' ? 'not mentioned in the mapping' : reason}`.trimEnd(),
  );
  return [`Columns not used (${unused.length}):`, ...lines, ''];
}

function sheetLines({ table }: DoneImport): readonly string[] {
  const { sheet, otherSheets, hiddenSheets } = table;
  if (sheet === undefined || otherSheets.length + hiddenSheets.length === 0) return [];
  const names = [...otherSheets, ...hiddenSheets.map((name) => `${name} (hidden)`)];
  return [`Read the sheet ${sheet}; left aside: ${names.join(', ')}`, ''];
}
