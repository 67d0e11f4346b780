import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config, LanConfig } from './config.js';

/** What use cases need to know of this installation; has the shape of the port `Installation` of application. */
export interface InstallationFacts {
  readonly agencyFiles: number;
  readonly evidenceFile: number;
  readonly logoFile: number;
  readonly publicUrl: string;
  readonly engine: string;
  readonly lan?: Pick<LanConfig, 'addresses' | 'fingerprint'>;
}

/** A logo is printed on every page: what a megabyte cannot draw, paper does not show. */
const LOGO_BYTES = 1_048_576;

export function installationOf({ limits, publicUrl, root, lan }: Config): InstallationFacts {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const major = process.versions.node.split('.', 1)[0] ?? '';
  return {
    agencyFiles: limits.agencyFiles,
    evidenceFile: limits.file,
    logoFile: LOGO_BYTES,
    publicUrl,
    engine: `${version}+node${major}`,
    ...(lan !== undefined && { lan: { addresses: lan.addresses, fingerprint: lan.fingerprint } }),
  };
}
