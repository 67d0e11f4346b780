import type { Command } from 'commander';
import type { ScoreOptions } from '../score/score.js';

const EXAMPLES = `
Examples:
  isonomia score --instrument geoa-le --answers examples/geoa-le-full.json
  isonomia score --instrument geoa-le --answers examples/geoa-le-core.json > result.json

A draft is scored too: an open question counts as not available. Every evidence id counts as stored. Faults are printed
to standard error as "file: code: place: what is wrong".`;

export function scoreCommand(root: Command): void {
  root
    .command('score')
    .description('score an answer file and print the result as JSON')
    .requiredOption('--instrument <id>', 'id of the instrument, e.g. geoa-le')
    .requiredOption('--answers <file>', 'answer file (JSON)')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ScoreOptions) => (await import('../score/score.js')).score(options));
}
