import { Command, CommanderError } from 'commander';
import { auditCommands } from './commands/audit.js';
import { backupCommands } from './commands/backup.js';
import { contentCommands } from './commands/content.js';
import { demoCommand } from './commands/demo.js';
import { documentCommand } from './commands/document.js';
import { fixtureCommand } from './commands/fixture.js';
import { importCommand } from './commands/import.js';
import { migrateCommand } from './commands/migrate.js';
import { privacyCommands } from './commands/privacy.js';
import { rolesCommand } from './commands/roles.js';
import { scoreCommand } from './commands/score.js';
import { userCommands } from './commands/user.js';
import { EXIT, type ExitCode } from './exit.js';

const ABOUT = `Self-assessment of gender equality in law-enforcement and customs agencies.

In the project's folder: npm run -s isonomia -- <command>. Standard output carries a command's result and nothing else.`;

const AFTER = `
Exit codes: ${EXIT.done} done · ${EXIT.refused} the input is refused, see standard error · ${EXIT.usage} wrong option, file name or setting · ${EXIT.failed} something failed`;

/** Each loads what it needs when it is run: `score` must not wait for a browser and a database. */
const COMMANDS = [
  scoreCommand,
  documentCommand,
  importCommand,
  contentCommands,
  userCommands,
  auditCommands,
  backupCommands,
  privacyCommands,
  rolesCommand,
  migrateCommand,
  demoCommand,
  fixtureCommand,
];

function program(): Command {
  const root = new Command('isonomia').description(ABOUT).addHelpText('after', AFTER);
  for (const add of COMMANDS) add(root);
  for (const command of [root, ...root.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride().showHelpAfterError('(--help tells more)').showSuggestionAfterError();
  }
  return root;
}

/** Runs the command line; every way it can end is an exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has said what was wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return (await import('./explain.js')).explain(error);
  }
}
