import { join, relative } from 'node:path';
import { PracticeLibrary, type LibraryPractice } from '@isonomia/application';
import { type ContentFolders, SOURCE_LANGUAGE, teller } from './content-folders.js';
import { flattenTexts } from './flat-texts.js';
import {
  lintPractices,
  locator,
  PRACTICES_FILE,
  PRACTICES_FOLDER,
  textFile,
  type LanguageOfPractices,
  type LinkedInstrument,
  type Locate,
  type PracticesRead,
} from './lint-practices.js';
import { ContentFaulty, type LocatedFault } from './located.js';
import { parsePractices } from './parse-practices.js';
import { isYaml, namesIn, readYaml } from './yaml-file.js';

type PracticeWords = LibraryPractice['words'][string];

interface ReadPractices extends PracticesRead {
  readonly faults: readonly LocatedFault[];
}

/** The library of good practice in `good-practices/`: facts in one file, words in a folder a language. */
export class PracticeFiles extends PracticeLibrary {
  private read: Promise<ReadPractices> | undefined;
  private list: Promise<readonly LibraryPractice[]> | undefined;

  constructor(private readonly folders: ContentFolders) {
    super();
  }

  /** Throws `ContentFaulty` when the files cannot be read, or an entry has no words. */
  override all(): Promise<readonly LibraryPractice[]> {
    return (this.list ??= this.load());
  }

  /** Everything wrong with the library; `known`: the newest version of each instrument. */
  async lint(known: readonly LinkedInstrument[]): Promise<readonly LocatedFault[]> {
    const read = await this.readOnce();
    return [...read.faults, ...lintPractices(read, known, locator(await teller(this.folders)))];
  }

  private async load(): Promise<readonly LibraryPractice[]> {
    const { facts, languages, faults } = await this.readOnce();
    const at = locator(await teller(this.folders));
    const wordless = facts
      .filter(({ id }) => wordsOf(languages, id)[SOURCE_LANGUAGE] === undefined)
      .map(({ id }) => at(textFile(SOURCE_LANGUAGE), id, 'practice-text-missing', { key: id }));
    if (faults.length + wordless.length > 0) throw new ContentFaulty([...faults, ...wordless]);
    return facts.map((one) => ({ ...one, words: wordsOf(languages, one.id) }));
  }

  private readOnce(): Promise<ReadPractices> {
    return (this.read ??= readPractices(this.folders));
  }
}

const readPractices = async (folders: ContentFolders): Promise<ReadPractices> => {
  const at = locator(await teller(folders));
  const root = join(folders.content, PRACTICES_FOLDER);
  const facts = join(PRACTICES_FOLDER, PRACTICES_FILE);
  const file = await readYaml(join(root, PRACTICES_FILE));
  if (!file.ok) return { facts: [], languages: [], faults: [at(facts, '', file.code, { got: file.detail })] };
  const { practices, faults } = parsePractices(file.value);
  const names = await namesIn(join(root, 'texts'), 'folders');
  const read = await Promise.all(names.map((language) => readLanguage(folders, language, at)));
  return {
    facts: practices,
    languages: read.map(({ language }) => language),
    faults: [
      ...faults.map(({ code, path, detail }) => at(facts, String(detail['id'] ?? ''), code, { path, ...detail })),
      ...read.flatMap((one) => one.faults),
    ],
  };
};

const readLanguage = async (
  folders: ContentFolders,
  language: string,
  at: Locate,
): Promise<{ readonly language: LanguageOfPractices; readonly faults: readonly LocatedFault[] }> => {
  const folder = join(folders.content, PRACTICES_FOLDER, 'texts', language);
  const texts: Record<string, string> = {};
  const translatedFrom: Record<string, string> = {};
  const faults: LocatedFault[] = [];
  for (const name of (await namesIn(folder, 'files')).filter(isYaml)) {
    const file = relative(folders.content, join(folder, name));
    const read = await readYaml(join(folder, name));
    if (!read.ok) {
      faults.push(at(file, '', read.code, { got: read.detail }));
      continue;
    }
    const flat = flattenTexts(read.value);
    for (const key of flat.unreadable) faults.push(at(file, key, 'not-text', { path: key, got: '' }));
    for (const key of flat.repeated) faults.push(at(file, key, 'unique-text', { key, file }));
    Object.assign(texts, flat.texts);
    Object.assign(translatedFrom, flat.translatedFrom);
  }
  return { language: { language, texts, translatedFrom }, faults };
};

/** Language → words, of the languages that have all that the entry says. */
const wordsOf = (languages: readonly LanguageOfPractices[], id: string): Readonly<Record<string, PracticeWords>> =>
  Object.fromEntries(
    languages.flatMap(({ language, texts }): [string, PracticeWords][] => {
      const [organisation, what, result] = ['organisation', 'what', 'result'].map((key) => texts[`${id}.${key}`]);
      if (organisation === undefined || what === undefined) return [];
      return [[language, { organisation, what, ...(result !== undefined && { result }) }]];
    }),
  );
