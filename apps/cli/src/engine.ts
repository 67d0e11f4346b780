import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@isonomia/config';

/** Package version and Node major, e.g. `0.1.0+node24`: stands in every result. */
export function engineOf({ root }: Pick<Config, 'root'>): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return `${version}+node${process.versions.node.split('.')[0] ?? ''}`;
}
