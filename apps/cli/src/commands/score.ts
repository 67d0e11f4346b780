import { installationOf, loadConfig } from '@isonomia/config';
import { composeResult } from '@isonomia/outcome';
import type { Command } from 'commander';
import { readAnswers } from '../answers.js';
import { print } from '../output.js';
import { sha256 } from '../sha256.js';

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
    .action(score);
}

async function score(options: { readonly instrument: string; readonly answers: string }): Promise<void> {
  const config = loadConfig();
  const { content, answers } = await readAnswers(config, options.instrument, options.answers);
  const result = composeResult({
    instrument: content.instrument,
    rules: content.rules,
    answers,
    review: { accepted: [], rejected: [] },
    engine: installationOf(config).engine,
    sha256,
  });
  await print(`${JSON.stringify(result, undefined, 2)}\n`);
}
