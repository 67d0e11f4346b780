import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Environment } from '@isonomia/config';

/** The folder that holds the built applications, from a file of this one. */
const builtApps = (): string => path.resolve(import.meta.dirname, '..', '..', '..', '..');

export const builtFile = (app: 'web' | 'worker' | 'cli'): string =>
  path.join(builtApps(), app, 'apps', app, 'src', 'main.js');

/** Runs a command of `isonomia`, whose output goes where ours goes. Throws when it fails. */
export function runCommand(env: Environment, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', builtFile('cli'), ...args], {
      env: { ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`"isonomia ${args.join(' ')}" failed; the lines above say why.`));
    });
  });
}
