import { join } from 'node:path';
import { fillSentence, flattenTexts } from './flat-texts.js';
import { isYaml, namesIn, readYaml } from './yaml-file.js';

export interface ContentFolders {
  /** Holds `instruments/`, `texts/` and `published.lock`; configured, never found from a module's own place. */
  readonly content: string;
  /** Instruments that lie elsewhere, without a lock of their own. */
  readonly instruments?: string;
}

/** The language in which content is written first and faults are told. */
export const SOURCE_LANGUAGE = 'en';

const PROBLEMS = 'problems.yaml';

export const instrumentsFolder = (folders: ContentFolders): string =>
  folders.instruments ?? join(folders.content, 'instruments');

/** Instruments that lie elsewhere are not ours to publish: no lock speaks for them. */
export const lockFile = (folders: ContentFolders): string | undefined =>
  folders.instruments === undefined ? join(folders.content, 'published.lock') : undefined;

/** Sentences for every code of a fault, by language: `answer.out-of-range`, `content.ref-question`. */
export const readProblemTexts = async (
  folders: ContentFolders,
): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> => {
  const folder = join(folders.content, 'texts');
  const languages = await namesIn(folder, 'folders');
  const read = languages.map(async (language): Promise<[string, Readonly<Record<string, string>>]> => {
    const file = await readYaml(join(folder, language, PROBLEMS));
    return [language, file.ok ? flattenTexts(file.value).texts : {}];
  });
  return Object.fromEntries(await Promise.all(read));
};

/** Files with the words of the method, which every instrument shares. */
export const methodTextFiles = async (folders: ContentFolders, language: string): Promise<readonly string[]> => {
  const folder = join(folders.content, 'texts', language);
  const names = await namesIn(folder, 'files');
  return names.filter((name) => isYaml(name) && name !== PROBLEMS).map((name) => join(folder, name));
};

export type Tell = (code: string, detail: Readonly<Record<string, string | number>>) => string;

/** Words for a content fault, from `content.<code>`; the bare code where nobody wrote any. */
export const teller = async (folders: ContentFolders): Promise<Tell> => {
  const sentences = (await readProblemTexts(folders))[SOURCE_LANGUAGE] ?? {};
  return (code, detail) => fillSentence(sentences[`content.${code}`] ?? code, detail);
};
