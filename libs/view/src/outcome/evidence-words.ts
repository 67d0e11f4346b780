import type { EvidenceNote, Outcome } from '@isonomia/outcome';

import { isSharing, type Reading } from './reading.js';

export function noteWords({ format, t }: Reading, note: EvidenceNote): string {
  const parts = [
    note.title,
    note.number,
    note.date === undefined ? undefined : format.date(note.date),
    note.holder,
    note.page === undefined ? undefined : t('document.page', { page: note.page }),
    note.url,
    note.fileName,
    note.restricted ? t('document.restricted') : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

/** The decision that approved the submission: handed in with it, or evidence of an answer; often there is none. */
export function decisionDocument({ approval, evidence }: Outcome): EvidenceNote | undefined {
  if (approval === undefined) return undefined;
  return approval.document ?? evidence.find(({ id }) => id === approval.evidence);
}

/** '' when there is no document, and in the edition for sharing, which names none. */
export function decisionWords(reading: Reading): string {
  const document = isSharing(reading) ? undefined : decisionDocument(reading.outcome);
  return document === undefined ? '' : noteWords(reading, document);
}
