import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/**
 * The built command line, as `npm run -s isonomia` runs it, but for source maps: reading them takes a third of the time of
 * each command, and they change nothing but the stack of a fault.
 */
const COMMAND = path.resolve('dist/apps/cli/apps/cli/src/main.js');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** True under `npm run test:full`. */
export const isLongRun = (): boolean => process.env['TEST_FULL'] === '1';

const environment = (dataDir: string): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: _, DATABASE_URL: __, ...inherited } = process.env;
  return { ...inherited, DATA_DIR: dataDir, ISONOMIA_ROOT: path.resolve('.') };
};

/** Only begins a command: for whoever means to kill it. */
export const begin = (dataDir: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], { env: environment(dataDir), stdio: 'ignore' });

/** Runs a command on a data folder of its own: an embedded database that nobody else uses. */
export function command(dataDir: string): (args: readonly string[], input?: string) => Promise<Ran> {
  const env = environment(dataDir);
  return (args, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [COMMAND, ...args], { env });
      const chunks = { out: '', err: '' };
      child.stdout.on('data', (chunk) => (chunks.out += String(chunk)));
      child.stderr.on('data', (chunk) => (chunks.err += String(chunk)));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? -1, ...chunks }));
      child.stdin.end(input ?? '');
    });
}
