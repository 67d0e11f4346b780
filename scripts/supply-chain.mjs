/**
 * Holds the lockfile against what is written down about packages: the oldest releases without known holes, packages that
 * are not taken, and those whose install scripts are known, none of which runs. Not every machine can ask for advisories;
 * this asks nobody. `node scripts/supply-chain.mjs [FOLDER]`
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const { minimum, banned, installScripts } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'supply-chain.json'), 'utf8'),
);
const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));

/** A pre-release counts as the release before which it was made. */
const parts = (version) => version.split('-')[0].split('.').map(Number);
function older(version, than) {
  const [a, b] = [parts(version), parts(than)];
  const at = b.findIndex((part, index) => (a[index] ?? 0) !== part);
  return at !== -1 && (a[at] ?? 0) < b[at];
}

const faults = [];
for (const [place, one] of Object.entries(packages)) {
  if (place === '') continue;
  const name = one.name ?? place.split('node_modules/').at(-1);
  const least = minimum[name];
  if (least !== undefined && older(one.version, least)) faults.push(`${name} ${one.version}: takes ${least} or newer.`);
  if (banned[name] !== undefined) faults.push(`${name}: ${banned[name]}.`);
  if (one.hasInstallScript && installScripts[name] === undefined)
    faults.push(
      `${name} ${one.version}: has an install script that nobody has looked at; add it to supply-chain.json.`,
    );
  if (!/^sha512-/.test(one.integrity ?? '')) faults.push(`${place}: has no sha512 to be held against.`);
  if (one.resolved !== undefined && !one.resolved.startsWith('https://registry.npmjs.org/'))
    faults.push(`${place}: comes from ${one.resolved}.`);
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
