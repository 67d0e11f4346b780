import type { Command } from 'commander';

export function rolesCommand(root: Command): void {
  root
    .command('roles')
    .description('print who may do what, as Markdown: docs/roles.md is made of it')
    .action(async () => {
      const [{ describeAccess }, { print }] = await Promise.all([
        import('@isonomia/application'),
        import('../output.js'),
      ]);
      await print(describeAccess());
    });
}
