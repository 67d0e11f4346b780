import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextReview } from '@isonomia/instrument';

/** What a text of the pages translates, and who has read it; the texts themselves stay plain. */
export interface LockedText {
  /** Hash of the wording in the source language. */
  readonly of: string;
  readonly reviewed?: TextReview;
}
export type TranslationLock = ReadonlyMap<string, LockedText>;

export const TRANSLATION_LOCK = 'translation.lock';

const HASH_LENGTH = 12;
/** As content has it: the beginning is enough to tell one wording from another. */
export const wordingHash = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex').slice(0, HASH_LENGTH);

const LINE =
  /^(?<key>\S+) (?<of>[0-9a-f]{12})(?: reviewed=(?<as>[0-9a-f]{12}) on=(?<on>\d{4}-\d{2}-\d{2}) by=(?<by>\S.*))?$/;
const HEAD = `# Key, hash of the English wording that the text translates and, once somebody who speaks the language has read it: hash of
# what was read, day, name. Without these the text was drafted by machine. Written by "isonomia content translated" and
# "isonomia content reviewed"; texts that are not here have not been compared with the English ones.
`;

/** A missing file says nothing of any text. */
export function readTranslationLock(folder: string): TranslationLock {
  const path = join(folder, TRANSLATION_LOCK);
  const lock = new Map<string, LockedText>();
  if (!existsSync(path)) return lock;
  for (const [position, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const read = readLine(line.trimEnd());
    if (read === undefined || lock.has(read.key)) {
      throw new Error(`${path}: lock-unreadable: line ${position + 1} is no line of a lock, or names a text again.`);
    }
    lock.set(read.key, read.text);
  }
  return lock;
}

function readLine(line: string): { readonly key: string; readonly text: LockedText } | undefined {
  const groups = LINE.exec(line)?.groups;
  if (groups === undefined) return undefined;
  const { key = '', of = '', as, on = '', by = '' } = groups;
  return { key, text: as === undefined ? { of } : { of, reviewed: { as, on, by } } };
}

/** Sorted, so that two people who add texts add lines in different places. */
export function printTranslationLock(lock: TranslationLock): string {
  const lines = [...lock]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { of, reviewed }]) =>
      reviewed === undefined
        ? `${key} ${of}\n`
        : `${key} ${of} reviewed=${reviewed.as} on=${reviewed.on} by=${reviewed.by}\n`,
    );
  return `${HEAD}${lines.join('')}`;
}
