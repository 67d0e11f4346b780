import type { Config } from '@isonomia/config';
import { type ContentVersion, fillSentence, readProblemTexts } from '@isonomia/content';
import { type AnswerFile, type Fault, parseAnswerFile } from '@isonomia/instrument';
import { contentFolders, contentLibrary } from './content/library.js';
import { misused, refused } from './exit.js';
import { readJson } from './read-input.js';

export interface ReadAnswers {
  readonly content: ContentVersion;
  readonly answers: AnswerFile;
}

/** An answer file and the instrument version it names, drafts of the instrument too. Ends the command with every fault. */
export async function readAnswers(config: Config, instrument: string, file: string): Promise<ReadAnswers> {
  const library = contentLibrary(config);
  const raw = await readJson(file);
  const version = versionOf(raw);
  const versions = (await library.versions()).filter(({ id }) => id === instrument).map((one) => one.version);
  if (versions.length === 0) {
    const known = new Set((await library.versions()).map(({ id }) => id));
    throw misused(`There is no instrument ${instrument}; there are: ${[...known].join(', ')}.`);
  }
  if (version !== undefined && !versions.includes(version)) {
    throw refused(
      `${file}: answer-file.unknown-version: version: there is no ${instrument} ${version}; there are: ${versions.join(', ')}.`,
    );
  }
  const content = await library.find(instrument, version);
  if (content === undefined) throw misused(`There is no instrument ${instrument}.`);
  const parsed = parseAnswerFile(content.instrument, raw);
  if (!parsed.ok) throw refused(...(await located(config, file, parsed.faults)));
  return { content, answers: parsed.file };
}

/** Only where it is text: what is wrong with it otherwise is told by the parser, with its place. */
function versionOf(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || !('version' in raw)) return undefined;
  const { version } = raw;
  return typeof version === 'string' && /^\d+\.\d+\.\d+$/.test(version) ? version : undefined;
}

/** `file: code: path: sentence`, a line a fault. */
async function located(config: Config, file: string, faults: readonly Fault[]): Promise<readonly string[]> {
  const sentences = (await readProblemTexts(contentFolders(config)))['en'] ?? {};
  return faults.map(({ code, path, detail }) => {
    const [, question = '', ...place] = path.split('.');
    const words = { path, question, place: place.join('.').replace(/^value\./, ''), ...detail };
    return `${file}: ${code}: ${path}: ${fillSentence(sentences[code] ?? code, words)}`;
  });
}
