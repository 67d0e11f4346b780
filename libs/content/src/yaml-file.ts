import { readFile, readdir, stat } from 'node:fs/promises';
import { type ParseOptions, parseDocument } from 'yaml';

/** A content file is written by hand; what is larger is no content file. */
const MAXIMUM_BYTES = 2_000_000;
const OPTIONS: ParseOptions & { readonly schema: 'core' } = { schema: 'core', prettyErrors: true };

export type YamlFile =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'file-missing' | 'file-too-large' | 'not-yaml'; readonly detail: string };

/** A YAML 1.2 file as plain data. Duplicate keys, tags and aliases are refused: content says everything once. */
export const readYaml = async (path: string): Promise<YamlFile> => {
  const size = await sizeOf(path);
  if (size === undefined) return { ok: false, code: 'file-missing', detail: '' };
  if (size > MAXIMUM_BYTES) return { ok: false, code: 'file-too-large', detail: String(size) };
  const document = parseDocument(await readFile(path, 'utf8'), OPTIONS);
  const [first] = [...document.errors, ...document.warnings];
  if (first !== undefined) return { ok: false, code: 'not-yaml', detail: firstLine(first.message) };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }) as unknown };
  } catch (error) {
    return { ok: false, code: 'not-yaml', detail: error instanceof Error ? firstLine(error.message) : '' };
  }
};

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').replace(/:$/, '');

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
};

/** Names in a folder in code-unit order, so that nothing depends on the file system's; empty when there is none. */
export const namesIn = async (folder: string, kind: 'files' | 'folders'): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => (kind === 'files' ? entry.isFile() : entry.isDirectory()))
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
};

export const isYaml = (name: string): boolean => name.endsWith('.yaml');
