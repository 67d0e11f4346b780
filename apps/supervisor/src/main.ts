import 'reflect-metadata';
import { type Config, type Environment, environmentWith, InvalidConfig, loadConfig } from '@isonomia/config';
import { EXIT_MISCONFIGURED } from '@isonomia/supervision';
import { AlreadyRunning } from './instance-lock.js';
import { Supervisor } from './supervisor.js';

const fail = (text: string, code: number): never => {
  process.stderr.write(`${text}\n`);
  process.exit(code);
};

const HELP = `Usage: npm start [-- --empty] [-- --lan]
  --empty  starts without the fictional demo region
  --lan    opens this machine to the network of the room, over https with a certificate of its own`;
const KNOWN = ['--empty', '--lan'];

/** Loaded where it is asked for: what makes certificates takes its time. */
const openRoom = async (): Promise<Environment> => (await import('./lan.js')).openLan(loadConfig());

async function readSettings(
  args: readonly string[],
): Promise<{ readonly config: Config; readonly found: Environment }> {
  const unknown = args.filter((argument) => !KNOWN.includes(argument));
  if (unknown.length > 0) fail(`npm start does not know ${unknown.join(' ')}.\n${HELP}`, EXIT_MISCONFIGURED);
  try {
    const found = args.includes('--lan') ? await openRoom() : {};
    const config = loadConfig(found);
    return { config: args.includes('--empty') ? { ...config, demo: false } : config, found };
  } catch (error) {
    if (error instanceof InvalidConfig) return fail(error.message, EXIT_MISCONFIGURED);
    throw error;
  }
}

const { config, found } = await readSettings(process.argv.slice(2));
const supervisor = new Supervisor(config, environmentWith(found));
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
