import path from 'node:path';
import { loadConfig } from '@isonomia/config';
import { type MarkTranslation, markTranslations, sourceHash } from '@isonomia/content';
import { markTexts, translatedLanguages } from '@isonomia/view';
import { misused, refused } from '../exit.js';
import { say } from '../output.js';
import { contentFolders } from './library.js';

export interface TranslatedOptions {
  readonly all?: boolean;
}
export interface ReviewedOptions {
  readonly by: string;
  readonly on?: string;
}

/** New texts are taken as translated from what stands in English now; one that went stale has to be named. */
export async function noteTranslated(
  language: string,
  texts: readonly string[],
  { all }: TranslatedOptions,
): Promise<void> {
  const named = namedBy(texts);
  const marked = await markAll(language, (found) => {
    const of = sourceHash(found.source);
    if (found.of === of) return undefined;
    return found.of === undefined || all === true || named(found) ? { of } : undefined;
  });
  say(`${language}: ${marked} texts noted as translated from the English wording of today.`);
}

/** Whoever reviews vouches for what stands there now, as a translation of what stands in English now. */
export async function noteReviewed(
  language: string,
  texts: readonly string[],
  { by, on = new Date().toISOString().slice(0, 10) }: ReviewedOptions,
): Promise<void> {
  if (by.trim() === '' || /[\r\n]/.test(by)) throw misused('--by takes the name of whoever read the texts.');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) throw misused('--on takes a day such as 2026-03-31.');
  const named = namedBy(texts);
  const stale: string[] = [];
  const marked = await markAll(language, (found) => {
    if (!named(found)) return undefined;
    const of = sourceHash(found.source);
    if (found.of === of) return { of, reviewed: { by: by.trim(), on, as: sourceHash(found.text) } };
    stale.push(found.key);
    return undefined;
  });
  say(`${language}: ${marked} texts noted as reviewed by ${by.trim()}.`);
  if (stale.length === 0) return;
  throw refused(
    ...stale.map(
      (key) => `${key} translates an earlier wording; translate it anew and say so with "content translated".`,
    ),
  );
}

type Found = Parameters<MarkTranslation>[0];

/** By key, by the beginning of keys up to a dot, or by file; a file by its name or with its path. */
const namedBy =
  (names: readonly string[]): ((found: Found) => boolean) =>
  ({ key, file }) =>
    names.some((name) => key === name || key.startsWith(`${name}.`) || isFile(file, name));

const isFile = (file: string, name: string): boolean =>
  name.endsWith('.yaml') && (path.basename(file) === name || name.endsWith(file));

async function markAll(language: string, mark: MarkTranslation): Promise<number> {
  const config = loadConfig();
  const folder = path.join(config.root, 'libs', 'view', 'texts');
  const languages = translatedLanguages(folder);
  if (!languages.includes(language))
    throw misused(`There is no translation "${language}"; there are ${languages.join(', ')}.`);
  const pages = markTexts(folder, language, mark);
  return pages + (await markTranslations(contentFolders(config), language, mark));
}
