import { InvalidConfig } from '@isonomia/config';
import { ContentFaulty, printFault } from '@isonomia/content';
import { Problem } from '@isonomia/application';
import { Command, CommanderError } from 'commander';
import { contentCommands } from './commands/content.js';
import { demoCommand } from './commands/demo.js';
import { documentCommand } from './commands/document.js';
import { importCommand } from './commands/import.js';
import { migrateCommand } from './commands/migrate.js';
import { scoreCommand } from './commands/score.js';
import { userCommands } from './commands/user.js';
import { CommandEnded, EXIT, type ExitCode } from './exit.js';
import { say } from './output.js';

const ABOUT = `Self-assessment of gender equality in law-enforcement and customs agencies.

In the project's folder: npm run -s isonomia -- <command>. Standard output carries a command's result and nothing else.`;

const AFTER = `
Exit codes: ${EXIT.done} done · ${EXIT.refused} the input is refused, see standard error · ${EXIT.usage} wrong option, file name or setting · ${EXIT.failed} something failed`;

function program(): Command {
  const root = new Command('isonomia').description(ABOUT).addHelpText('after', AFTER);
  for (const add of [
    scoreCommand,
    documentCommand,
    importCommand,
    contentCommands,
    userCommands,
    migrateCommand,
    demoCommand,
  ])
    add(root);
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
    return explain(error);
  }
}

/** Each kind of expected end in its own words; anything else is a fault of ours and shows where it happened. */
function explain(error: unknown): ExitCode {
  // Commander has said what was wrong, or has shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof CommandEnded) return told(error.exitCode, ...error.lines);
  if (error instanceof InvalidConfig) return told(EXIT.usage, error.message);
  if (error instanceof ContentFaulty) return told(EXIT.refused, ...error.faults.map(printFault));
  if (error instanceof Problem) return told(EXIT.refused, error.message);
  if (error instanceof Error)
    return told(EXIT.failed, isSystem(error) ? error.message : (error.stack ?? String(error)));
  return told(EXIT.failed, String(error));
}

/** A refused connection or a full disk is nothing that a stack would explain. */
const isSystem = (error: Error): boolean => 'code' in error || error.constructor === Error;

function told(code: ExitCode, ...lines: readonly string[]): ExitCode {
  for (const line of lines) say(line);
  return code;
}
