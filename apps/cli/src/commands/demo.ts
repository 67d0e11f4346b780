import type { Command } from 'commander';

const HELP = `
"npm start" calls it on a database that has no demo yet. Running it again goes on where it was interrupted and changes
nothing once it is complete. Everything in the region is invented.`;

export function demoCommand(root: Command): void {
  root
    .command('demo')
    .description('load the fictional demo region: agencies, people, assessments')
    .addHelpText('after', HELP)
    .action(async () => (await import('../demo/load-demo.js')).loadDemoRegion());
}
