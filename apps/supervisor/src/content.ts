import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Changes when a content file does: then the instruments are to be published again. */
export function contentFingerprint(root: string): string {
  const folder = path.join(root, 'libs', 'content');
  const hash = createHash('sha256').update(readIfThere(path.join(folder, 'published.lock')));
  for (const file of listFiles(path.join(folder, 'instruments'))) {
    hash.update(path.relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function listFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
