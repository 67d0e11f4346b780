import { Problem } from '@isonomia/application';
import { InvalidConfig } from '@isonomia/config';
import { ContentFaulty, printFault } from '@isonomia/content';
import { CommandEnded, EXIT, type ExitCode } from './exit.js';
import { say } from './output.js';

/** Each kind of expected end in its own words; anything else is a fault of ours and shows where it happened. */
export function explain(error: unknown): ExitCode {
  if (error instanceof CommandEnded) return told(error.exitCode, ...error.lines);
  if (error instanceof InvalidConfig) return told(EXIT.usage, error.message);
  if (error instanceof ContentFaulty) return told(EXIT.refused, ...error.faults.map(printFault));
  if (error instanceof Problem) return told(EXIT.refused, error.message);
  if (error instanceof Error)
    return told(EXIT.failed, isSystem(error) ? error.message : (error.stack ?? String(error)));
  return told(EXIT.failed, String(error));
}

/** A refused connection or a full disk is nothing that a stack would explain. */
const isSystem = (error: Error): boolean => 'code' in error || error.constructor === Error;

function told(code: ExitCode, ...lines: readonly string[]): ExitCode {
  for (const line of lines) say(line);
  return code;
}
