import type { AuditFinding, ChainReport } from '@isonomia/application';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function summaryLine({ chain, seals, rows, unsealed, findings }: ChainReport, now: Date): string {
  const verdict = findings.length === 0 ? 'holds' : 'DOES NOT HOLD';
  const age = unsealed.oldest === undefined ? 0 : Math.round((now.getTime() - unsealed.oldest.getTime()) / 1000);
  const tail =
    unsealed.rows === 0 ? '' : `; ${counted(unsealed.rows, 'row')} not sealed yet, the oldest of ${age} s ago`;
  return `${chain}: ${verdict}. ${counted(seals, 'seal')} over ${counted(rows, 'row')}${tail}.`;
}

/** What is wrong, and where to look for it. */
export function foundLine(finding: AuditFinding): string {
  const { kind, number = 0, from = '', to = '', expected = 0, found = 0 } = finding;
  const place = `seal ${number}, rows with ids from ${from} to ${to}`;
  switch (kind) {
    case 'rows-missing':
      return `${kind}: ${place}: ${counted(expected, 'row')} sealed, ${found} there.`;
    case 'rows-added':
      return `${kind}: ${place}: ${counted(expected, 'row')} sealed, ${found} there.`;
    case 'rows-changed':
      return `${kind}: ${place}: one or more of ${counted(found, 'row')} say something else than what was sealed.`;
    case 'seal-changed':
      return `${kind}: seal ${number} was not made with this installation's secret, or was changed.`;
    case 'seal-missing':
      return `${kind}: seal ${number} is gone.`;
    case 'seal-out-of-line':
      return `${kind}: seal ${number} does not follow the one before it.`;
    case 'head-missing':
      return `${kind}: seal ${number} was kept elsewhere and is not there: the end was cut off.`;
    case 'head-differs':
      return `${kind}: seal ${number} is not the one that was kept elsewhere.`;
    case 'sealing-late':
      return `${kind}: ${counted(found, 'row')} without a seal for more than an hour: the worker stands, or seals were removed.`;
  }
}
