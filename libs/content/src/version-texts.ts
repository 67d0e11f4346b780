import { join, relative } from 'node:path';
import { type ContentFolders, type Tell, methodTextFiles } from './content-folders.js';
import { flattenTexts } from './flat-texts.js';
import type { LocatedFault } from './located.js';
import { isYaml, namesIn, readYaml } from './yaml-file.js';

type FlatTexts = Readonly<Record<string, string>>;

export interface VersionTexts {
  /** Language → key → text, the words of the method included. */
  readonly texts: Readonly<Record<string, FlatTexts>>;
  readonly translatedFrom: Readonly<Record<string, FlatTexts>>;
  /** Language → key → file that holds it. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly faults: readonly LocatedFault[];
}

/** All texts of one version: one folder a language, any number of files, every key once. */
export const readVersionTexts = async (folders: ContentFolders, version: string, tell: Tell): Promise<VersionTexts> => {
  const languages = await namesIn(join(version, 'texts'), 'folders');
  const read = await Promise.all(languages.map((language) => readLanguage(folders, version, language, tell)));
  const named = <Value>(pick: (language: Language) => Value): readonly (readonly [string, Value])[] =>
    read.map((language, position) => [languages[position] ?? '', pick(language)] as const);
  return {
    texts: Object.fromEntries(named((language) => language.texts)),
    translatedFrom: Object.fromEntries(named((language) => language.translatedFrom)),
    files: new Map(named((language) => language.files)),
    faults: read.flatMap((language) => language.faults),
  };
};

interface Language {
  readonly texts: FlatTexts;
  readonly translatedFrom: FlatTexts;
  readonly files: ReadonlyMap<string, string>;
  readonly faults: readonly LocatedFault[];
}

const readLanguage = async (
  folders: ContentFolders,
  version: string,
  language: string,
  tell: Tell,
): Promise<Language> => {
  const shared = await readFiles(await methodTextFiles(folders, language), folders.content, tell);
  const folder = join(version, 'texts', language);
  const names = (await namesIn(folder, 'files')).filter(isYaml);
  const own = await readFiles(
    names.map((name) => join(folder, name)),
    folders.content,
    tell,
  );
  // An instrument may say in its own words what the method says in general ones.
  return {
    texts: { ...shared.texts, ...own.texts },
    translatedFrom: { ...shared.translatedFrom, ...own.translatedFrom },
    files: new Map([...shared.files, ...own.files]),
    faults: [...shared.faults, ...own.faults],
  };
};

/** The texts of some files as one; every key stands in one of them. */
export const readFiles = async (paths: readonly string[], root: string, tell: Tell): Promise<Language> => {
  const texts: Record<string, string> = {};
  const translatedFrom: Record<string, string> = {};
  const files = new Map<string, string>();
  const faults: LocatedFault[] = [];
  for (const path of paths) {
    const file = relative(root, path);
    const fault = (code: string, id: string, detail: Readonly<Record<string, string>>): void => {
      faults.push({ file, id, code, message: tell(code, { id, ...detail }) });
    };
    const read = await readYaml(path);
    if (!read.ok) {
      fault(read.code, '', { got: read.detail });
      continue;
    }
    const flat = flattenTexts(read.value);
    for (const key of flat.unreadable) fault('not-text', key, { path: key, got: '' });
    for (const key of flat.repeated) fault('unique-text', key, { key, file });
    for (const [key, text] of Object.entries(flat.texts)) {
      const before = files.get(key);
      if (before !== undefined) fault('unique-text', key, { key, file: before });
      texts[key] = text;
      files.set(key, file);
    }
    Object.assign(translatedFrom, flat.translatedFrom);
  }
  return { texts, translatedFrom, files, faults };
};
