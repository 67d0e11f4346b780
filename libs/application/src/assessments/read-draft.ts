import { Fields } from '../problems/fields.js';
import type { DraftFields } from './draft.js';

/** A table of five hundred rows with long names; more is nobody's typing. */
const MOST_FIELDS = 4_000;
const LONGEST_NAME = 120;
const LONGEST_TEXT = 20_000;
const LARGEST = 200_000;
const NAME = /^[a-zA-Z]+(?:\[[\w.-]*\]){0,2}$/;

/** Whether this can be stored, exactly as it is. Throws `InputRefused`: what a database cannot hold is not changed silently. */
export function readDraft(given: DraftFields): DraftFields {
  const all = Object.entries(given).map(
    ([name, value]) => [name, typeof value === 'string' ? [value] : value] as const,
  );
  const fields = new Fields();
  const texts = all.flatMap(([, values]) => values);
  if (all.length > MOST_FIELDS || texts.length > MOST_FIELDS) fields.fault('fields', 'too-many', { max: MOST_FIELDS });
  else for (const [name, values] of all) checkField(fields, name, values);
  if (sizeOf(all) > LARGEST) fields.fault('fields', 'too-long', { max: LARGEST });
  fields.check();
  return given;
}

function checkField(fields: Fields, name: string, values: readonly string[]): void {
  if (name.length > LONGEST_NAME || !NAME.test(name)) fields.fault('fields', 'not-text');
  else if (values.some((text) => text.length > LONGEST_TEXT)) fields.fault(name, 'too-long', { max: LONGEST_TEXT });
  else if (!values.every(isStorable)) fields.fault(name, 'not-text');
}

/** As for answers: no NUL, no half character. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

const sizeOf = (all: readonly (readonly [string, readonly string[]])[]): number =>
  all.reduce((sum, [name, values]) => values.reduce((rest, text) => rest + text.length, sum + name.length), 0);
