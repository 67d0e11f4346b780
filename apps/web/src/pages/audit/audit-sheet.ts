import type { ExportAudit } from '@isonomia/application';
import type { Words } from '../shell/words.js';
import { agencyName } from './audit-view.js';
import { notesOf, tell } from './audit-words.js';

type Exported = Awaited<ReturnType<ExportAudit['execute']>>;

const COLUMNS = ['id', 'at', 'agency', 'actor', 'who', 'action', 'did', 'kind', 'subject', 'notes'] as const;

/** What the page shows, and the ids behind it: for a spreadsheet, or whoever looks into something. */
export function auditSheet(words: Words, { lines, names, timeZone }: Exported) {
  return {
    header: COLUMNS.map((column) => words.t(`page.audit.column.${column}`)),
    rows: lines.map((line) => {
      const told = tell(words, line, names);
      const cells: Readonly<Record<(typeof COLUMNS)[number], string>> = {
        id: line.id,
        at: localTime(line.at, timeZone),
        agency: agencyName(words, line),
        actor: line.actor,
        who: told.who,
        action: line.action,
        did: told.did,
        kind: line.subject.kind,
        subject: line.subject.id,
        notes: notesOf(words, line, names),
      };
      return COLUMNS.map((column) => cells[column]);
    }),
  };
}

/** `2026-03-01 09:05:07`, as spreadsheets read it, in the agency's zone. */
const localTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
