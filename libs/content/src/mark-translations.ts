import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type FlatTexts, type TextReview, asTranslated, referenceTexts, sourceOf } from '@isonomia/instrument';
import { type Document, type Node, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { type ContentFolders, SOURCE_LANGUAGE, instrumentsFolder } from './content-folders.js';
import { flattenTexts } from './flat-texts.js';
import { parseReferences } from './parse-rules.js';
import { isYaml, namesIn, readYaml } from './yaml-file.js';

/** A translation as it stands in its file, beside the wording it translates. */
export interface FoundTranslation {
  readonly file: string;
  readonly key: string;
  readonly text: string;
  readonly source: string;
  readonly of?: string;
  readonly reviewed?: TextReview;
}

/** What is to be noted beside a text. */
export interface TranslationMark {
  readonly of: string;
  readonly reviewed?: TextReview;
}

export type MarkTranslation = (found: FoundTranslation) => TranslationMark | undefined;

/** Notes beside the texts of a language what they translate and who read them; answers how many were marked anew. */
export const markTranslations = async (
  folders: ContentFolders,
  language: string,
  mark: MarkTranslation,
): Promise<number> => {
  let marked = 0;
  for (const folder of await textFolders(folders)) {
    const source = { ...(await namesOfReferences(folder)), ...(await wordsIn(join(folder, SOURCE_LANGUAGE))) };
    const names = (await namesIn(join(folder, language), 'files')).filter(isYaml);
    for (const name of names) {
      const path = join(folder, language, name);
      const place = { file: relative(folders.content, path), language, source };
      const document = parseDocument(await readFile(path, 'utf8'));
      const count = markDocument(document, place, mark);
      if (count > 0) await writeFile(path, document.toString({ lineWidth: 0, singleQuote: true }));
      marked += count;
    }
  }
  return marked;
};

const textFolders = async (folders: ContentFolders): Promise<readonly string[]> => {
  const root = instrumentsFolder(folders);
  const ids = await namesIn(root, 'folders');
  const versions = await Promise.all(
    ids.map(async (id) =>
      (await namesIn(join(root, id), 'folders')).map((version) => join(root, id, version, 'texts')),
    ),
  );
  return [join(folders.content, 'texts'), join(folders.content, 'good-practices', 'texts'), ...versions.flat()];
};

/** References are called in the source language where they stand: beside the folder of texts. */
const namesOfReferences = async (folder: string): Promise<FlatTexts> => {
  const file = await readYaml(join(folder, '..', 'references.yaml'));
  return file.ok ? referenceTexts(parseReferences(file.value).entries) : {};
};

const wordsIn = async (folder: string): Promise<FlatTexts> => {
  const names = (await namesIn(folder, 'files')).filter(isYaml);
  const read = await Promise.all(names.map((name) => readYaml(join(folder, name))));
  return Object.assign({}, ...read.map((file) => (file.ok ? flattenTexts(file.value).texts : {}))) as FlatTexts;
};

interface Place {
  readonly file: string;
  readonly language: string;
  readonly source: FlatTexts;
}

const markDocument = (document: Document, place: Place, mark: MarkTranslation): number => {
  let marked = 0;
  const visit = (node: unknown, path: readonly (string | number)[]): void => {
    const found = foundAt(node, path.join('.'), place);
    if (found !== undefined) {
      const made = mark(found);
      if (made === undefined || isMarked(found, made)) return;
      document.setIn(path, written(document, found.text, made));
      marked += 1;
    } else if (isMap(node)) {
      for (const { key, value } of node.items) visit(value, [...path, isScalar(key) ? String(key.value) : '']);
    } else if (isSeq(node)) node.items.forEach((item, position) => visit(item, [...path, position]));
  };
  visit(document.contents, []);
  return marked;
};

const foundAt = (node: unknown, key: string, { file, language, source }: Place): FoundTranslation | undefined => {
  const plain: unknown = isScalar(node) ? node.value : isMap(node) ? node.toJSON() : undefined;
  const translated = typeof plain === 'string' ? { text: plain } : asTranslated(plain);
  const original = sourceOf(source, key, language);
  return translated === undefined || original === undefined
    ? undefined
    : { ...translated, file, key, source: original };
};

const isMarked = (found: FoundTranslation, { of, reviewed }: TranslationMark): boolean =>
  found.of === of &&
  found.reviewed?.as === reviewed?.as &&
  found.reviewed?.on === reviewed?.on &&
  found.reviewed?.by === reviewed?.by;

const written = (document: Document, text: string, { of, reviewed }: TranslationMark): Node => {
  const value = reviewed === undefined ? { text, of } : { text, of, reviewed };
  return document.createNode(value, { flow: true });
};
