import type { Command } from 'commander';

const BACKUP = `
Example:
  isonomia backup /var/backups/isonomia/2026-03-01

Everything that the database holds, files too, as it was at one moment; people may go on working. The folder must be new
or empty, and is readable by its owner alone: it holds all that agencies entrusted. Secrets are not in it: keep
AUTH_SECRET and AUDIT_SECRET, or secrets.json of DATA_DIR, apart from it. A folder without manifest.json is no backup.`;

const RESTORE = `
Examples:
  isonomia restore /var/backups/isonomia/2026-03-01
  isonomia restore /var/backups/isonomia/2026-03-01 --check

Into an empty database alone: an empty one named by DATABASE_URL, or a DATA_DIR in which nothing was started yet. Reads
the whole backup first, loads it in one transaction, reads everything back and compares it; then migrates to this
version and verifies the audit. What fails leaves nothing behind. Exit code 1 when something does not hold.`;

export function backupCommands(root: Command): void {
  root
    .command('backup')
    .description('write everything that the database holds into a folder')
    .argument('<folder>', 'a new or empty folder')
    .addHelpText('after', BACKUP)
    .action(async (folder: string) => (await import('../backup/commands.js')).runBackup(folder));
  root
    .command('restore')
    .description('load a backup into an empty database')
    .argument('<folder>', 'what "isonomia backup" wrote')
    .option('--check', 'only read the backup and compare it with its checksums; no database is touched')
    .addHelpText('after', RESTORE)
    .action(async (folder: string, { check }: { readonly check?: true }) =>
      (await import('../backup/commands.js')).runRestore(folder, { check: check === true }),
    );
}
