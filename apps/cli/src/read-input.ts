import { readFile, stat } from 'node:fs/promises';
import { misused, refused } from './exit.js';

const MEBI = 1024 * 1024;

/** The bytes of a file that was named on the command line. */
export async function readInput(file: string, limit = 50 * MEBI): Promise<Uint8Array> {
  let size: number;
  try {
    const found = await stat(file);
    if (!found.isFile()) throw misused(`${file}: file.not-a-file: this is not a file.`);
    size = found.size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw misused(`${file}: file.missing: there is no such file.`);
    throw error;
  }
  if (size > limit) throw refused(`${file}: file.too-large: it holds ${size} bytes; ${limit} are the most.`);
  return readFile(file);
}

/** As text in UTF-8, without a byte order mark. */
export async function readText(file: string, limit: number): Promise<string> {
  const bytes = await readInput(file, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(`${file}: file.not-utf-8: it is not text in UTF-8; save it in that encoding.`);
  }
}

/** Of the largest questionnaire, many times over. */
const JSON_LIMIT = 16 * MEBI;

export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file, JSON_LIMIT);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(`${file}: file.not-json: ${reason}`);
  }
}
