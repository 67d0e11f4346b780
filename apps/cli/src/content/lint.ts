import { loadConfig } from '@isonomia/config';
import { printFault } from '@isonomia/content';
import { type FigureKind, TRACE_SENTENCES } from '@isonomia/scoring';
import { refused } from '../exit.js';
import { print, say } from '../output.js';
import { contentLibrary } from './library.js';

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

export async function lintContent(): Promise<void> {
  const figureTexts = Object.keys(FIGURES).flatMap((kind) => [`figure.${kind}.name`, `figure.${kind}.definition`]);
  const library = contentLibrary(loadConfig());
  const faults = await library.lint({ furtherKeys: [...TRACE_SENTENCES, ...figureTexts] });
  if (faults.length > 0) throw refused(...faults.map(printFault), `${faults.length} faults.`);
  const versions = await library.versions();
  say(`Content: no fault in ${versions.map(({ id, version }) => `${id} ${version}`).join(', ')}.`);
}

export async function printLock(): Promise<void> {
  const library = contentLibrary(loadConfig());
  for (const name of await library.versions()) {
    const line = await library.lockLineOf(name);
    if (line === undefined) throw refused(`${name.id} ${name.version} cannot be read; "content lint" says why.`);
    await print(`${line}\n`);
  }
}
