import type { Command } from 'commander';
import type { EraseOptions } from '../privacy/erase.js';
import type { ExportOptions } from '../privacy/export.js';
import type { RetentionOptions } from '../privacy/retention.js';

const ERASE_HELP = `
Examples:
  isonomia erase --agency 0199…                               shows what would go
  isonomia erase --agency 0199… --typed "Customs of Norlavia"   erases it
  isonomia erase --person ada@example.org --typed ada@example.org

Without --typed nothing is erased. Backups keep what they hold until they are thrown away. On the pages this takes two
people; whoever runs commands here has the database itself, so the audit says that the installation did it.`;

export function privacyCommands(root: Command): void {
  root
    .command('retention')
    .description('count what has been kept for long enough, by class; the worker deletes it once a day')
    .option('--purge', 'delete it now')
    .action(async (options: RetentionOptions) => (await import('../privacy/retention.js')).keepRetention(options));
  root
    .command('export')
    .description('write everything that is held about an agency into an empty folder, as JSON and files')
    .requiredOption('--agency <id>', 'agency to export')
    .requiredOption('--out <dir>', 'folder that is empty or not there yet; only its owner can read it')
    .action(async (options: ExportOptions) => (await import('../privacy/export.js')).exportAgency(options));
  root
    .command('erase')
    .description('erase an agency or a person for good')
    .option('--agency <id>', 'agency to erase')
    .option('--person <address>', 'address that the person signs in with')
    .option('--typed <text>', 'name of the agency, or address of the person, once more')
    .addHelpText('after', ERASE_HELP)
    .action(async (options: EraseOptions) => (await import('../privacy/erase.js')).erase(options));
}
