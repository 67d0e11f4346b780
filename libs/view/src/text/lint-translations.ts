import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TranslationFinding, lintTranslation } from '@isonomia/instrument';
import { loadTexts, loadWritten } from './load-texts.js';
import { readTranslationLock, wordingHash } from './translation-lock.js';

export const SOURCE_LANGUAGE = 'en';

export interface TranslationFault extends TranslationFinding {
  readonly language: string;
  /** Name of the file in which the text is, or belongs. */
  readonly file: string;
}

/** The languages beside the source language that have a folder of texts. */
export const translatedLanguages = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== SOURCE_LANGUAGE)
        .map(({ name }) => name)
        .toSorted()
    : [];

/** Everything wrong between the texts of screens and documents and their translations, by language and key. */
export const lintTranslations = (folder: string): readonly TranslationFault[] => {
  const source = loadTexts(join(folder, SOURCE_LANGUAGE));
  const home = loadWritten(join(folder, SOURCE_LANGUAGE));
  return translatedLanguages(folder).flatMap((language) => {
    const own = join(folder, language);
    const lock = readTranslationLock(own);
    const translatedFrom = Object.fromEntries([...lock].map(([key, { of }]) => [key, of]));
    const files = loadWritten(own);
    const translation = { language, source, texts: loadTexts(own), translatedFrom, hash: wordingHash };
    return lintTranslation(translation).map((finding) => ({
      ...finding,
      language,
      file: (files.get(finding.key) ?? home.get(finding.key) ?? home.get(`${parentOf(finding.key)}.other`))?.file ?? '',
    }));
  });
};

const parentOf = (key: string): string => key.slice(0, Math.max(key.lastIndexOf('.'), 0));
