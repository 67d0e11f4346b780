import { installationOf, loadConfig } from '@isonomia/config';
import { composeResult } from '@isonomia/outcome';
import { readAnswers } from '../answers.js';
import { print } from '../output.js';
import { sha256 } from '../sha256.js';

export interface ScoreOptions {
  readonly instrument: string;
  readonly answers: string;
}

/** The result as JSON on standard output. */
export async function score(options: ScoreOptions): Promise<void> {
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
