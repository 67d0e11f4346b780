import type { AuditFinding, ChainReport } from '@isonomia/application';
import type { Words } from '../shell/words.js';

/** Whether the audit holds, chain by chain. */
export function checkView(words: Words, reports: readonly ChainReport[], names: ReadonlyMap<string, string>): object {
  const { t, format } = words;
  const faults = reports.reduce((sum, { findings }) => sum + findings.length, 0);
  return {
    title: t('page.audit.check.title'),
    holds: faults === 0,
    verdict: faults === 0 ? t('page.audit.check.holds') : t('page.audit.check.fails', { count: faults }),
    chains: reports.map((report) => ({
      name: report.chain === 'system' ? t('page.audit.installation') : (names.get(report.chain) ?? report.chain),
      seals: format.count(report.seals),
      rows: format.count(report.rows),
      unsealed: format.count(report.unsealed.rows),
      head: report.head === undefined ? '' : `${report.head.number} · ${report.head.seal}`,
      findings: report.findings.map((finding) => findingText(words, finding)),
    })),
  };
}

const findingText = ({ t }: Words, { kind, number = 0, from = '', to = '', expected = 0, found = 0 }: AuditFinding) =>
  t(`page.audit.finding.${kind}`, { number, from, to, expected, found });
