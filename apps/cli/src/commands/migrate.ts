import type { Command } from 'commander';

const HELP = `
Idempotent, and safe beside a running server. Works on DATABASE_URL, or on the embedded PostgreSQL under DATA_DIR.`;

export function migrateCommand(root: Command): void {
  root
    .command('migrate')
    .description('bring the database to this version: schema, job queue, published instruments')
    .addHelpText('after', HELP)
    .action(async () => (await import('../content/publish.js')).migrateInstallation());
}
