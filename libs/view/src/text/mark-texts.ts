import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TextReview, sourceOf } from '@isonomia/instrument';
import { loadTexts, loadWritten } from './load-texts.js';
import { SOURCE_LANGUAGE } from './lint-translations.js';
import { type LockedText, TRANSLATION_LOCK, printTranslationLock, readTranslationLock } from './translation-lock.js';

/** A translated text of the pages, beside the wording it translates. */
interface FoundText {
  readonly file: string;
  readonly key: string;
  readonly text: string;
  readonly source: string;
  readonly of?: string;
  readonly reviewed?: TextReview;
}

/** Writes the lock of a language: what `mark` answers, or else what stood there. Answers how many lines are new or other. */
export function markTexts(
  folder: string,
  language: string,
  mark: (found: FoundText) => LockedText | undefined,
): number {
  const source = loadTexts(join(folder, SOURCE_LANGUAGE));
  const own = join(folder, language);
  const before = readTranslationLock(own);
  const after = new Map<string, LockedText>();
  let marked = 0;
  for (const [key, { file, text }] of loadWritten(own)) {
    const original = sourceOf(source, key, language);
    if (original === undefined) continue;
    const known = before.get(key);
    const made = mark({ file, key, text, source: original, ...known });
    if (made !== undefined && !isSame(made, known)) marked += 1;
    const kept = made ?? known;
    if (kept !== undefined) after.set(key, kept);
  }
  writeFileSync(join(own, TRANSLATION_LOCK), printTranslationLock(after));
  return marked;
}

const isSame = (one: LockedText, other: LockedText | undefined): boolean =>
  one.of === other?.of && JSON.stringify(one.reviewed) === JSON.stringify(other.reviewed);
