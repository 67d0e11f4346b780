/** The software bill of materials, CycloneDX, of everything in the lockfile: `npm run -s sbom > sbom.json`. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const { name } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const written = execFileSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--sbom-type', 'application'],
  { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] },
);
const bill = JSON.parse(written);
// npm names the product after the folder it lies in.
bill.metadata.component.name = name;
process.stdout.write(`${JSON.stringify(bill, undefined, 2)}\n`);
