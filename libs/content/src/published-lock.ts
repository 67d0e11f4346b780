import { readFile } from 'node:fs/promises';

/** What a published version is: scores follow from the structure, recommendations from the rules. */
export interface LockedHashes {
  readonly instrument: string;
  readonly rules: string;
}

/** One line a version: `geoa-le@1.0.0 instrument=<sha256> rules=<sha256>`. Lines that begin with # are comments. */
const LINE = /^([A-Za-z0-9-]+@\d+\.\d+\.\d+) instrument=([0-9a-f]{64}) rules=([0-9a-f]{64})$/;

export type PublishedLock =
  | { readonly ok: true; readonly versions: ReadonlyMap<string, LockedHashes> }
  | { readonly ok: false; readonly line: number };

/** A missing file locks nothing: every version is then a draft. */
export const readPublishedLock = async (path: string): Promise<PublishedLock> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { ok: true, versions: new Map() };
  }
  const versions = new Map<string, LockedHashes>();
  for (const [position, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, version, instrument, rules] = LINE.exec(line.trimEnd()) ?? [];
    // A version locked twice could be changed by editing the line that does not count.
    if (version === undefined || instrument === undefined || rules === undefined || versions.has(version)) {
      return { ok: false, line: position + 1 };
    }
    versions.set(version, { instrument, rules });
  }
  return { ok: true, versions };
};

export const lockLine = (id: string, version: string, hashes: LockedHashes): string =>
  `${id}@${version} instrument=${hashes.instrument} rules=${hashes.rules}`;
