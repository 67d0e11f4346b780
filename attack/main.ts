import { parseArgs } from 'node:util';
import { readFixture } from './fixture.js';
import { runAttack } from './run.js';

const HELP = `Usage: npm run attack -- --fixture FILE [--base-url URL] [--cases N] [--strings N] [--seed N] [--full]

FILE is what "isonomia fixture" printed. The running installation is changed: take one that is made for it.
--cases    requests of the fuzzer for each operation and role (2; 100 with --full)
--strings  hostile strings for each text field (40; 2000 with --full)
--seed     of the fuzzer; a fresh one is printed when left out`;

function options() {
  const { values } = parseArgs({
    options: {
      fixture: { type: 'string' },
      'base-url': { type: 'string' },
      cases: { type: 'string' },
      strings: { type: 'string' },
      seed: { type: 'string' },
      full: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.fixture === undefined) {
    process.stderr.write(`${HELP}\n`);
    process.exit(values.help ? 0 : 2);
  }
  const fixture = readFixture(values.fixture);
  const count = (given: string | undefined, short: number, long: number): number =>
    given === undefined ? (values.full ? long : short) : Number(given);
  return {
    fixture,
    baseUrl: values['base-url'] ?? fixture.baseUrl,
    cases: count(values.cases, 2, 100),
    strings: count(values.strings, 40, 2_000),
    pages: values.full ? 10 : 2,
    guesses: values.full ? 10_000 : 40,
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed),
    say: (line: string) => void process.stderr.write(`${line}\n`),
  };
}

const began = Date.now();
const report = await runAttack(options());
for (const line of report.lines()) process.stdout.write(`${line}\n`);
process.stdout.write(`\n${report.hasFailed ? 'FAILED' : 'Held'} after ${Math.round((Date.now() - began) / 1000)} s.\n`);
process.exitCode = report.hasFailed ? 1 : 0;
