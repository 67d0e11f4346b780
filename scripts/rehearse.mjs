/** Bundles rehearse/main.ts, leaving packages outside, and runs it: the built product over HTTP alone. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, 'dist', 'rehearse', 'main.js');
await build({
  entryPoints: [path.join(root, 'rehearse', 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  // The alias of our libraries looks like a package name; esbuild takes it from tsconfig.json.
  tsconfig: path.join(root, 'tsconfig.json'),
  logLevel: 'warning',
});
const done = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root });
process.exitCode = done.status ?? 1;
