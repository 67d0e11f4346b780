import { loadConfig } from '@isonomia/config';
import { printFault } from '@isonomia/content';
import { type FigureKind, TRACE_SENTENCES } from '@isonomia/scoring';
import type { Command } from 'commander';
import { contentLibrary } from '../content.js';
import { refused } from '../exit.js';
import { withInstallation } from '../installation.js';
import { publish } from '../publish.js';
import { say } from '../output.js';

const LINT_HELP = `
Prints "file: code: message" for every fault and exits with 1 when there is one. Files lie below libs/content.`;

export function contentCommands(root: Command): void {
  const content = root.command('content').description('instruments, their texts and recommendations');
  content
    .command('lint')
    .description('check every instrument: ids, references, conditions, rules, texts, published versions')
    .addHelpText('after', LINT_HELP)
    .action(lint);
  content
    .command('lock')
    .description('print the line that publishes each instrument version as it is now, for libs/content/published.lock')
    .action(lock);
  content
    .command('publish')
    .description('put the published instruments of libs/content into the database')
    .action(() => withInstallation(publish));
}

/** By type, so that a new kind of figure cannot be forgotten here. */
const FIGURES: Readonly<Record<FigureKind, true>> = {
  'womens-share': true,
  'representation-ratio': true,
  'relative-likelihood': true,
  'glass-ceiling-index': true,
  pipeline: true,
  'selection-rate-ratio': true,
  'attrition-ratio': true,
  'mean-gap': true,
  'median-gap': true,
  'duncan-d': true,
  'coverage-by-sex': true,
  'data-availability': true,
};

async function lint(): Promise<void> {
  const figureTexts = Object.keys(FIGURES).flatMap((kind) => [`figure.${kind}.name`, `figure.${kind}.definition`]);
  const library = contentLibrary(loadConfig());
  const faults = await library.lint({ furtherKeys: [...TRACE_SENTENCES, ...figureTexts] });
  if (faults.length > 0) throw refused(...faults.map(printFault), `${faults.length} faults.`);
  const versions = await library.versions();
  say(`Content: no fault in ${versions.map(({ id, version }) => `${id} ${version}`).join(', ')}.`);
}

async function lock(): Promise<void> {
  const library = contentLibrary(loadConfig());
  for (const name of await library.versions()) {
    const line = await library.lockLineOf(name);
    if (line === undefined) throw refused(`${name.id} ${name.version} cannot be read; "content lint" says why.`);
    process.stdout.write(`${line}\n`);
  }
}
