/** Bundles bench/main.ts (the aliases of our libraries resolved, packages left outside) and runs it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outdir = path.join(root, 'dist', 'bench');
await build({
  entryPoints: ['main.ts', 'bare-server.ts'].map((file) => path.join(root, 'bench', file)),
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  // The alias of our libraries looks like a package name; esbuild takes it from tsconfig.json.
  tsconfig: path.join(root, 'tsconfig.json'),
  logLevel: 'warning',
});
const done = spawnSync(process.execPath, [path.join(outdir, 'main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exitCode = done.status ?? 1;
