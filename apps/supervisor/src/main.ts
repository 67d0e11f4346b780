import 'reflect-metadata';
import { type Config, InvalidConfig, loadConfig } from '@isonomia/config';
import { EXIT_MISCONFIGURED } from '@isonomia/supervision';
import { AlreadyRunning } from './instance-lock.js';
import { Supervisor } from './supervisor.js';

const fail = (text: string, code: number): never => {
  process.stderr.write(`${text}\n`);
  process.exit(code);
};

const HELP = 'Usage: npm start [-- --empty]   --empty starts without the fictional demo region.';

function readArguments(args: readonly string[], config: Config): Config {
  const unknown = args.filter((argument) => argument !== '--empty');
  if (unknown.length > 0) fail(`npm start does not know ${unknown.join(' ')}.\n${HELP}`, EXIT_MISCONFIGURED);
  return args.includes('--empty') ? { ...config, demo: false } : config;
}

function readSettings(): Config {
  try {
    return readArguments(process.argv.slice(2), loadConfig());
  } catch (error) {
    if (error instanceof InvalidConfig) return fail(error.message, EXIT_MISCONFIGURED);
    throw error;
  }
}

const supervisor = new Supervisor(readSettings());
const end = (code: number): void => void supervisor.stop().then(() => process.exit(code));
process.on('SIGTERM', () => end(0));
process.on('SIGINT', () => end(0));
// The boot that started this one is gone, killed perhaps: nobody else would stop what runs here.
process.on('disconnect', () => end(0));

try {
  await supervisor.start();
} catch (error) {
  const known = error instanceof AlreadyRunning || (error instanceof Error && !(error instanceof TypeError));
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  end(1);
}
