import { join } from 'node:path';
import { lintTranslation } from '@isonomia/instrument';
import { type ContentFolders, SOURCE_LANGUAGE, type Tell } from './content-folders.js';
import type { LocatedFault } from './located.js';
import { sourceHash } from './source-hash.js';
import { readFiles } from './version-texts.js';
import { isYaml, namesIn } from './yaml-file.js';

/** Texts that belong to no instrument: words of the method, sentences for what is refused, good practices. */
const SHARED = ['texts', join('good-practices', 'texts')];

/** What is wrong between these texts and their translations. */
export const lintSharedTexts = async (folders: ContentFolders, tell: Tell): Promise<readonly LocatedFault[]> => {
  const found = await Promise.all(SHARED.map((folder) => lintFolder(folders.content, folder, tell)));
  return found.flat();
};

const lintFolder = async (root: string, folder: string, tell: Tell): Promise<readonly LocatedFault[]> => {
  const source = await readLanguage(root, join(folder, SOURCE_LANGUAGE), tell);
  const languages = (await namesIn(join(root, folder), 'folders')).filter((name) => name !== SOURCE_LANGUAGE);
  const found = await Promise.all(
    languages.map(async (language) => {
      const own = await readLanguage(root, join(folder, language), tell);
      const { texts, translatedFrom } = own;
      const findings = lintTranslation({ language, source: source.texts, texts, translatedFrom, hash: sourceHash });
      const faults = findings.map(({ code, key, detail }) => {
        const home = source.files.get(key)?.replace(join(folder, SOURCE_LANGUAGE), join(folder, language));
        const file = own.files.get(key) ?? home ?? join(folder, language);
        return { file, id: key, code, message: tell(code, { key, ...detail }) };
      });
      return [...own.faults, ...faults];
    }),
  );
  return [...source.faults, ...found.flat()];
};

const readLanguage = async (root: string, folder: string, tell: Tell): ReturnType<typeof readFiles> => {
  const names = (await namesIn(join(root, folder), 'files')).filter(isYaml);
  return readFiles(
    names.map((name) => join(root, folder, name)),
    root,
    tell,
  );
};
