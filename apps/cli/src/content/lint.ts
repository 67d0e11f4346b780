import path from 'node:path';
import { type Config, loadConfig } from '@isonomia/config';
import {
  type ContentLibrary,
  type ContentVersion,
  fillSentence,
  printFault,
  readProblemTexts,
} from '@isonomia/content';
import { type FigureKind, TRACE_SENTENCES } from '@isonomia/scoring';
import { lintTranslations } from '@isonomia/view';
import { refused } from '../exit.js';
import { print, say } from '../output.js';
import { contentFolders, contentLibrary, practiceFiles, quizFiles } from './library.js';

/** By type, so that a new kind of figure cannot be forgotten here. */
const FIGURES: Readonly<Record<FigureKind, true>> = {
  'womens-share': true,
  'representation-ratio': true,
  'relative-likelihood': true,
  'glass-ceiling-index': true,
  pipeline: true,
  'selection-rate-ratio': true,
  'attrition-ratio': true,
  'mean-gap': true,
  'median-gap': true,
  'duncan-d': true,
  'coverage-by-sex': true,
  'data-availability': true,
};

export async function lintContent(): Promise<void> {
  const figureTexts = Object.keys(FIGURES).flatMap((kind) => [`figure.${kind}.name`, `figure.${kind}.definition`]);
  const config = loadConfig();
  const library = contentLibrary(config);
  const inContent = await library.lint({ furtherKeys: [...TRACE_SENTENCES, ...figureTexts] });
  const inPractices = await practiceFiles(config).lint(await newest(library));
  const inQuiz = await quizFiles(config).lint();
  const { stale, faults: inPages } = await lintPages(config);
  for (const line of stale) say(line);
  const faults = [...[...inContent, ...inPractices, ...inQuiz].map(printFault), ...inPages];
  if (faults.length > 0) throw refused(...faults, `${faults.length} faults.`);
  const versions = await library.versions();
  say(`Content: no fault in ${versions.map(({ id, version }) => `${id} ${version}`).join(', ')}.`);
}

/** What practices may be linked to: the last version of each instrument, as far as it can be read. */
async function newest(library: ContentLibrary): Promise<readonly ContentVersion[]> {
  const last = new Map((await library.versions()).map((name) => [name.id, name]));
  const read = [...last.values()].map(({ id, version }) => library.find(id, version).catch(() => undefined));
  return (await Promise.all(read)).filter((version) => version !== undefined);
}

/** The texts of pages and documents: what translates an earlier wording is told apart from what is wrong. */
async function lintPages(config: Pick<Config, 'root'>): Promise<Record<'stale' | 'faults', readonly string[]>> {
  const folder = path.join('libs', 'view', 'texts');
  const sentences = (await readProblemTexts(contentFolders(config)))['en'] ?? {};
  const found = lintTranslations(path.join(config.root, folder)).map(({ language, file, code, key, detail }) => {
    const message = fillSentence(sentences[`content.${code}`] ?? code, { key, ...detail });
    return { code, line: printFault({ file: path.join(folder, language, file), id: key, code, message }) };
  });
  const linesOf = (stale: boolean): readonly string[] =>
    found.filter(({ code }) => (code === 'text-stale') === stale).map(({ line }) => line);
  return { stale: linesOf(true), faults: linesOf(false) };
}

export async function printLock(): Promise<void> {
  const library = contentLibrary(loadConfig());
  for (const name of await library.versions()) {
    const line = await library.lockLineOf(name);
    if (line === undefined) throw refused(`${name.id} ${name.version} cannot be read; "content lint" says why.`);
    await print(`${line}\n`);
  }
}
