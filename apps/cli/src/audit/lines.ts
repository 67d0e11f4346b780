import type { AuditFinding, ChainReport } from '@isonomia/application';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function summaryLine({ chain, seals, rows, unsealed, findings }: ChainReport, now: Date): string {
  const verdict = findings.length === 0 ? 'holds' : 'DOES NOT HOLD';
  const age = unsealed.oldest === undefined ? 0 : Math.round((now.getTime() - unsealed.oldest.getTime()) / 1000);
  const tail =
    unsealed.rows === 0 ? '' : `; ${counted(unsealed.rows, 'row')} not sealed yet, the oldest of ${age} s ago`;
  return `${chain}: ${verdict}. ${counted(seals, 'seal')} over ${counted(rows, 'row')}${tail}.`;
}

type Place = Required<Omit<AuditFinding, 'kind'>>;
const rangeOf = ({ number, from, to }: Place): string => `seal ${number}, rows with ids from ${from} to ${to}`;
const rowsThere = (place: Place): string =>
  `${rangeOf(place)}: ${counted(place.expected, 'row')} sealed, ${place.found} there.`;

const WORDS: Readonly<Record<AuditFinding['kind'], (place: Place) => string>> = {
  'rows-missing': rowsThere,
  'rows-added': rowsThere,
  'rows-changed': (place) =>
    `${rangeOf(place)}: one or more of ${counted(place.found, 'row')} say something else than what was sealed.`,
  'seal-changed': ({ number }) => `seal ${number} was not made with this installation's secret, or was changed.`,
  'seal-missing': ({ number }) => `seal ${number} is gone.`,
  'seal-out-of-line': ({ number }) => `seal ${number} does not follow the one before it.`,
  'head-missing': ({ number }) => `seal ${number} was kept elsewhere and is not there: the end was cut off.`,
  'head-differs': ({ number }) => `seal ${number} is not the one that was kept elsewhere.`,
  'sealing-late': ({ found }) =>
    `${counted(found, 'row')} without a seal for more than an hour: the worker stands, or seals were removed.`,
};

/** What is wrong, and where to look for it. */
export const foundLine = ({ kind, ...place }: AuditFinding): string =>
  `${kind}: ${WORDS[kind]({ number: 0, from: '', to: '', expected: 0, found: 0, ...place })}`;
