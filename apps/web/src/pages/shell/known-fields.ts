import { EdgeProblem } from '../../http/edge-problem.js';
import { CSRF_FIELD } from '../../http/session/csrf.js';
import type { FormBody } from './form-fields.js';

/** A form holds the fields that its page has: whoever sends another one means something that nobody offered. */
export function demandFields(body: FormBody | undefined, ...names: readonly string[]): FormBody {
  const known = new Set([CSRF_FIELD, ...names]);
  const unknown = Object.keys(body ?? {}).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new EdgeProblem(400, 'body.unknown-field', 'The form holds a field that this page does not have.');
  }
  return body ?? {};
}
