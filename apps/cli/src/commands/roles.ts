import type { Command } from 'commander';

export function rolesCommand(root: Command): void {
  root
    .command('roles')
    .description('print who may do what, as Markdown: docs/roles.md is made of it')
    .action(async () => (await import('../print-roles.js')).printRoles());
}
