import type { Command } from 'commander';
import type { CreateOptions } from '../user/create-user.js';

const HELP = `
Examples:
  isonomia user create --email ada@example.org --name "Ada Admin" --role administrator
  isonomia user create --email asha@example.org --name "Asha" --role lead --agency 0199…
  printf %s "$PASSWORD" | isonomia user create --email … --name … --role administrator --password-stdin

Prints the password it made, or reads one from standard input with --password-stdin; a password as an option would stand
in the shell's history. A lead or contributor names an agency, a coordinator a region, an administrator neither.`;

export function userCommands(root: Command): void {
  const user = root.command('user').description('accounts');
  user
    .command('create')
    .description('create a person who can sign in, with one role')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--name <name>', 'name as shown to colleagues')
    .requiredOption(
      '--role <role>',
      'what the person may do, e.g. administrator, coordinator, lead, contributor, reviewer',
    )
    .option('--agency <id>', 'agency that the role holds in')
    .option('--region <id>', 'region that the role holds in')
    .option('--language <tag>', 'language of the person', 'en')
    .option('--password-stdin', 'read the password from standard input')
    .addHelpText('after', HELP)
    .action(async (options: CreateOptions) => (await import('../user/create-user.js')).createUser(options));
  user
    .command('reset-second-factor')
    .description('take away app, passkeys and recovery codes of somebody who lost them all, and end their sessions')
    .requiredOption('--email <address>', 'address that the person signs in with')
    .action(async (options: { email: string }) =>
      (await import('../user/reset-second-factor.js')).resetSecondFactor(options),
    );
}
