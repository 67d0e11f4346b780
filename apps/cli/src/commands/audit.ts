import type { Command } from 'commander';
import type { VerifyOptions } from '../audit/verify.js';

const HELP = `
Examples:
  isonomia audit verify > heads-2026-03-01.jsonl
  isonomia audit verify --expect heads-2026-02-01.jsonl
  isonomia audit verify --agency 0199…

Recomputes every seal. Standard output is the last seal of each chain, a line of JSON each: keep it somewhere else, and
give it back with --expect, or no command can tell that the newest seals were cut off together with their rows. --expect
reads the worker's log as well. Exit code 1 when anything does not hold; standard error says what and where.`;

export function auditCommands(root: Command): void {
  const audit = root.command('audit').description('who did what, and whether anybody changed it afterwards');
  audit
    .command('verify')
    .description('check that nothing was changed, added or removed since it was sealed')
    .option('--agency <id>', "one agency's rows alone")
    .option('--expect <file>', 'seals that must be there: what this command printed before, or the log of the worker')
    .addHelpText('after', HELP)
    .action(async (options: VerifyOptions) => (await import('../audit/verify.js')).verifyAudit(options));
  audit
    .command('seal')
    .description('seal what was recorded since the last time; the worker does so every fifteen seconds')
    .action(async () => (await import('../audit/seal.js')).sealAudit());
}
