import type { Command } from 'commander';
import type { FixtureOptions } from '../fixture/load-fixture.js';

const HELP = `
Loads 2 regions, 4 countries and 12 agencies with people in every role into an empty database and prints, as JSON, every
password, second factor, id, canary and prime. Everything is invented. Made for attacking this installation:
docs/security-testing.md says how. Production refuses it; so does a database that holds anything.`;

export function fixtureCommand(root: Command): void {
  root
    .command('fixture')
    .description('load data that is made to be attacked into an empty database; prints the keys to it as JSON')
    .option('--seed <text>', 'the same seed gives the same names, passwords, secrets, canaries and primes')
    .option('--base-url <url>', 'address to print, where it is not the one of the settings')
    .addHelpText('after', HELP)
    .action(async (options: FixtureOptions) => (await import('../fixture/load-fixture.js')).printFixture(options));
}
