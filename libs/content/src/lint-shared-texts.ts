import { join } from 'node:path';
import { lintTranslation } from '@isonomia/instrument';
import { type ContentFolders, SOURCE_LANGUAGE, type Tell } from './content-folders.js';
import type { LocatedFault } from './located.js';
import { sourceHash } from './source-hash.js';
import { readFiles } from './version-texts.js';
import { isYaml, namesIn } from './yaml-file.js';

const FOLDER = 'texts';

/** What is wrong with texts that belong to no instrument: words of the method, sentences for what is refused. */
export const lintSharedTexts = async (
  { content: root }: ContentFolders,
  tell: Tell,
): Promise<readonly LocatedFault[]> => {
  const source = await readLanguage(root, SOURCE_LANGUAGE, tell);
  const languages = (await namesIn(join(root, FOLDER), 'folders')).filter((name) => name !== SOURCE_LANGUAGE);
  const found = await Promise.all(
    languages.map(async (language) => {
      const own = await readLanguage(root, language, tell);
      const { texts, translatedFrom } = own;
      const findings = lintTranslation({ language, source: source.texts, texts, translatedFrom, hash: sourceHash });
      const faults = findings.map(({ code, key, detail }) => {
        const home = source.files.get(key)?.replace(join(FOLDER, SOURCE_LANGUAGE), join(FOLDER, language));
        const file = own.files.get(key) ?? home ?? join(FOLDER, language);
        return { file, id: key, code, message: tell(code, { key, ...detail }) };
      });
      return [...own.faults, ...faults];
    }),
  );
  return [...source.faults, ...found.flat()];
};

const readLanguage = async (root: string, language: string, tell: Tell): ReturnType<typeof readFiles> => {
  const folder = join(root, FOLDER, language);
  const names = (await namesIn(folder, 'files')).filter(isYaml);
  return readFiles(
    names.map((name) => join(folder, name)),
    root,
    tell,
  );
};
