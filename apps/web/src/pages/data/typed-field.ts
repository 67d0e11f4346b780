import { InputRefused } from '@isonomia/application';
import { field, summaryOf, type Field, type FormErrors } from '../shell/fields.js';
import { errorsOf } from '../shell/faults.js';
import type { Words } from '../shell/words.js';

/** What is typed before something goes for good: never remembered by the browser, never filled in by us. */
export function typedField(words: Words, label: string, refused: InputRefused | undefined): TypedField {
  const faults = refused?.faults ?? [];
  const errors = errorsOf(words, faults, { field: (path) => path, label: () => label });
  return { errors, summary: summaryOf(errors), field: field('typed', label, { autocomplete: 'off', errors }) };
}

export interface TypedField {
  readonly errors: FormErrors;
  readonly summary: ReturnType<typeof summaryOf>;
  readonly field: Field;
}

/** Runs it; what was typed wrongly is given back to be shown in the form, every other refusal is thrown on. */
export async function refusalOf(act: () => Promise<unknown>): Promise<InputRefused | undefined> {
  try {
    await act();
    return undefined;
  } catch (problem) {
    if (problem instanceof InputRefused) return problem;
    throw problem;
  }
}
