import type { Command } from 'commander';

const LINT_HELP = `
Prints "file: code: message" for every fault and exits with 1 when there is one. Files lie below libs/content.`;

export function contentCommands(root: Command): void {
  const content = root.command('content').description('instruments, their texts and recommendations');
  content
    .command('lint')
    .description('check every instrument: ids, references, conditions, rules, texts, published versions')
    .addHelpText('after', LINT_HELP)
    .action(async () => (await import('../content/lint.js')).lintContent());
  content
    .command('lock')
    .description('print the line that publishes each instrument version as it is now, for libs/content/published.lock')
    .action(async () => (await import('../content/lint.js')).printLock());
  content
    .command('publish')
    .description('put the published instruments of libs/content into the database')
    .action(async () => (await import('../content/publish.js')).publishContent());
}
