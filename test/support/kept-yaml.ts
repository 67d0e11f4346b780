/**
 * Stands for `yaml` in tests (see jest.config.js). A hundred files of tests read the same texts, and each begins with empty
 * modules: parsing them anew every time took a tenth of all. What a text says is kept for as long as the run lasts, by the
 * digest of the text; what else we use of the package is as it is.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse as parseAnew } from '../../node_modules/yaml/dist/index.js';

export { isMap, isScalar, isSeq, parseDocument } from '../../node_modules/yaml/dist/index.js';

const folder = path.join(process.env['ISONOMIA_TEST_DIR'] ?? '', 'yaml');

export function parse(text: string): unknown {
  const kept = path.join(folder, `${createHash('sha256').update(text).digest('hex')}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const value: unknown = parseAnew(text);
  const json = JSON.stringify(value) as string | undefined;
  // What JSON cannot say is parsed each time, as are texts that are refused.
  if (json !== undefined && isDeepStrictEqual(JSON.parse(json), value)) keep(kept, json);
  return value;
}

/** Several workers may be at it: a file is there whole or not at all. */
function keep(file: string, json: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, json);
  renameSync(draft, file);
}
